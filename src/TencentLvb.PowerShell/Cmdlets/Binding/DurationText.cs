using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TencentLvb;

/// <summary>Durations as people write them. Independent of the host's culture.</summary>
internal static class DurationText
{
    private static readonly Regex WithUnits = new(
        @"^(?<minus>-)?(?:(?<d>[0-9]+(?:\.[0-9]+)?)d)?\s*(?:(?<h>[0-9]+(?:\.[0-9]+)?)h)?\s*(?:(?<m>[0-9]+(?:\.[0-9]+)?)m(?!s))?"
        + @"\s*(?:(?<s>[0-9]+(?:\.[0-9]+)?)s)?\s*(?:(?<ms>[0-9]+(?:\.[0-9]+)?)ms)?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // Hours may be 24 and more here, as long as no days are written before them. .NET reads 36:00:00 as 36 days.
    private static readonly Regex WithColons = new(
        @"^(?<minus>-)?(?:(?<d>[0-9]+)\.(?=(?:[01]?[0-9]|2[0-3]):))?(?<h>[0-9]+):(?<m>[0-5]?[0-9])"
        + @"(?::(?<s>[0-5]?[0-9](?:\.[0-9]{1,7})?))?\z",
        RegexOptions.CultureInvariant);

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Null for what is not a duration, a bare number among it, and for what is too long.</summary>
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

    /// <summary>A duration with its units; that of zero is <c>0s</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        // As decimal, since the shortest TimeSpan has no positive counterpart.
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
