using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>Checks the times of a query for past data, and splits them into the windows that the service accepts.</summary>
internal static class QueryRange
{
    private static readonly TimeSpan DefaultHistory = TimeSpan.FromHours(1);

    /// <summary>Returns the range of a history. Its default end is now.</summary>
    /// <param name="cmdlet">The cmdlet that reports errors.</param>
    /// <param name="start">-StartTime.</param>
    /// <param name="end">-EndTime.</param>
    /// <param name="last">-Last.</param>
    /// <param name="usual">The length of the range if neither its start nor its length is specified; null for one hour.</param>
    public static TimeWindow History(
        LvbCmdlet cmdlet, DateTimeOffset? start, DateTimeOffset? end, TimeSpan? last, TimeSpan? usual = null)
    {
        var now = DateTimeOffset.Now;
        var to = end ?? now;
        var length = usual ?? DefaultHistory;
        var from = Start(cmdlet, start, to, last) ?? (to > DateTimeOffset.MinValue + length ? to - length : to);
        CheckOrder(cmdlet, from, to, now);
        return new TimeWindow(from, to);
    }

    /// <summary>
    /// Returns the windows of a range. They are created lazily: the limit depends on the service, so a connection is required.
    /// </summary>
    public static IEnumerable<TimeWindow?> Split(TimeWindow range, Func<RangeLimit> limit)
    {
        foreach (var window in limit().Split(range, DateTimeOffset.Now))
        {
            yield return window;
        }
    }

    /// <summary>Returns the range of a list of recordings; null without times, which means the default range of the service.</summary>
    public static TimeWindow? Recordings(LvbCmdlet cmdlet, DateTimeOffset? start, DateTimeOffset? end, TimeSpan? last)
    {
        var now = DateTimeOffset.Now;
        if (Start(cmdlet, start, end ?? now, last) is not { } from)
        {
            if (end is not null)
            {
                cmdlet.ThrowInvalid(
                    "-EndTime is specified without -StartTime.",
                    "Specify the start of the range with -StartTime or -Last: the service lists recordings by day.",
                    end);
            }

            return null;
        }

        CheckOrder(cmdlet, from, end ?? now, now);
        return new TimeWindow(from, end ?? ChinaTime.EndOfDay(now));
    }

    /// <summary>Returns the start of a range: -StartTime, or -Last before its end; null if neither is specified.</summary>
    private static DateTimeOffset? Start(LvbCmdlet cmdlet, DateTimeOffset? start, DateTimeOffset end, TimeSpan? last)
    {
        if (last is not { } length)
        {
            return start;
        }

        if (start is not null)
        {
            cmdlet.ThrowInvalid("-StartTime and -Last are both specified.",
                "Specify either -StartTime or -Last, not both.", last);
        }

        if (length <= TimeSpan.Zero || length > end - DateTimeOffset.MinValue)
        {
            cmdlet.ThrowInvalid($"-Last {new LvbDuration(length)} is not allowed.", "Specify a duration above zero, for example 6h or 7d.",
                last);
        }

        return end - length;
    }

    private static void CheckOrder(LvbCmdlet cmdlet, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (start > now)
        {
            cmdlet.ThrowInvalid($"-StartTime {Show(start)} is in the future.", "Specify a time in the past.", start);
        }

        if (start > end)
        {
            cmdlet.ThrowInvalid(
                $"-StartTime {Show(start)} is later than -EndTime {Show(end)}.", "Specify a start that is not later than the end.", start);
        }
    }

    private static string Show(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
