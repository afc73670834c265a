namespace TencentLvb.Transport;

/// <summary>
/// The rules for requests that must not be sent again once they may have arrived: a separate connection, one send per attempt, and
/// <c>LvbAmbiguousOutcome</c> instead of a retry.
/// </summary>
internal static class AtMostOnce
{
    // Starting a recording may take longer than 3 s, and abandoning an at-most-once call early leaves its outcome unknown.
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(5);

    public static bool Applies(TransportMessage message) => message.Retry == RetryClass.AtMostOnce;

    /// <summary>Returns the time limit of an attempt.</summary>
    public static TimeSpan Timeout(TransportMessage message, TimeSpan usual) =>
        Applies(message) && usual < ShortestTimeout ? ShortestTimeout : usual;

    /// <summary>Determines whether another attempt is allowed after a failure.</summary>
    public static bool AllowsRetry(RetryClass retry, AttemptEffect effect) =>
        retry != RetryClass.AtMostOnce || effect == AttemptEffect.None;

    /// <summary>Returns the content of a request without a body, so that .NET does not send it again automatically.</summary>
    public static HttpContent EmptyContent() => new SingleSendContent([]);

    /// <summary>
    /// Creates the client for one call with a separate connection. "No connection" then means that no byte arrived, and the call cannot
    /// be lost on a kept-alive connection that the server has just closed. Null if the shared client can be used.
    /// </summary>
    public static HttpMessageInvoker? OwnClient(TransportMessage message, Uri address) =>
        Applies(message) ? HttpClients.Fresh(address) : null;
}
