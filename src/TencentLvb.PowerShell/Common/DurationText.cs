using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>Reads and writes durations as text, independent of the current culture.</summary>
internal static class DurationText
{
    private static readonly Regex WithUnits = new(
        @"^(?<minus>-)?(?:(?<d>[0-9]+(?:\.[0-9]+)?)d)?\s*(?:(?<h>[0-9]+(?:\.[0-9]+)?)h)?\s*(?:(?<m>[0-9]+(?:\.[0-9]+)?)m(?!s))?"
        + @"\s*(?:(?<s>[0-9]+(?:\.[0-9]+)?)s)?\s*(?:(?<ms>[0-9]+(?:\.[0-9]+)?)ms)?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // Hours can be 24 or more here if no days precede them. .NET reads 36:00:00 as 36 days.
    private static readonly Regex WithColons = new(
        @"^(?<minus>-)?(?:(?<d>[0-9]+)\.(?=(?:[01]?[0-9]|2[0-3]):))?(?<h>[0-9]+):(?<m>[0-5]?[0-9])"
        + @"(?::(?<s>[0-5]?[0-9](?:\.[0-9]{1,7})?))?\z",
        RegexOptions.CultureInvariant);

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Parses a duration; null if the text is not a duration (a bare number, for example) or the duration is too long.</summary>
    public static TimeSpan? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var match = WithUnits.Match(trimmed);
        if (!match.Success)
        {
            match = WithColons.Match(trimmed);
        }

        if (!match.Success || !Units.Any(u => match.Groups[u.Unit].Success))
        {
            return null;
        }

        try
        {
            var ticks = 0m;
            foreach (var (unit, length) in Units)
            {
                ticks += match.Groups[unit] is { Success: true } number ? decimal.Parse(number.Value, NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture) * length : 0;
            }

            return new TimeSpan((long)(match.Groups["minus"].Success ? -ticks : ticks));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Formats a duration with its units. Zero is <c>0s</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        // A decimal, because TimeSpan.MinValue has no positive counterpart.
        var left = Math.Abs((decimal)duration.Ticks);
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            var isLast = unit == "ms";
            var count = isLast ? left / length : decimal.Truncate(left / length);
            left -= count * length;
            if (count > 0)
            {
                text.Append(count.ToString("0.####", CultureInfo.InvariantCulture)).Append(unit);
            }
        }

        return text.Length == 0 ? "0s" : duration < TimeSpan.Zero ? "-" + text : text.ToString();
    }
}
