namespace TencentLvb.Transport;

/// <summary>Specifies the effect that a failed attempt may have had on the service.</summary>
internal enum AttemptEffect
{
    /// <summary>No effect: no byte reached the server, or the server refused the request.</summary>
    None,

    /// <summary>The effect is unknown: the request may have arrived, but there was no response.</summary>
    Unknown,

    /// <summary>The service returned an error.</summary>
    Answered,
}

/// <summary>Represents one failed attempt.</summary>
/// <param name="Error">The error, if no further attempt follows.</param>
/// <param name="Effect">The possible effect.</param>
/// <param name="IsTransient">Whether another attempt may succeed.</param>
internal sealed record AttemptFailure(LvbException Error, AttemptEffect Effect, bool IsTransient)
{
    /// <summary>Gets the time for which the service asks clients to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Indicates that the service reported too many requests.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>
    /// Gets the pause after which the service asks clients to try again, up to five times and regardless of the retry class; null for
    /// other failures. (For example, the inputs of a mix that have just been pushed.)
    /// </summary>
    public TimeSpan? NotReadyPause { get; init; }

    /// <summary>Gets the server's time in its response if the request had expired.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>
    /// Indicates that there was no connection, it was lost, or there was no response in time. Such failures count against the health of
    /// the server.
    /// </summary>
    public bool IsConnectionFailure { get; init; }

    /// <summary>Gets the host that did not respond in time; null for other failures.</summary>
    public string? SilentHost { get; init; }

    /// <summary>Creates the failure of a connection that was lost after the request may have arrived.</summary>
    /// <param name="message">The request.</param>
    /// <param name="what">What happened, as a sentence.</param>
    /// <param name="inner">The cause.</param>
    public static AttemptFailure Broken(TransportMessage message, string what, Exception? inner) => new(
        AtMostOnce.Applies(message) ? TransportErrors.Ambiguous(message, what, inner) : TransportErrors.Network(message, what, true, inner),
        AttemptEffect.Unknown,
        IsTransient: true) { IsConnectionFailure = true };
}
