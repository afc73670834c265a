namespace TencentLvb;

/// <summary>Represents one step of <c>Test-LvbConnection -Detailed</c>.</summary>
public sealed class LvbConnectionTest
{
    /// <summary>
    /// The step: <c>Secret</c>, <c>Dns</c>, <c>Connect</c>, <c>Clock</c>, <c>Signature</c> or <c>Account</c>, in this order.
    /// </summary>
    public string Step { get; internal init; } = "";

    /// <summary>Indicates whether the step succeeded; null if it was not run because an earlier step failed.</summary>
    public bool? Succeeded { get; internal init; }

    /// <summary>The result of the step.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The recommended action; null if there is none.</summary>
    public string? Recommendation { get; internal init; }

    /// <summary>
    /// In the step <c>Clock</c>: the time by which the service's clock is ahead of this machine's (negative: behind it), to the second.
    /// </summary>
    public TimeSpan? ClockSkew { get; internal init; }

    /// <summary>The duration of the step: the DNS lookup, the connection, or the response.</summary>
    public TimeSpan? Latency { get; internal init; }
}
