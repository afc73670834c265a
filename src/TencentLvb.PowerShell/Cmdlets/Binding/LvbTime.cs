using System.ComponentModel;
using System.Globalization;

namespace TencentLvb;

/// <summary>
/// Represents a point in time as a parameter accepts it: ISO 8601 text in any culture, <c>18:00</c> for today, a DateTime or a
/// DateTimeOffset. Without an offset it is local time. It is a separate type because a proxy function or a restricted endpoint keeps the
/// type of a parameter, but not its argument transformation, and would read 03.11.2026 as 11 March.
/// </summary>
[TypeConverter(typeof(LvbTimeConverter))]
public readonly struct LvbTime : IEquatable<LvbTime>, IFormattable
{
    private readonly DateTimeOffset _value;

    internal LvbTime(DateTimeOffset value, string? note = null)
    {
        _value = value;
        Note = note;
    }

    /// <summary>Gets a warning about a time that does not exist or occurs twice on the local clock; null otherwise.</summary>
    internal string? Note { get; }

    internal int Year => _value.Year;

    internal DateTimeOffset ToLocalTime() => _value.ToLocalTime();

    internal long ToUnixTimeSeconds() => _value.ToUnixTimeSeconds();

    /// <summary>Converts the time to a DateTimeOffset.</summary>
    public DateTimeOffset ToDateTimeOffset() => _value;

    /// <summary>Converts a time to a DateTimeOffset.</summary>
    /// <param name="time">The time.</param>
    public static implicit operator DateTimeOffset(LvbTime time) => time._value;

    /// <summary>Converts a DateTimeOffset to a time.</summary>
    /// <param name="value">The DateTimeOffset.</param>
    public static implicit operator LvbTime(DateTimeOffset value) => new(value);

    /// <summary>Determines whether two times are the same moment.</summary>
    public static bool operator ==(LvbTime left, LvbTime right) => left._value == right._value;

    /// <summary>Determines whether two times are different moments.</summary>
    public static bool operator !=(LvbTime left, LvbTime right) => left._value != right._value;

    /// <summary>Determines whether two times are the same moment.</summary>
    public bool Equals(LvbTime other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LvbTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>Returns the time in ISO 8601 format.</summary>
    public override string ToString() => _value.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => string.IsNullOrEmpty(format) ? ToString()
        : _value.ToString(format, formatProvider);
}
