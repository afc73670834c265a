namespace TencentLvb.Transport;

/// <summary>
/// The rules for requests that must not be sent a second time once they may have arrived: a connection of their own, one sending per
/// attempt, and <c>LvbAmbiguousOutcome</c> instead of another attempt.
/// </summary>
internal static class AtMostOnce
{
    // Starting a recording may take longer than 3 s, and an at-most-once call that is given up early leaves its outcome open.
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(5);

    public static bool Applies(TransportMessage message) => message.Retry == RetryClass.AtMostOnce;

    /// <summary>How long an attempt may take.</summary>
    public static TimeSpan Timeout(TransportMessage message, TimeSpan usual) =>
        Applies(message) && usual < ShortestTimeout ? ShortestTimeout : usual;

    /// <summary>Whether a failed attempt allows another one.</summary>
    public static bool AllowsRetry(RetryClass retry, AttemptEffect effect) =>
        retry != RetryClass.AtMostOnce || effect == AttemptEffect.None;

    /// <summary>The content of a request without a body, so that .NET does not send it again by itself.</summary>
    public static HttpContent EmptyContent() => new SingleSendContent([]);

    /// <summary>
    /// The client for one call: a connection of its own, so that "no connection" means that no byte arrived, and a kept-alive
    /// connection that the server has just closed cannot swallow the call. Null where the shared one will do.
    /// </summary>
    public static HttpMessageInvoker? OwnClient(TransportMessage message, Uri address) =>
        Applies(message) ? HttpClients.Fresh(address) : null;
}
