using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LivePlayStatHistory: past playback, minute by minute, over at most two hours.</summary>
internal static class GetLivePlayStatHistory
{
    public static Lvb2Request<PlayHistoryPage> Request(PlayHistoryQuery query) => new(
        new WireParameters(Lvb2Interface.GetLivePlayStatHistory)
            .Add("start_time", query.Window.Start)
            .Add("end_time", query.Window.End)
            .Add("stream_id", query.StreamId)
            .Add("domain", query.PlayDomain),
        reply => Read(query, reply))
    {
        AlsoSuccess = LiveStatReader.EmptyResults,
    };

    private static PlayHistoryPage Read(PlayHistoryQuery query, Lvb2Response reply)
    {
        if (reply.Ret != 0)
        {
            return new PlayHistoryPage();
        }

        var output = ListReader.Output(reply);
        var page = new PlayHistoryPage { TotalTraffic = TotalTraffic(output) };
        foreach (var row in ListReader.Objects(output, "stat_info"))
        {
            page.Add(
                new LivePlayStatPoint
                {
                    StreamId = query.StreamId ?? NotEmpty(WireReader.Text(output, "stream_id")),
                    PlayDomain = query.PlayDomain ?? NotEmpty(WireReader.Text(output, "domain")),
                    Time = WireReader.Time(row, "time"),
                    BandwidthMbps = WireReader.Double(row, "bandwidth"),
                    Online = WireReader.Int(row, "online"),
                    TrafficMB = WireReader.Double(row, "flux"),
                },
                WireReader.Text(row, "time") ?? row.GetRawText());
        }

        return page;
    }

    // According to the documentation sum_info is an array, but working clients read an object.
    private static double? TotalTraffic(JsonElement output)
    {
        double? sum = null;
        foreach (var info in new List<JsonElement>(WireReader.Rows(output, "sum_info")))
        {
            if (WireReader.Double(info, "sum_flux") is { } traffic)
            {
                sum = (sum ?? 0) + traffic;
            }
        }

        return sum;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
