using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TencentLvb.Report;

namespace TencentLvb.Unit.Report;

/// <summary>Reports as text.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ReportTests
{
    private static readonly TimeWindow Month = new(SampleReport.End.AddDays(-30), SampleReport.End);

    [Fact]
    public void EveryTextOfTheServiceIsEscaped()
    {
        var html = SampleReport.Html(SampleReport.Day());

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:alert(1)\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', html);
        Assert.Single(Regex.Matches(html, "<script"));
        Assert.Contains("8888_&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsFetchedAndNoStyleIsInline()
    {
        var html = SampleReport.Html(SampleReport.Day());

        Assert.Contains("default-src &#39;none&#39;", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(link|img|iframe|object|embed|audio|video|base|form|use)\\b", html);
        Assert.DoesNotMatch(
            "\\s(src|srcset|style|on[a-z]+)=", Regex.Replace(html, "<(script|style)>.*?</\\1>", "", RegexOptions.Singleline));
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ALineHasAtMostFiveHundredPointsAndKeepsPeaksAndGaps()
    {
        var series = new ReportSeries(Month);
        for (var i = 0; i < 43_200; i++)
        {
            if (i is < 20_000 or > 20_060)
            {
                series.Add(Month.Start.AddMinutes(i), i == 31_111 ? 9999 : i == 35_555 ? 0 : 100 + (i % 7));
            }
        }

        var points = series.Points().ToList();
        Assert.InRange(points.Count, 100, 500);
        Assert.Contains(points, p => p.Point == new ChartPoint(Month.Start.AddMinutes(31_111), 9999));
        Assert.Contains(points, p => p.Point == new ChartPoint(Month.Start.AddMinutes(35_555), 0));
        Assert.Equal([(Month.Start.AddMinutes(19_999), Month.Start.AddMinutes(20_061))], series.Gaps);
        Assert.Single(points, p => p.IsAfterGap);
        Assert.Equal(points.OrderBy(p => p.Point.Time), points);

        var path = SvgPath.Line(series, Month.Start, 1);
        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.Equal(points.Count, path.Count(c => c is 'M' or 'l'));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.01)]
    public void ThePathContainsTimesAndValues(double scale)
    {
        var series = new ReportSeries(new TimeWindow(SampleReport.End, SampleReport.End.AddHours(1)));
        double[] values = [500, 700, 200, 300, 800];
        for (var i = 0; i < values.Length; i++)
        {
            series.Add(SampleReport.End.AddMinutes(i < 4 ? i : 30), values[i]);
        }

        var at = (0L, 0L);
        var read = new List<(long, long)>();
        foreach (Match match in Regex.Matches(SvgPath.Line(series, SampleReport.End, scale), "([Ml])(-?\\d+) (-?\\d+)"))
        {
            var (x, y) = (
                long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
                long.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
            at = match.Groups[1].Value == "M" ? (x, y) : (at.Item1 + x, at.Item2 + y);
            read.Add(at);
        }

        Assert.Equal([.. values.Select((v, i) => ((i < 4 ? i : 30) * 60L, (long)(v * scale)))], read);
        Assert.EndsWith("M1800 " + (800 * scale) + "h0", SvgPath.Line(series, SampleReport.End, scale));
    }

    [Fact]
    public void TwoHundredStreamsOfThirtyDaysTakeTenSecondsAndTenMegabytes()
    {
        var clock = new Stopwatch();
        var data = new ReportData("Month", "LVB account 1", Month, SampleReport.End, SampleReport.Zone) { TrafficMB = 0 };
        for (var i = 0; i < 200; i++)
        {
            var odd = i;
            SampleReport.Add(data, $"8888_channel-{i:000}", 100 + (i * 13), 2_000_000, minute => (minute + odd) % 700 > 3);
        }

        clock.Start();
        var html = SampleReport.Html(data);
        clock.Stop();

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.InRange(html.Length, 1_000_000, 10_000_000);
        TestContext.Current.SendDiagnosticMessage($"{clock.Elapsed.TotalSeconds:N1} s, {html.Length:N0} characters");
    }

    [Fact]
    public void ValuesOfAChartHaveOneUnit()
    {
        var data = new ReportData("Units", "LVB account 1", Month, SampleReport.End, SampleReport.Zone);
        double[] bandwidth = [20_480, 2_560, 512];
        for (var i = 0; i < bandwidth.Length; i++)
        {
            data.Bandwidth.Add(Month.Start.AddMinutes(i), bandwidth[i]);
        }

        Assert.Contains(
            "<span>Peak 20.5 Gbps at 10-24 03:00,</span> <span>average 7.85 Gbps,</span> <span>last 0.51 Gbps.</span>",
            SampleReport.Html(data),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.00:00:00", "1 d")]
    [InlineData("1.02:30:00", "1 d 2 h")]
    [InlineData("04:00:59", "4 h")]
    [InlineData("04:05:00", "4 h 5 min")]
    [InlineData("00:30:00", "30 min")]
    [InlineData("00:30:01", "30 min 1 s")]
    [InlineData("00:00:00", "0 s")]
    public void ADurationHasItsTwoLargestUnits(string time, string text) =>
        Assert.Equal(text, ReportContent.Duration(TimeSpan.Parse(time, CultureInfo.InvariantCulture)));

    [Fact]
    public void AnEmptyReportIsAReport()
    {
        var html = SampleReport.Html(new ReportData("Nothing", "LVB account 1", Month, SampleReport.End, SampleReport.Zone));

        Assert.Contains("No stream has figures in this range.", html, StringComparison.Ordinal);
        Assert.Contains("The service does not list banned streams.", html, StringComparison.Ordinal);
        Assert.Contains("There are no recordings in this range.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void TimesUseTheZoneOfTheReportNotOfTheReader()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var start = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);

        var html = SampleReport.Html(new ReportData("DST", "LVB", new TimeWindow(start, start.AddHours(6)), start.AddHours(6), berlin));

        Assert.Contains(
            $"data-offsets=\"{start.ToUnixTimeSeconds()} 120 {start.AddHours(3).ToUnixTimeSeconds()} 60\"", html, StringComparison.Ordinal);
    }
}
