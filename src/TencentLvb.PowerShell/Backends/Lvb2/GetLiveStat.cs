using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LiveStat: push and playback of live streams.</summary>
internal static class GetLiveStat
{
    public static LvbRequest<LiveStatPage> Request(Lvb2LiveStatQuery query, int page, int pageSize) =>
        query.Request(Lvb2Interface.GetLiveStat, page, pageSize, Read);

    private static object Read(JsonElement row, string stream, DateTimeOffset time) => new LiveStat
    {
        StreamId = stream,
        BandwidthMbps = WireReader.Double(row, "bandwidth"),
        Online = WireReader.Int(row, "online"),
        ClientIP = WireReader.Text(row, "client_ip"),
        ServerIP = WireReader.Text(row, "server_ip"),
        Fps = WireReader.Int(row, "fps"),
        BitrateBps = WireReader.Long(row, "speed"),
        Time = time,
    };
}
