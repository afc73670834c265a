using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LivePlayStatHistory: playback, minute by minute, in a past stretch of at most two hours.</summary>
internal static class GetLivePlayStatHistory
{
    public static LvbRequest<Lvb2PlayHistoryPage> Request(string? streamId, string? domain, TimeWindow window) => new(
        Lvb2Interface.GetLivePlayStatHistory,
        new WireParameters()
            .UnixTime("start_time", window.Start)
            .UnixTime("end_time", window.End)
            .Text("stream_id", streamId)
            .Text("domain", domain),
        reply => Read(streamId, domain, reply))
    {
        AlsoSuccess = Lvb2LiveStatQuery.EmptyResults,
    };

    private static Lvb2PlayHistoryPage Read(string? streamId, string? domain, Lvb2Response reply)
    {
        if (reply.Ret != 0)
        {
            return new Lvb2PlayHistoryPage();
        }

        var output = ListReader.Output(reply);
        var page = new Lvb2PlayHistoryPage { ToldTraffic = ToldTraffic(output) };
        foreach (var row in ListReader.Objects(output, "stat_info"))
        {
            page.Add(
                new LivePlayStatPoint
                {
                    StreamId = streamId ?? NotEmpty(WireReader.Text(output, "stream_id")),
                    PlayDomain = domain ?? NotEmpty(WireReader.Text(output, "domain")),
                    Time = WireReader.Time(row, "time"),
                    BandwidthMbps = WireReader.Double(row, "bandwidth"),
                    Online = WireReader.Int(row, "online"),
                    TrafficMB = WireReader.Double(row, "flux"),
                },
                WireReader.Text(row, "time") ?? row.GetRawText());
        }

        return page;
    }

    // The documents say that sum_info is an array; clients that work read an object.
    private static double? ToldTraffic(JsonElement output)
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

/// <summary>A window of playback history, with the traffic that the service tells for all of it.</summary>
internal sealed class Lvb2PlayHistoryPage : RowPage
{
    /// <summary>In MB; null when the service does not tell it.</summary>
    public double? ToldTraffic { get; init; }
}
