namespace TencentLvb.Emulator;

/// <summary>Get_BillingBandwidth: the bandwidth of the account or of a domain, one row every 5 minutes, or only the peak.</summary>
internal static class Billing
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } = [new("Get_BillingBandwidth", IsStatistics: true, Answer)];

    public static Reply Answer(ApiCall call)
    {
        var window = HistoryWindow.Read(call, advised: false);
        var domain = call.Parameters.Text("domain");
        var region = call.Parameters.Number("home_foreign", 0, 2) ?? 0;
        var peakOnly = call.Parameters.Number("get_top_bd", 0, 1) == 1;
        var streams = PlayHistory.Played(call.Account, null, domain);

        // Every viewer of the emulated account is in mainland China.
        var times = region == 2 ? [] : window.Steps(StatisticsGenerator.BillingStep);
        var rows = times.Select(time => PlayHistory.At(streams, time)).Where(row => row.Streams > 0).ToList();
        if (rows.Count == 0)
        {
            return Reply.Error(Codes.NoData, "query data is empty");
        }

        if (peakOnly)
        {
            rows = [rows.OrderByDescending(row => row.Bandwidth).First()];
        }

        return Reply.Statistics(json => json.Rows("total_info", rows, (row, step) =>
        {
            row.Number("bandwidth", step.Bandwidth);
            if (domain is not null)
            {
                row.Text("domain", domain);
            }

            row.Number("flux", Math.Round(step.Bandwidth * StatisticsGenerator.BillingStep / 8, 2));
            row.Text("time", ChinaTime.Text(step.Time));
        }));
    }
}
