namespace TencentLvb.Unit.Views;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(1497, 4, "0 500 1,000 1,500")]
    [InlineData(3, 4, "0 1 2 3")]
    [InlineData(0, 4, "0 1")]
    [InlineData(0.07, 4, "0 0.02 0.04 0.06 0.08")]
    [InlineData(8.1, 4, "0 2.5 5.0 7.5 10.0")]
    public void ValuesAreRound(double highest, int most, string labels)
    {
        var scale = new ValueScale(highest, most, wholeNumbers: highest is 0 or 3);

        Assert.Equal(labels, string.Join(" ", Enumerable.Range(0, scale.Count + 1).Select(scale.Label)));
        Assert.True(scale.Top >= highest);
    }

    [Theory]
    [InlineData("2026-11-23T06:48:00+08:00", "2026-11-23T12:48:00+08:00", 7, "07:00 08:00 09:00 10:00 11:00 12:00")]
    [InlineData("2026-11-23T18:00:00+08:00", "2026-11-24T06:00:00+08:00", 5, "18:00 21:00 11-24 03:00 06:00")]
    [InlineData("2026-11-01T00:00:00+08:00", "2026-12-01T00:00:00+08:00", 5, "11-02 11-09 11-16 11-23 11-30")]
    [InlineData("2026-11-23T06:48:10+08:00", "2026-11-23T06:48:31+08:00", 5, "06:48:10 06:48:15 06:48:20 06:48:25 06:48:30")]
    public void TimesAreRoundByTheLocalClock(string from, string to, int most, string labels)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("China", TimeSpan.FromHours(8), "China", "China");

        var ticks = new TimeScale(DateTimeOffset.Parse(from, null), DateTimeOffset.Parse(to, null), zone).Ticks(most);

        Assert.Equal(labels, string.Join(" ", ticks.Select(t => t.Label)));
    }

    [Fact]
    public void ATimeThatDaylightSavingSkipsHasNoTick()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var midnight = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.FromHours(1));

        var ticks = new TimeScale(midnight, midnight.AddHours(5), berlin).Ticks(8);

        Assert.Equal(["03-29", "01:00", "03:00", "04:00", "05:00", "06:00"], ticks.Select(t => t.Label));
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second.Time - pair.First.Time));
    }

    [Theory]
    [InlineData("8888_news", 12, "8888_news   ")]
    [InlineData("8888_a-long-name-of-a-stream-1", 16, "8888_a-l…tream-1")]
    [InlineData("8888_直播频道一号", 12, "8888_直…一号")]
    [InlineData("直播", 3, "直…")]
    [InlineData("é", 2, "é ")]
    public void TextFitsItsColumn(string text, int width, string fitted)
    {
        Assert.Equal(fitted, DisplayText.Fit(text, width, "…"));
        Assert.Equal(width, DisplayText.Width(fitted));
    }
}
