using System.Globalization;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Reads and writes the time formats of API 3.0. UTC is sent wherever the client can choose. Received times have <c>Z</c>, an offset, or
/// neither, which means China Standard Time (UTC+8).
/// </summary>
internal static class Api3Time
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly string[] WithOffset =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private static readonly string[] Bare =
        ["yyyy-MM-dd' 'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd' 'HH:mm", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Formats a time as it is sent, in UTC and whole seconds: <c>2026-11-28T04:00:00Z</c>.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Parses a time and returns it in local time; null for anything else, including the service's empty and all-zero times.
    /// </summary>
    public static DateTimeOffset? Parse(string? text)
    {
        text = text?.Trim();
        if (DateTime.TryParseExact(text, Bare, CultureInfo.InvariantCulture, DateTimeStyles.None, out var china))
        {
            // The first hours of year 1 cannot be represented with an offset of UTC+8.
            return china.Ticks < China.Ticks ? null : new DateTimeOffset(china, China).ToLocalTime();
        }

        return DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToLocalTime()
            : null;
    }
}
