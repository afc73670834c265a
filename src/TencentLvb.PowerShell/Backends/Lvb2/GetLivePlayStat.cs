using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LivePlayStat: the playback of live streams.</summary>
internal static class GetLivePlayStat
{
    public static LvbRequest<LiveStatPage> Request(Lvb2LiveStatQuery query, int page, int pageSize) =>
        query.Request(Lvb2Interface.GetLivePlayStat, page, pageSize, Read);

    private static object Read(JsonElement row, string stream, DateTimeOffset time) => new LivePlayStat
    {
        StreamId = stream,
        BandwidthMbps = WireReader.Double(row, "bandwidth"),
        Online = WireReader.Int(row, "online"),
        Time = time,
    };
}
