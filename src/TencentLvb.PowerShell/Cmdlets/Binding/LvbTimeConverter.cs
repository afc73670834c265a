using System.Globalization;
using System.Management.Automation;

namespace TencentLvb;

/// <summary>Converts user input to <see cref="LvbTime"/> wherever PowerShell converts to that type.</summary>
public sealed class LvbTimeConverter : PSTypeConverter
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
    public override bool CanConvertTo(object sourceValue, Type destinationType) => destinationType == typeof(DateTimeOffset);

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ((LvbTime)sourceValue).ToDateTimeOffset();

    /// <summary>Reads a point in time.</summary>
    /// <exception cref="PSInvalidCastException">The input is not a point in time; the message shows valid forms.</exception>
    internal static LvbTime Read(object input)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return TryRead(input) ?? throw new PSInvalidCastException(
            $"'{(value is DateTime time ? time.ToString("s", CultureInfo.InvariantCulture) : PrintableText.Of(input.ToString(), 100))}' "
            + "is not a valid time. "
            + "Specify a time in ISO 8601 format, for example 2026-01-31T22:00 (local time) or 2026-01-31T14:00:00Z, "
            + "a time today such as 18:00, "
            + "or a DateTime or DateTimeOffset object."
            + (DurationText.Parse($"{input}") is null
                ? ""
                : " To specify a duration, use -Last, -Duration or -Validity if the cmdlet supports it."));
    }

    /// <summary>Reads a point in time; null if the input is not one.</summary>
    internal static LvbTime? TryRead(object input) => (input is PSObject wrapped ? wrapped.BaseObject : input) switch
    {
        LvbTime time => time,
        DateTimeOffset time => time,
        DateTime time => FromDateTime(time),
        string text => TimeText.Parse(text),
        _ => Deserialized(input),
    };

    // A DateTimeOffset from a job, a remote session or Import-Clixml arrives as a property bag.
    private static LvbTime? Deserialized(object input) =>
        input is PSObject bag
        && bag.TypeNames.Contains("Deserialized.System.DateTimeOffset")
        && bag.Properties["UtcTicks"]?.Value is long ticks
        && ticks >= DateTimeOffset.MinValue.Ticks
        && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero).ToLocalTime()
            : null;

    private static LvbTime? FromDateTime(DateTime time)
    {
        try
        {
            var taken = new DateTimeOffset(time);
            return new LvbTime(taken, time.Kind == DateTimeKind.Utc ? null
                : LocalClock.Note(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), taken));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
