using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>DescribeLiveDomainPlayInfoList and DescribeStreamDayPlayInfoList: totals by domain, and by stream and day.</summary>
internal static class PlayTotals
{
    private const string Mainland = "Mainland";

    public static Action<AnswerJson>? Domains(Api3Call call)
    {
        var asked = call.Parameters.Texts("PlayDomains");
        var time = StatisticsGenerator.StepOf(call.Now - PlayFigures.Lateness, StatisticsGenerator.PlayStep);
        var domains = call.Account.Domains.All
            .Where(domain => domain.IsPlay && (asked.Count == 0 || asked.Contains(domain.Name)))
            .Select(domain => (domain.Name, Minute: PlayHistory.At(PlayHistory.Played(call.Account, null, domain.Name), time)))
            .ToList();
        return json =>
        {
            json.Text("Time", ChinaTime.Text(time));
            json.Number("TotalBandwidth", Math.Round(domains.Sum(domain => domain.Minute.Bandwidth), 2));
            json.Number("TotalFlux", Math.Round(domains.Sum(domain => StatisticsGenerator.Flux(domain.Minute.Bandwidth)), 2));
            json.Number("TotalRequest", domains.Sum(domain => domain.Minute.Online * 3));
            json.Number("TotalOnline", domains.Sum(domain => domain.Minute.Online));
            call.Rows(json, "DomainInfoList", domains, (row, domain) =>
            {
                row.Text("Domain", domain.Name);
                row.Rows("DetailInfoList", [domain.Minute], (detail, minute) =>
                {
                    detail.Text("MainlandOrOversea", Mainland);
                    detail.Number("Bandwidth", minute.Bandwidth);
                    detail.Number("Flux", StatisticsGenerator.Flux(minute.Bandwidth));
                    detail.Number("Online", minute.Online);
                    detail.Number("Request", minute.Online * 3);
                });
            });
        };
    }

    /// <summary>A day in China Standard Time, available from 03:00 of the next day.</summary>
    public static Action<AnswerJson>? Day(Api3Call call)
    {
        var page = call.Parameters.Page(100, 1000, 1000, lastPage: 1000);
        var start = ReadDay(call);
        var abroad = call.Parameters.OneOf("MainlandOrOversea", Mainland, "Oversea", "") == "Oversea";
        var fast = call.Parameters.OneOf("ServiceName", "LVB", "LEB", "") == "LEB";
        var domain = call.Parameters.Text("PlayDomain") is { Length: > 0 } asked ? asked : null;
        var streams = abroad || fast ? [] : PlayHistory.Played(call.Account, null, domain);
        var rows = streams
            .Select(stream => (stream.Id, Flux: FluxOf(stream, start)))
            .Where(row => row.Flux > 0)
            .OrderByDescending(row => row.Flux).ThenBy(row => row.Id, StringComparer.Ordinal)
            .ToList();
        return json => call.Page(json, "DataInfoList", rows, page, (row, day) =>
        {
            row.Text("StreamName", day.Id);
            row.Number("TotalFlux", day.Flux);
        });
    }

    private static DateTimeOffset ReadDay(Api3Call call)
    {
        var text = call.Parameters.NeedText("DayTime");
        if (!DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw call.Parameters.Wrong("DayTime", "a day such as 2026-11-28");
        }

        var start = new DateTimeOffset(day, TimeSpan.FromHours(8));
        return call.Now >= start.AddHours(27) && start > call.Now.AddDays(-93)
            ? start
            : throw call.Parameters.Wrong("DayTime", "a past day in the last three months (available from 03:00 on the next day)");
    }

    private static double FluxOf(EmulatedStream stream, DateTimeOffset start)
    {
        var end = start.AddDays(1).AddSeconds(-1);
        if (!stream.WasLiveWithin(start, end))
        {
            return 0;
        }

        var minutes = StatisticsGenerator.Steps(start, end, StatisticsGenerator.PlayStep).Where(stream.WasLiveAt);
        return Math.Round(minutes.Sum(time => StatisticsGenerator.Flux(StatisticsGenerator.Bandwidth(stream, time))), 2);
    }
}
