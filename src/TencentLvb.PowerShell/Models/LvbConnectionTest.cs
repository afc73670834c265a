namespace TencentLvb;

/// <summary>One step of <c>Test-LvbConnection -Detailed</c>.</summary>
public sealed class LvbConnectionTest
{
    /// <summary>What was tried: <c>Secret</c>, <c>Dns</c>, <c>Connect</c>, <c>Clock</c>, <c>Signature</c> or <c>Account</c>, in this
    /// order.</summary>
    public string Step { get; internal init; } = "";

    /// <summary>Whether it went well; null when it was not tried, since something before it failed.</summary>
    public bool? Succeeded { get; internal init; }

    /// <summary>What was found.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? Recommendation { get; internal init; }

    /// <summary>At the step <c>Clock</c>: how far the service's clock is ahead of this machine's (negative: behind it), good to a
    /// second.</summary>
    public TimeSpan? ClockSkew { get; internal init; }

    /// <summary>How long the step took: the look-up of the name, the connection, the answer.</summary>
    public TimeSpan? Latency { get; internal init; }
}
