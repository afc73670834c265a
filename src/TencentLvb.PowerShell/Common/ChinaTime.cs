using System.Globalization;

namespace TencentLvb.Common;

/// <summary>Reads and writes China Standard Time, UTC+8 without daylight saving time, which the service uses in texts.</summary>
internal static class ChinaTime
{
    private const string WireFormat = "yyyy-MM-dd HH:mm:ss";

    // The format that is sent, and other formats that may be received: the documentation specifies none for statistics.
    private static readonly string[] ReadFormats = [WireFormat, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-M-d H:m:s",
        "yyyy/M/d H:m:s", "yyyyMMddHHmmss"];

    /// <summary>The offset from UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Format(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString(WireFormat, CultureInfo.InvariantCulture);

    /// <summary>Parses a text of the service; null for anything else, including the service's empty and all-zero times.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        return TryParseUsual(text, out var time)
            || DateTime.TryParseExact(text?.Trim(), ReadFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
            ? ToLocal(time)
            : null;
    }

    // The format of the service: each row of a list has one, and the general parser needs a third of the time of a row.
    private static bool TryParseUsual(string? text, out DateTime time)
    {
        time = default;
        if (text is not { Length: 19 } || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        int year = (100 * Two(text, 0)) + Two(text, 2), month = Two(text, 5), day = Two(text, 8);
        int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        time = new DateTime(year, month, day, hour, minute, second);
        return true;
    }

    // Two digits; far below zero if they are not digits.
    private static int Two(string text, int at) => text[at] is >= '0' and <= '9' && text[at + 1] is >= '0' and <= '9'
        ? (10 * (text[at] - '0')) + text[at + 1] - '0'
        : -100_000;

    /// <summary>Returns the last second of the day in China.</summary>
    public static DateTimeOffset EndOfDay(DateTimeOffset time) =>
        new DateTimeOffset(time.ToOffset(Offset).Date, Offset).AddDays(1).AddSeconds(-1);

    /// <summary>
    /// Splits a range at midnight in China, for interfaces that are limited to one calendar day. Both ends belong to a window.
    /// </summary>
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
        // The first hours of year 1 cannot be represented with an offset of UTC+8.
        return china.Ticks < Offset.Ticks ? null : new DateTimeOffset(china, Offset).ToLocalTime();
    }
}

/// <summary>Represents a range of time including both ends.</summary>
internal readonly record struct TimeWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Splits a range into parts of at most <paramref name="length"/>. Adjacent parts share their boundary.</summary>
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
