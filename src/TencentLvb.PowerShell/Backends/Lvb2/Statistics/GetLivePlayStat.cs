using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LivePlayStat: the playback of live streams.</summary>
internal static class GetLivePlayStat
{
    public static Lvb2Request<LiveStatPage<LivePlayStat>> Request(LiveStatQuery query, PageRequest page) =>
        LiveStatReader.Request(Lvb2Interface.GetLivePlayStat, query, page, Read);

    private static LivePlayStat Read(JsonElement row, string stream, DateTimeOffset time) => new LivePlayStat
    {
        StreamId = stream,
        BandwidthMbps = WireReader.Double(row, "bandwidth"),
        Online = WireReader.Int(row, "online"),
        Time = time,
    };
}
