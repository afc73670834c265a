using System;
using System.Text.Json;
using TencentLvb.Client;

namespace TencentLvb.Interfaces;

/// <summary>Get_LivePlayStat: the playback of live streams.</summary>
internal static class GetLivePlayStat
{
    public static LvbRequest<LiveStatPage> Request(LiveStatQuery query, int page, int pageSize) =>
        query.Request(LvbInterface.GetLivePlayStat, page, pageSize, Read);

    private static object Read(JsonElement row, string stream, DateTimeOffset time) => new LivePlayStat
    {
        StreamId = stream,
        BandwidthMbps = WireReader.Double(row, "bandwidth"),
        Online = WireReader.Int(row, "online"),
        Time = time,
    };
}
