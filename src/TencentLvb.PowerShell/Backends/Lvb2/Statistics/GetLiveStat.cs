using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LiveStat: push and playback of live streams.</summary>
internal static class GetLiveStat
{
    public static Lvb2Request<LiveStatPage<LiveStat>> Request(LiveStatQuery query, PageRequest page) =>
        LiveStatReader.Request(Lvb2Interface.GetLiveStat, query, page, Read);

    private static LiveStat Read(JsonElement row, string stream, DateTimeOffset time) => new LiveStat
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
