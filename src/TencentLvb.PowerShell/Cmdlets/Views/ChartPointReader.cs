using System.Globalization;
using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads points from objects by property name, so that rows of a CSV or JSON file, or of a job, are accepted like the module's own
/// objects. Numbers and times in text are read in invariant format first, then in that of the current culture.
/// </summary>
internal static class ChartPointReader
{
    // The properties that distinguish the series of one figure; the first is the name.
    private static readonly string[] Names = ["StreamId", "PlayDomain", "PushDomain", "AppName"];

    public static bool Has(PSObject point, string property) => point.Properties[property] is not null;

    /// <summary>
    /// Returns the stream, and the properties that distinguish it from another with the same name; null means all streams together.
    /// </summary>
    public static (string? Stream, string Detail) Key(PSObject point) =>
        (Text(point, Names[0]), string.Join(" ", Names.Skip(1).Select(name => Text(point, name)).OfType<string>()));

    /// <summary>Reads the number in a property. Null if it is empty; false if it is not a number.</summary>
    public static bool TryNumber(PSObject point, string property, out double? number)
    {
        number = null;
        switch (Value(point, property))
        {
            case null or "":
                return true;
            case string text:
                const NumberStyles Plain = NumberStyles.Float;
                var isNumber = double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var parsed)
                    || double.TryParse(text, Plain, CultureInfo.CurrentCulture, out parsed);
                number = parsed;
                return isNumber && IsFinite(parsed);
            case IConvertible value and not bool and not DateTime:
                number = value.ToDouble(CultureInfo.InvariantCulture);
                return IsFinite(number.Value);
            default:
                return false;
        }
    }

    /// <summary>Returns the time of the measurement; null if there is none.</summary>
    public static DateTimeOffset? Time(PSObject point) => Value(point, "Time") switch
    {
        DateTimeOffset time => time,
        DateTime time => time,
        string text when !IsIso(text) && TryTime(text, CultureInfo.CurrentCulture, out var time) => time,
        string text when TryTime(text, CultureInfo.InvariantCulture, out var time) => time,
        _ => null,
    };

    private static bool TryTime(string text, CultureInfo culture, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeLocal, out time);

    private static bool IsIso(string text) => text.Length > 4 && text[4] == '-' && text.Take(4).All(c => c is >= '0' and <= '9');

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);

    private static string? Text(PSObject point, string property) =>
        Value(point, property)?.ToString() is { Length: > 0 } text ? text : null;

    private static object? Value(PSObject point, string property) => point.Properties[property]?.Value is PSObject wrapped
        ? wrapped.BaseObject
        : point.Properties[property]?.Value;
}
