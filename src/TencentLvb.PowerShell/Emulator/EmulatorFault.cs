using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Represents a fault to simulate, as specified by the user.</summary>
internal sealed record EmulatorFault(string Interface, LvbEmulatorFaultKind Kind)
{
    /// <summary>
    /// Gets the share of the matching requests that are affected, 0 to 1. Null with a count: every request until the count is reached.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>Gets the number of requests that are affected; null for no limit.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// Gets the length of a <see cref="LvbEmulatorFaultKind.Delay"/>, the error of a <see cref="LvbEmulatorFaultKind.ClockSkew"/>, or the
    /// Retry-After of an <see cref="LvbEmulatorFaultKind.Http429"/>.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Gets the code that <see cref="LvbEmulatorFaultKind.ErrorCode"/> returns: a ret of API 2.0 or a code of API 3.0.</summary>
    public string? Code { get; init; }

    /// <summary>Gets whether the code is a ret of API 2.0.</summary>
    public bool IsRet => int.TryParse(Code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
