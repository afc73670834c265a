using System.Globalization;

namespace TencentLvb;

/// <summary>Handles local times without an offset. Daylight saving time skips an hour in spring and repeats one in autumn.</summary>
internal static class LocalClock
{
    /// <summary>Returns a warning for a local time that does not exist or occurs twice; null for all other times.</summary>
    /// <param name="local">The time that the user specified.</param>
    /// <param name="taken">The moment that is used for it.</param>
    public static string? Note(DateTime local, DateTimeOffset taken)
    {
        var zone = TimeZoneInfo.Local;
        if (zone.IsInvalidTime(local))
        {
            var before = zone.GetUtcOffset(local.AddDays(-1));
            var after = zone.GetUtcOffset(local.AddDays(1));
            return $"The local time {Show(local)} does not exist because the clock moves forward. {Show(taken.ToLocalTime())} is used. "
                + Choice(new DateTimeOffset(local, before), new DateTimeOffset(local, after));
        }

        if (zone.IsAmbiguousTime(local))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(local).OrderByDescending(o => o).ToArray();
            return $"The local time {Show(local)} occurs twice because the clock moves back. {Show(taken)} is used. "
                + Choice(new DateTimeOffset(local, offsets[0]), new DateTimeOffset(local, offsets[1]));
        }

        return null;
    }

    private static string Choice(DateTimeOffset first, DateTimeOffset second) =>
        $"To avoid ambiguity, specify {Show(first)} or {Show(second)}.";

    private static string Show(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static string Show(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);
}
