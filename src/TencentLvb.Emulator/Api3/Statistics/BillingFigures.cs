namespace TencentLvb.Emulator;

/// <summary>DescribeBillBandwidthAndFluxList: peaks and sums, one row for every 5 minutes, hour or day.</summary>
internal static class BillingFigures
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3 * 366);

    public static Action<AnswerJson>? Answer(Api3Call call)
    {
        var (start, end, form) = call.Parameters.NeedEitherRange();
        var minutes = call.Parameters.Number("Granularity", 5, 1440) ?? 5;
        if (minutes is not (5 or 60 or 1440))
        {
            throw call.Parameters.Wrong("Granularity", "5, 60 or 1440");
        }

        call.Within(start, end, Kept, minutes == 5 ? TimeSpan.FromDays(1) : TimeSpan.FromDays(31));
        var points = Points(call, start, end).ToList();
        var rows = points
            .GroupBy(point => Bucket(point.Time, (int)minutes))
            .Select(group => new Row(group.Key, group.OrderByDescending(point => point.Bandwidth).First(), group.Sum(Flux)))
            .ToList();
        var ranked = points.OrderByDescending(point => point.Bandwidth).ToList();
        return json =>
        {
            if (ranked.Count > 0)
            {
                var (peak, almostPeak) = (ranked[0], ranked[ranked.Count / 20]);
                json.Text("PeakBandwidthTime", Api3Time.Text(peak.Time, form));
                json.Number("PeakBandwidth", peak.Bandwidth);
                json.Text("P95PeakBandwidthTime", Api3Time.Text(almostPeak.Time, form));
                json.Number("P95PeakBandwidth", almostPeak.Bandwidth);
            }

            json.Number("SumFlux", Math.Round(points.Sum(Flux), 2));
            call.Rows(json, "DataInfoList", rows, (json, row) =>
            {
                json.Text("Time", Api3Time.Text(row.Time, form));
                json.Number("Bandwidth", row.Peak.Bandwidth);
                json.Number("Flux", Math.Round(row.Flux, 2));
                json.Text("PeakTime", Api3Time.Text(row.Peak.Time, form));
            });
        };
    }

    // Every viewer of the emulated account is in mainland China, and watches standard live streams.
    private static IEnumerable<PlayMinute> Points(Api3Call call, DateTimeOffset start, DateTimeOffset end)
    {
        var domains = call.Parameters.Texts("PlayDomains");
        var abroad = call.Parameters.OneOf("MainlandOrOversea", "Mainland", "Oversea", "") == "Oversea";
        var fast = call.Parameters.OneOf("ServiceName", "LVB", "LEB", "") == "LEB";
        call.Parameters.Texts("RegionNames");
        var last = PlayFigures.Latest(end, call.Now);
        IReadOnlyList<EmulatedStream> streams = abroad || fast
            ? []
            : [.. PlayHistory.Played(call.Account, null, null).Where(stream => domains.Count == 0 || domains.Contains(stream.PlayDomain))];
        var played = streams.Where(stream => stream.WasLiveWithin(start, last)).ToList();
        return StatisticsGenerator.Steps(start, last, StatisticsGenerator.BillingStep)
            .Select(time => PlayHistory.At(played, time))
            .Where(point => point.Streams > 0);
    }

    private static double Flux(PlayMinute point) => Math.Round(point.Bandwidth * StatisticsGenerator.BillingStep / 8, 2);

    private static DateTimeOffset Bucket(DateTimeOffset time, int minutes) =>
        minutes == 1440 ? ChinaTime.StartOfDay(time) : StatisticsGenerator.StepOf(time, minutes * 60);

    private sealed record Row(DateTimeOffset Time, PlayMinute Peak, double Flux);
}
