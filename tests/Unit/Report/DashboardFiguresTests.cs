namespace TencentLvb.Unit.Report;

/// <summary>What a dashboard shows, reading by reading.</summary>
public sealed class DashboardFiguresTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Figures_that_are_minutes_old_leave_no_gap_after_the_history()
    {
        var figures = new DashboardFigures("Live streams", "LVB account 1", isAllStreams: true);
        var account = Enumerable.Range(0, 55).Select(minute => (Now.AddMinutes(minute - 60), 100.0, 250.0)).ToList();
        figures.Take(new ReportData("", "", new TimeWindow(Now.AddHours(-1), Now), Now, TimeZoneInfo.Utc), [], account);

        // The service updates its figures once a minute, and they are five minutes old.
        figures.Take(new LiveReading(Now.AddSeconds(10), [Stat(Now.AddMinutes(-5), 120)]));
        figures.Take(new LiveReading(Now.AddSeconds(40), [Stat(Now.AddMinutes(-5), 120)]));
        figures.Take(new LiveReading(Now.AddSeconds(70), [Stat(Now.AddMinutes(-4), 130)]));

        var data = figures.Snapshot(Now.AddSeconds(70), problem: null);
        Assert.Empty(data.Viewers.Gaps);
        Assert.Equal(new ChartPoint(Now.AddMinutes(-4), 130), data.Viewers.Last);
        Assert.Equal(new ChartPoint(Now.AddMinutes(-4), 325), data.Bandwidth.Last);
        Assert.Equal([120, 130], data.Viewers.Points().Select(p => p.Point.Value).Where(value => value > 100));
    }

    private static LiveStat Stat(DateTimeOffset time, int online) =>
        new() { StreamId = "8888_news", Time = time, Online = online, BandwidthMbps = online * 2.5 };
}
