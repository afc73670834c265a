using System.ComponentModel;

namespace TencentLvb;

/// <summary>
/// Represents a duration as a parameter accepts it: <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c>, <c>1h30m</c>, <c>'00:01:30'</c>, or a
/// TimeSpan. It is a separate type because a proxy function or a restricted endpoint keeps the type of a parameter, but not its argument
/// transformation: with TimeSpan, such a wrapper reads '36:00:00' as 36 days and 90 as 9 microseconds.
/// </summary>
[TypeConverter(typeof(LvbDurationConverter))]
public readonly struct LvbDuration : IEquatable<LvbDuration>
{
    private readonly TimeSpan _value;

    internal LvbDuration(TimeSpan value) => _value = value;

    internal double TotalSeconds => _value.TotalSeconds;

    internal long Ticks => _value.Ticks;

    /// <summary>Converts the duration to a TimeSpan.</summary>
    public TimeSpan ToTimeSpan() => _value;

    /// <summary>Converts a duration to a TimeSpan.</summary>
    /// <param name="duration">The duration.</param>
    public static implicit operator TimeSpan(LvbDuration duration) => duration._value;

    /// <summary>Converts a TimeSpan to a duration.</summary>
    /// <param name="value">The TimeSpan.</param>
    public static implicit operator LvbDuration(TimeSpan value) => new(value);

    /// <inheritdoc cref="Equals(LvbDuration)"/>
    public static bool operator ==(LvbDuration left, LvbDuration right) => left._value == right._value;

    /// <summary>Determines whether two durations differ.</summary>
    public static bool operator !=(LvbDuration left, LvbDuration right) => left._value != right._value;

    /// <summary>Determines whether two durations are equal.</summary>
    public bool Equals(LvbDuration other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LvbDuration other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>Returns the duration with its units, for example <c>1h30m</c>.</summary>
    public override string ToString() => DurationText.Write(_value);
}
