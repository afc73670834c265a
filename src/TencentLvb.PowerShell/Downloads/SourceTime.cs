using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TencentLvb.Downloads;

/// <summary>
/// Reads the time of an object that may have been stored in a file: Export-Csv writes it in the current culture, JSON in ISO 8601, and
/// the JSON and Clixml of Windows PowerShell convert it to a property bag.
/// </summary>
internal static class SourceTime
{
    private static readonly Regex IsoDate = new(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\z|[T ])", RegexOptions.CultureInvariant);
    private static readonly Regex JsonDate = new(@"^\\?/Date\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\)\\?/\z", RegexOptions.CultureInvariant);

    // The properties of a property bag that contain the time, the exact ones first.
    private static readonly string[] Ticks = ["UtcTicks"];
    private static readonly string[] Instants = ["UtcDateTime", "LocalDateTime", "value", "DateTime"];

    /// <summary>Reads a time; null if the value is not one.</summary>
    public static DateTimeOffset? Read(object? value, CultureInfo culture) => value switch
    {
        DateTimeOffset time => time,
        DateTime time => FromDateTime(time),
        string text => FromText(text.Trim(), culture),
        PSObject { BaseObject: not PSCustomObject } wrapped => Read(wrapped.BaseObject, culture),
        PSObject bag => FromBag(bag, culture),
        _ => null,
    };

    private static DateTimeOffset? FromText(string text, CultureInfo culture)
    {
        if (JsonDate.Match(text) is { Success: true } json)
        {
            var milliseconds = long.Parse(json.Groups[1].Value, CultureInfo.InvariantCulture);
            return Plausible(DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(-62_135_596_800_000,
                Math.Min(253_402_300_799_999, milliseconds))));
        }

        // A year of another calendar may also look like ISO 8601.
        return (IsoDate.IsMatch(text) ? Plausible(InCulture(text, CultureInfo.InvariantCulture)) : null)
            ?? Plausible(AsWritten(text, culture))
            ?? Plausible(InCulture(text, culture))
            ?? Plausible(InCulture(text, CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? InCulture(string text, CultureInfo culture) =>
        DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeLocal, out var time) ? time : null;

    // Exactly the format of Export-Csv: some cultures insert words between the parts, which general parsing does not accept.
    private static DateTimeOffset? AsWritten(string text, CultureInfo culture)
    {
        var usual = culture.DateTimeFormat.ShortDatePattern + " " + culture.DateTimeFormat.LongTimePattern;
        return DateTimeOffset.TryParseExact(text, [usual + " zzz", usual], culture, DateTimeStyles.AssumeLocal, out var time) ? time : null;
    }

    private static DateTimeOffset? FromBag(PSObject bag, CultureInfo culture)
    {
        foreach (var name in Ticks)
        {
            if (Whole(Property(bag, name)) is { } ticks && ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks)
            {
                return Plausible(new DateTimeOffset((long)ticks, TimeSpan.Zero));
            }
        }

        return Instants.Select(name => Property(bag, name) is DateTime or string ? Read(Property(bag, name), culture) : null)
            .FirstOrDefault(t => t is not null);
    }

    private static decimal? Whole(object? value) => value switch
    {
        int or long or ulong or decimal => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double number and > 0 and < 1e19 => (decimal)number,
        _ => null,
    };

    private static object? Property(PSObject bag, string name) =>
        bag.Properties[name]?.Value is { } value ? value is PSObject wrapped ? wrapped.BaseObject : value : null;

    private static DateTimeOffset? FromDateTime(DateTime time)
    {
        try
        {
            return Plausible(new DateTimeOffset(time));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    // No stream was recorded before 1970, and a year after 2400 was read in the wrong calendar.
    private static DateTimeOffset? Plausible(DateTimeOffset? time) => time is { Year: >= 1970 and < 2400 } ? time : null;
}
