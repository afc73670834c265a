namespace TencentLvb.Unit.Views;

/// <summary>Charts as the user sees them, by width.</summary>
public sealed class TextChartTests
{
    private static readonly TimeZoneInfo China = TimeZoneInfo.CreateCustomTimeZone("China", TimeSpan.FromHours(8), "China", "China");
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 6, 48, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(40, false)]
    [InlineData(80, false)]
    [InlineData(80, true)]
    [InlineData(160, false)]
    public void OneStream(int width, bool ascii)
    {
        var lines = Chart("Online", width, ascii, Wave("8888_news", 1100, 400));

        Golden.Matches($"chart-one-{width}{(ascii ? "-ascii" : "")}", lines);
        Assert.Equal(12, lines.Count);
        AssertFits(lines, width);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(80, false)]
    [InlineData(80, true)]
    public void SeveralStreams(int width, bool ascii)
    {
        var lines = Chart(
            "BandwidthMbps",
            width,
            ascii,
            Wave("8888_sports", 14_000, 3_000),
            Wave("8888_news", 2_800, 700),
            Wave("8888_studio", 15, 4));

        Golden.Matches($"chart-three-{width}{(ascii ? "-ascii" : "")}", lines);
        AssertFits(lines, width);
    }

    [Fact]
    public void AGapIsAGap()
    {
        var news = Wave("8888_news", 1100, 400);
        var lines = Chart("Online", 80, false, new ChartSeries("8888_news", news.Points.Where((_, i) => i is < 120 or > 180)));

        Golden.Matches("chart-gap", lines);
        Assert.EndsWith("1 gap", string.Join(" ", lines.Take(2)));

        // 62 of 360 minutes, in 72 columns: at least eleven columns are empty in every row.
        var plot = lines.Where(l => l.Length > 7 && l[6] is '┤' or '│').Select(l => l[7..].PadRight(73)).ToList();
        Assert.True(Enumerable.Range(0, 73).Count(column => plot.All(row => row[column] is ' ')) >= 11);
    }

    [Fact]
    public void APeakOfOneMinuteIsVisible()
    {
        var points = Enumerable.Range(0, 2880).Select(i => new ChartPoint(Start.AddMinutes(i), i == 1001 ? 900 : 10)).ToList();

        var lines = Chart("Online", 60, false, new ChartSeries("s", points));

        Assert.Contains("peak 900 at 11-23 23:29", string.Join(" ", lines.Take(2)));
        Assert.Contains(lines[2][7..], c => c is not ' ' and not '\u2800');
    }

    [Fact]
    public void BeyondEightStreamsTheHighestAreShown()
    {
        var lines = Chart("Online", 100, false, [.. Enumerable.Range(1, 11).Select(i => Wave($"s{i}", i * 100, 5))]);

        Assert.Equal(["●", "○", "▲", "△", "■", "□", "◆", "◇", "a"], lines.Skip(12).Select(l => l[..1]));
        Assert.StartsWith("● s11", lines[12]);
        Assert.Equal("and 3 more", lines[^1]);
    }

    [Fact]
    public void AStreamThatEndedIsNotCountedAsNow()
    {
        var ended = new ChartSeries("b", Wave("b", 500, 5).Points.Take(100));

        var lines = Chart("Online", 100, false, Wave("a", 1000, 0), ended);

        Assert.Contains("now 1,000, peak", string.Join(" ", lines.Take(2)));
        Assert.Contains("ended 08:27", lines[^1]);
    }

    [Fact]
    public void AnOldValueIsNotNow()
    {
        var options = new TextChartOptions(80, 12, false, China, Start.AddDays(400));

        var lines = new TextChart(ChartQuantity.Of("Online"), [Wave("s", 10, 1)], options).Lines();

        Assert.StartsWith("Viewers of s, 2026-11-23 06:48 to 12:47 (UTC+08:00): last 1", lines[0]);
    }

    [Fact]
    public void AsciiIsAscii() =>
        Assert.All(
            Chart("Fps", 60, true, Wave("a", 25, 3), Wave("a-name-that-is-too-long-for-the-legend-of-this-chart", 5, 1)),
            line => Assert.True(System.Text.Ascii.IsValid(line), line));

    [Theory]
    [InlineData("us-ascii", false)]
    [InlineData("utf-8", true)]
    [InlineData("iso-8859-1", false)]
    public void TheEncodingDecides(string encoding, bool hasThem) =>
        Assert.Equal(hasThem, TerminalEncoding.Has(System.Text.Encoding.GetEncoding(encoding), TextChart.AllMarks));

    [Fact]
    public void OnePointAndNoViewersAreCharts()
    {
        Assert.Equal(12, Chart("Online", 60, false, new ChartSeries("s", [new ChartPoint(Start, 5)])).Count);
        Assert.Equal(12, Chart("Online", 60, false, Wave("s", 0, 0)).Count);
    }

    [Fact]
    public void TheListOfMarksIsComplete()
    {
        var series = Enumerable.Range(1, 9).Select(i => Wave($"s{i}", i * 100, 50)).ToArray();

        var used = string.Concat(Chart("Online", 100, false, series)).Distinct().Where(
            c => c > 126 && c is not (>= '\u2800' and <= '\u28ff'));

        Assert.Empty(used.Except(TextChart.AllMarks));
    }

    private static IReadOnlyList<string> Chart(string property, int width, bool ascii, params ChartSeries[] series) =>
        new TextChart(ChartQuantity.Of(property), series, new TextChartOptions(width, 12, ascii, China, Start.AddMinutes(365))).Lines();

    private static ChartSeries Wave(string name, double mean, double swing) =>
        new(
            name,
            Enumerable.Range(0, 360).Select(i => new ChartPoint(Start.AddMinutes(i), Math.Round(mean + (swing * Math.Sin(i / 40.0))))));

    private static void AssertFits(IReadOnlyList<string> lines, int width) =>
        Assert.All(lines, line => Assert.True(DisplayText.Width(line) <= width, line));
}
