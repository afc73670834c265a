namespace TencentLvb.Transport;

/// <summary>What a failed attempt may have done at the service.</summary>
internal enum AttemptEffect
{
    /// <summary>Nothing: no byte reached the server, or it refused before any effect.</summary>
    None,

    /// <summary>Nobody knows: it may have arrived, but no answer came back.</summary>
    Unknown,

    /// <summary>The service answered, and the answer is an error.</summary>
    Answered,
}

/// <summary>One attempt that failed.</summary>
/// <param name="Error">The error, if no further attempt follows.</param>
/// <param name="Effect">What may have happened.</param>
/// <param name="IsTransient">Whether another attempt may help.</param>
internal sealed record AttemptFailure(LvbException Error, AttemptEffect Effect, bool IsTransient)
{
    /// <summary>How long the service wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service was asked too often.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>
    /// The service asks to try again after this pause, whatever the retry class: up to five tries. Null for all other failures. (So it is
    /// with the inputs of a mix that were pushed a moment ago.)
    /// </summary>
    public TimeSpan? NotReadyPause { get; init; }

    /// <summary>The server's clock in its answer, when the request had expired.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>No connection, a broken one or no answer in time: speaks against the server's health.</summary>
    public bool IsConnectionFailure { get; init; }

    /// <summary>The host that did not answer in time; null for all other failures.</summary>
    public string? SilentHost { get; init; }

    /// <summary>A connection that broke off after the request may have arrived.</summary>
    /// <param name="message">What was asked.</param>
    /// <param name="what">What happened, as a sentence.</param>
    /// <param name="inner">The cause.</param>
    public static AttemptFailure Broken(TransportMessage message, string what, Exception? inner) => new(
        AtMostOnce.Applies(message) ? TransportErrors.Ambiguous(message, what, inner) : TransportErrors.Network(message, what, true, inner),
        AttemptEffect.Unknown,
        IsTransient: true) { IsConnectionFailure = true };
}
