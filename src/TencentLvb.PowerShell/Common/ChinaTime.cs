using System.Globalization;

namespace TencentLvb.Common;

/// <summary>China Standard Time, UTC+8 without daylight saving: what the service's text times mean.</summary>
internal static class ChinaTime
{
    private const string WireFormat = "yyyy-MM-dd HH:mm:ss";

    // What is sent, and what else a text time may look like: the documents fix no form for the statistics.
    private static readonly string[] ReadFormats = [WireFormat, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-M-d H:m:s",
        "yyyy/M/d H:m:s", "yyyyMMddHHmmss"];

    /// <summary>From UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Format(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString(WireFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads a wire text; null for anything that is none, as the service's empty and all-zero times.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        return DateTime.TryParseExact(text?.Trim(), ReadFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? ToLocal(time)
            : null;
    }

    /// <summary>The last second of China's day.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset time) =>
        new DateTimeOffset(time.ToOffset(Offset).Date, Offset).AddDays(1).AddSeconds(-1);

    /// <summary>Splits a range at China's midnights, for interfaces that answer for one calendar day. Both ends belong to a
    /// window.</summary>
    public static IEnumerable<TimeWindow> Days(DateTimeOffset start, DateTimeOffset end)
    {
        var from = start;
        while (true)
        {
            var midnight = new DateTimeOffset(from.ToOffset(Offset).Date.AddDays(1), Offset);
            if (end < midnight)
            {
                yield return new TimeWindow(from, end);
                yield break;
            }

            yield return new TimeWindow(from, midnight.AddSeconds(-1));
            from = midnight;
        }
    }

    private static DateTimeOffset? ToLocal(DateTime china)
    {
        // The first hours of year 1 have no UTC+8 instant.
        return china.Ticks < Offset.Ticks ? null : new DateTimeOffset(china, Offset).ToLocalTime();
    }
}

/// <summary>A stretch of time, both ends included.</summary>
internal readonly record struct TimeWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Splits a range into pieces of at most <paramref name="length"/>; neighbours share the point where they meet.</summary>
    public static IEnumerable<TimeWindow> Split(DateTimeOffset start, DateTimeOffset end, TimeSpan length)
    {
        var from = start;
        for (; end - from > length; from += length)
        {
            yield return new TimeWindow(from, from + length);
        }

        yield return new TimeWindow(from, end);
    }
}
