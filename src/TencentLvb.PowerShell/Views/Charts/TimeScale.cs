using System.Globalization;

namespace TencentLvb.Views;

/// <summary>Represents a range of time in one time zone, with ticks at round local times.</summary>
internal sealed class TimeScale(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
{
    private const string Clock = "HH:mm";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        Day, TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(28),
    ];

    /// <summary>Midnight of a Monday, at which intervals of several days start.</summary>
    private static readonly DateTime FirstDay = new(2001, 1, 1);

    public DateTimeOffset From { get; } = TimeZoneInfo.ConvertTime(from, zone);

    public DateTimeOffset To { get; } = TimeZoneInfo.ConvertTime(to, zone);

    private bool IsWithinOneDay => From.Date == To.Date || To - From < TimeSpan.FromHours(20);

    /// <summary>Returns the position of a time in the range: 0 at its start, 1 at its end.</summary>
    public double Position(DateTimeOffset time) => To > From ? (double)(time - From).Ticks / (To - From).Ticks : 0;

    /// <summary>Formats a time, with its date if the range covers several days.</summary>
    public string Text(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).ToString(
        IsWithinOneDay ? To - From < TimeSpan.FromMinutes(5) ? "HH:mm:ss" : Clock : "MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>
    /// Formats the range with its UTC offset, with the date if it is not today, and with the year if it is not the current one.
    /// </summary>
    public string RangeText(DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone);
        var isOneDay = From.Date == To.Date;
        var day = isOneDay && From.Date == today.Date ? "" : From.Year == today.Year ? "MM-dd " : "yyyy-MM-dd ";
        var (from, to) = (
            From.ToString(day + Clock, CultureInfo.InvariantCulture),
            To.ToString((isOneDay ? "" : "MM-dd ") + Clock, CultureInfo.InvariantCulture));
        return $"{from} to {to} (UTC{To.ToString("zzz", CultureInfo.InvariantCulture)})";
    }

    /// <summary>Returns round times, up to a maximum number, at equal intervals of local time.</summary>
    public IReadOnlyList<(DateTimeOffset Time, string Label)> Ticks(int most)
    {
        var step = Steps.FirstOrDefault(s => (To - From).Ticks / s.Ticks < most);
        step = step == default ? TimeSpan.FromTicks(Day.Ticks * (long)Math.Ceiling((To - From).TotalDays / most)) : step;
        var ticks = new List<(DateTimeOffset, string)>();
        for (var local = Floor(From.DateTime, step); local <= To.DateTime.AddHours(1); local += step)
        {
            // A time that daylight saving time skips has no position; of a repeated time, the second is used.
            if (zone.IsInvalidTime(local))
            {
                continue;
            }

            var time = new DateTimeOffset(local, zone.GetUtcOffset(local));
            if (time >= From && time <= To)
            {
                ticks.Add((time, Label(local, step)));
            }
        }

        return ticks;
    }

    private static DateTime Floor(DateTime local, TimeSpan step) =>
        step <= Day
            ? local.Date.AddTicks(local.TimeOfDay.Ticks / step.Ticks * step.Ticks)
            : FirstDay.AddTicks((local - FirstDay).Ticks / step.Ticks * step.Ticks);

    private static string Label(DateTime local, TimeSpan step) => local.ToString(
        step >= Day || (local.TimeOfDay == TimeSpan.Zero && step >= TimeSpan.FromHours(1)) ? "MM-dd"
            : step < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : Clock,
        CultureInfo.InvariantCulture);
}
