namespace TencentLvb.Unit.Cmdlets;

/// <summary>Where the intervals of a history start, and what is combined in them.</summary>
[Collection(nameof(LocalTimeZone))]
public sealed class PlayIntervalsTests
{
    [Theory]
    [InlineData("15m", "2026-11-28T10:44:59", "2026-11-28T10:30:00")]
    [InlineData("1h", "2026-11-28T10:00:00", "2026-11-28T10:00:00")]
    [InlineData("1d", "2026-11-28T10:44:59", "2026-11-28T00:00:00")]
    [InlineData("7m", "2026-11-28T10:20:00", "2026-11-28T10:17:00")]
    [InlineData("7m", "2026-11-28T10:02:00", "2026-11-28T09:56:00")]
    [InlineData("2d", "2026-11-29T10:00:00", "2026-11-28T10:03:00")]
    public void Intervals_start_at_round_times_when_they_divide_a_day(string interval, string time, string begin)
        => LocalTimeZone.With("Asia/Shanghai", () =>
        Assert.Equal(Local(begin), new PlayIntervals(DurationText.Parse(interval)!.Value, Local("2026-11-28T10:03:00"), _ => { })
            .BeginOf(Local(time))));

    [Fact]
    public void An_hour_that_occurs_twice_is_two_hours() => LocalTimeZone.With("America/New_York", () =>
    {
        var first = DateTimeOffset.Parse("2026-11-01T01:30:00-04:00", System.Globalization.CultureInfo.InvariantCulture);
        var intervals = new PlayIntervals(TimeSpan.FromHours(1), first, _ => { });
        Assert.Equal(TimeSpan.FromHours(1), intervals.BeginOf(first.AddHours(1)) - intervals.BeginOf(first));
        Assert.Equal(intervals.BeginOf(first.AddHours(3)).AddHours(-3), intervals.BeginOf(first));
    });

    [Fact]
    public void Finished_intervals_are_emitted_in_order_of_time()
    {
        var points = new List<LivePlayStatPoint>();
        var start = Local("2026-11-28T10:00:00");
        var intervals = new PlayIntervals(TimeSpan.FromMinutes(10), start, points.Add);
        foreach (var minute in new[] { 12, 3, 19, 0, 21 })
        {
            intervals.Write(new LivePlayStatPoint { StreamId = "a", Time = start.AddMinutes(minute), Online = minute, TrafficMB = 0.1 });
        }

        intervals.Flush(start.AddMinutes(20));
        Assert.Equal([(start, 3, 0.2), (start.AddMinutes(10), 19, 0.2)],
            points.Select(p => (p.Time!.Value, p.Online!.Value, p.TrafficMB!.Value)));

        intervals.Write(new LivePlayStatPoint { StreamId = "b", Time = start });
        Assert.Equal((start.AddMinutes(20), 21), (points[2].Time!.Value, points[2].Online!.Value));
        intervals.Flush(DateTimeOffset.MaxValue);
        Assert.Equal(("b", null, null, null), (points[3].StreamId, points[3].Online, points[3].BandwidthMbps, points[3].TrafficMB));
    }

    private static DateTimeOffset Local(string time) => TimeText.Parse(time)!.Value;
}
