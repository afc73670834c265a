using System.Globalization;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>Converts user input to <see cref="LvbDuration"/> wherever PowerShell converts to that type.</summary>
public sealed class LvbDurationConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => true;

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => true;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => Read(sourceValue);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => Read(sourceValue);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => destinationType == typeof(TimeSpan);

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
        => ((LvbDuration)sourceValue).ToTimeSpan();

    /// <summary>Reads a duration.</summary>
    /// <exception cref="PSInvalidCastException">The input is not a duration; the message shows valid forms.</exception>
    internal static LvbDuration Read(object? input)
    {
        // PowerShell reads an unquoted 7d or 90s as a number. Before it is unwrapped, its text is still what the user typed.
        var typed = input?.ToString();
        return (input is PSObject wrapped ? wrapped.BaseObject : input) switch
        {
            LvbDuration known => known,
            TimeSpan value => value,
            _ when DurationText.Parse(typed) is { } read => read,
            _ => throw new PSInvalidCastException(Refusal(PrintableText.Of(typed, 100))),
        };
    }

    private static string Refusal(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? $"'{text}' is not a duration: a unit is missing. Specify '{text}s', '{text}m' or '{text}h', or hours, minutes and seconds "
            + "such as '00:01:30'. "
                + "In variables, expressions and wrapper functions, PowerShell reads an unquoted 90s or 7d as a number. "
                + "Put the duration in quotes."
            : $"'{text}' is not a duration. Specify a number with a unit, for example 90s, 5m, 2h, 7d or 1h30m, or a value such as "
            + "'00:01:30' (1 minute and 30 seconds) or '1.12:00:00' (1 day and 12 hours).";
}
