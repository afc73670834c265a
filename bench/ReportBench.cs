using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>A report of 200 streams over 30 days from points in memory: every minute of playback and push of each stream is reduced to
/// what a chart shows, and the page is written. Creating the points is not measured.</summary>
internal static class ReportBench
{
    private const int Streams = 200;
    private const int Minutes = 30 * 24 * 60;

    private static readonly TimeWindow Month = new(
        new DateTimeOffset(2026, 10, 24, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    public static Task Run(Table table, string[] arguments)
    {
        var writer = ReportLoader.Load();
        var data = new ReportData("A month", "LVB account 1234", Month, Month.End, TimeZoneInfo.Utc) { TrafficMB = 0, Bans = [] };
        var reduction = new Stopwatch();
        for (var i = 0; i < Streams; i++)
        {
            var id = "8888_channel-" + i.ToString("000", CultureInfo.InvariantCulture);
            var (playback, push) = (Playback(id, i), Push(id, i));
            reduction.Start();
            var stream = new ReportStream(new StreamKey(id), Month);
            playback.ForEach(stream.Add);
            push.ForEach(stream.Add);
            data.Streams.Add(stream);
            reduction.Stop();
        }

        var account = Playback("", 7);
        reduction.Start();
        foreach (var point in account)
        {
            data.Viewers.Add(point.Time!.Value, point.Online!.Value);
            data.Bandwidth.Add(point.Time.Value, point.BandwidthMbps!.Value);
        }

        reduction.Stop();
        var drawing = Stopwatch.StartNew();
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        writer.WriteReport(data, page);
        drawing.Stop();

        var points = 2.0 * Streams * Minutes / 1e6;
        table.Value($"a report of {Streams} streams over 30 days: reducing {points:0.0} million points",
            reduction.Elapsed.TotalSeconds, "s");
        table.Value("the same: writing the page", drawing.Elapsed.TotalSeconds, "s");
        table.Value("the same: both", (reduction.Elapsed + drawing.Elapsed).TotalSeconds, "s", "at most 10 s");
        table.Value(
            "the same: size of the page",
            System.Text.Encoding.UTF8.GetByteCount(page.ToString()) / 1e6,
            "MB",
            "at most 10 MB");
        return Task.CompletedTask;
    }

    private static List<LivePlayStatPoint> Playback(string id, int seed) => PushedMinutes(seed).ConvertAll(minute =>
    {
        var online = (int)(Wave(minute, seed) * (100 + (13 * seed)));
        return new LivePlayStatPoint
        {
            StreamId = id,
            Time = Month.Start.AddMinutes(minute),
            Online = online,
            BandwidthMbps = online * 2.5,
            TrafficMB = online * 18.75,
        };
    });

    private static List<LivePushStatPoint> Push(string id, int seed) => PushedMinutes(seed).ConvertAll(minute => new LivePushStatPoint
    {
        StreamId = id,
        Time = Month.Start.AddMinutes(minute),
        Fps = 25,
        BitrateBps = (long)(Wave(minute * 7, seed) * 2_000_000),
    });

    // Each stream drops for some minutes, several times a day.
    private static List<int> PushedMinutes(int seed) => [.. Enumerable.Range(0, Minutes).Where(minute => (minute + (31 * seed)) % 700 > 3)];

    private static double Wave(int minute, int seed) => 1 + (0.4 * Math.Sin((minute / 220.0) + seed)) + (0.05 * Math.Sin(minute * 1.7));
}
