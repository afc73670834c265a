using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>One thing that is to go wrong, as the user asked for it.</summary>
internal sealed record EmulatorFault(string Interface, LvbEmulatorFaultKind Kind)
{
    /// <summary>
    /// The share of the matching requests that are hit, 0 to 1. Null together with a count: every one until it is used up.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>How many requests are hit before the fault is over. Null: no end.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// How long <see cref="LvbEmulatorFaultKind.Delay"/> waits, how far <see cref="LvbEmulatorFaultKind.ClockSkew"/> is off, what <see
    /// cref="LvbEmulatorFaultKind.Http429"/> asks the client to wait.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>What <see cref="LvbEmulatorFaultKind.ErrorCode"/> answers: a ret of API 2.0 or a code of API 3.0.</summary>
    public string? Code { get; init; }

    /// <summary>Whether the code is a ret of API 2.0.</summary>
    public bool IsRet => int.TryParse(Code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
