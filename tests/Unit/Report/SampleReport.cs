using TencentLvb.Report;

namespace TencentLvb.Unit.Report;

/// <summary>Reports with made-up, constant values.</summary>
internal static class SampleReport
{
    public const string HostileName = "8888_<script>alert(1)</script>\"'&\u001b[2J";

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("China", TimeSpan.FromHours(8), "China", "China");
    public static readonly DateTimeOffset End = new(2026, 11, 23, 3, 0, 0, TimeSpan.FromHours(8));

    /// <summary>A day of four streams: one steady, one with drops and a weak push, one that ended, one with a hostile name.</summary>
    public static ReportData Day()
    {
        var data = new ReportData(
            "Night of 23 November",
            "LVB account 1251234567",
            new TimeWindow(End.AddDays(-1), End),
            End.AddSeconds(12),
            Zone) { TrafficMB = 0, Bans = [] };
        var sums = new SortedDictionary<DateTimeOffset, int>();
        void Sum(DateTimeOffset time, int online) => sums[time] = sums.GetValueOrDefault(time) + online;
        Add(data, "8888_news", 1100, 2_400_000, _ => true, sum: Sum);
        Add(data, "8888_sports", 3800, 3_900_000, minute => minute is < 300 or > 320 and < 900 or > 905, sum: Sum);
        Add(data, "8888_concert", 520, 1_700_000, minute => minute is > 600 and < 1300, isLive: false, sum: Sum);
        Add(data, HostileName, 9, 1_100_000, minute => minute > 1200, sum: Sum);
        foreach (var (time, online) in sums)
        {
            data.Viewers.Add(time, online);
            data.Bandwidth.Add(time, online * 2.5);
        }

        data.Bans!.Add(new ReportBan(HostileName, LvbChannelState.Disabled, End.AddDays(3)));
        data.Bans.Add(new ReportBan("8888_pirate", LvbChannelState.Forbidden, null));
        data.Notes.Add("Viewers before 2026-11-22 03:10 are missing: the service no longer keeps them.");
        data.Notes.Add($"Recordings of {HostileName}: LvbTimeout: no answer within 10 s.");
        data.Tapes.Add(Tape("8888_news", "http://vod.example.com/a/f0.mp4?x=1&y=2"));
        data.Tapes.Add(Tape("8888_sports", "https://vod.example.com/b/playlist.m3u8"));
        data.Tapes.Add(Tape(HostileName, "javascript:alert(1)"));
        return data;
    }

    public static void Add(
        ReportData data,
        string stream,
        double viewers,
        double bitrate,
        Func<int,
        bool> isPushed,
        bool isLive = true,
        Action<DateTimeOffset,
        int>? sum = null)
    {
        var row = new ReportStream(new StreamKey(stream), data.Range);
        var minutes = (int)(data.Range.End - data.Range.Start).TotalMinutes;
        for (var i = 0; i < minutes; i++)
        {
            if (!isPushed(i))
            {
                continue;
            }

            var online = (int)(viewers * (1 + (0.4 * Math.Sin(i / 220.0)) + (0.03 * Math.Sin(i * 1.7))));
            var time = data.Range.Start.AddMinutes(i);
            var (mbps, traffic) = (online * 2.5, online * 18.75);
            row.Add(new LivePlayStatPoint { StreamId = stream, Time = time, Online = online, BandwidthMbps = mbps, TrafficMB = traffic });
            row.Add(new LivePushStatPoint { StreamId = stream, Time = time, Fps = 25, BitrateBps = (long)(
                bitrate * (1 + (0.05 * Math.Sin(i * 2.3)))) });
            sum?.Invoke(time, online);
        }

        row.Now = isLive
            ? new LiveStat { StreamId = stream, Online = (int)viewers, Fps = 25, BitrateBps = (long)bitrate, Time = data.Range.End } : null;
        data.TrafficMB += row.TrafficMB;
        data.Streams.Add(row);
    }

    public static string Html(ReportData data)
    {
        using var text = new StringWriter();
        new ReportWriter().WriteReport(data, text);
        return text.ToString();
    }

    private static TapeFile Tape(string stream, string url) => new()
    {
        StreamId = stream,
        FileId = "16093425727657168431",
        Url = url,
        StartTime = End.AddHours(-5),
        EndTime = End.AddHours(-4.5),
        FileSize = 562_500_000,
        FileFormat = "mp4",
    };
}
