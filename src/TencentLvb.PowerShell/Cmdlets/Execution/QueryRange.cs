using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>Checks the times of a query about the past, and splits them into the windows that the service answers for.</summary>
internal static class QueryRange
{
    private static readonly TimeSpan DefaultHistory = TimeSpan.FromHours(1);

    /// <summary>The range of a history: the hour before the end by default, and the present as end.</summary>
    public static TimeWindow History(LvbCmdlet cmdlet, DateTimeOffset? start, DateTimeOffset? end)
    {
        var now = DateTimeOffset.Now;
        var to = end ?? now;
        var from = start ?? (to > DateTimeOffset.MinValue + DefaultHistory ? to - DefaultHistory : to);
        CheckOrder(cmdlet, from, to, now);
        return new TimeWindow(from, to);
    }

    /// <summary>The windows of a range, made when they are asked for: the limit is the service's, so a connection is needed.</summary>
    public static IEnumerable<TimeWindow?> Split(TimeWindow range, Func<RangeLimit> limit)
    {
        foreach (var window in limit().Split(range, DateTimeOffset.Now))
        {
            yield return window;
        }
    }

    /// <summary>The range of a list of recordings; null without times: the service's default.</summary>
    public static TimeWindow? Recordings(LvbCmdlet cmdlet, DateTimeOffset? start, DateTimeOffset? end)
    {
        if (start is null && end is null)
        {
            return null;
        }

        if (start is not { } from)
        {
            cmdlet.ThrowInvalid(
                "-EndTime is given without -StartTime.",
                "Give -StartTime too: the service answers day by day, and nobody can say where to begin.",
                end);
            return null;
        }

        var now = DateTimeOffset.Now;
        CheckOrder(cmdlet, from, end ?? now, now);
        return new TimeWindow(from, end ?? ChinaTime.EndOfDay(now));
    }

    private static void CheckOrder(LvbCmdlet cmdlet, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (start > now)
        {
            cmdlet.ThrowInvalid($"-StartTime {Show(start)} lies in the future.", "Give a time in the past.", start);
        }

        if (start > end)
        {
            cmdlet.ThrowInvalid(
                $"-StartTime {Show(start)} is later than -EndTime {Show(end)}.", "Give a start that is not later than the end.", start);
        }
    }

    private static string Show(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
