namespace TencentLvb.Transport;

/// <summary>Creates the errors between this machine and any service, each with the possible effect and how to check it.</summary>
internal static class TransportErrors
{
    public static LvbException Timeout(TransportMessage message, TimeSpan limit, string host, bool mayHaveArrived, Exception? inner) => new(
        LvbErrors.TimeoutId,
        $"{message.DisplayName}: {host} did not respond within {LvbErrors.Seconds(limit)}.",
        "Check the connection to the service with Test-LvbConnection -Detailed, or allow more time: Connect-Lvb -TimeoutSec."
            + Effect(message, mayHaveArrived),
        inner) { Interface = message.Interface, Reason = LvbErrorReason.Timeout };

    /// <summary>Creates the error of the last of several attempts.</summary>
    /// <param name="message">The call.</param>
    /// <param name="error">The last attempt's error.</param>
    /// <param name="attempts">The number of attempts.</param>
    /// <param name="took">The total time.</param>
    /// <param name="silentHost">The host, if none of the attempts got a response in time.</param>
    public static LvbException AfterAttempts(
        TransportMessage message, LvbException error, int attempts, TimeSpan took, string? silentHost) => silentHost is null
        ? LvbErrors.AfterAttempts(error, attempts, took)
        : error.With($"{message.DisplayName}: {silentHost} did not respond in {LvbErrors.Attempts(attempts, took)}.");

    public static LvbException Network(TransportMessage message, string what, bool mayHaveArrived, Exception? inner) => new(
        LvbErrors.NetworkId,
        $"{message.DisplayName}: {what}",
        "Check the connection to the service: Test-LvbConnection -Detailed." + Effect(message, mayHaveArrived),
        inner) { Interface = message.Interface, Reason = LvbErrorReason.Network };

    /// <summary>The error of a proxy that does not forward the request.</summary>
    public static LvbException Proxy(
        TransportMessage message,
        ProxyRoute? route,
        Uri target,
        int status,
        IReadOnlyCollection<string>? offered,
        bool mayHaveArrived,
        Exception? inner) => new(
        LvbErrors.HttpId(status),
        $"{message.DisplayName}: {ProxyErrors.What(route, target, status, offered)}.",
        ProxyErrors.Advice(route, target, status) + Effect(message, mayHaveArrived),
        inner) { Interface = message.Interface, StatusCode = status, Reason = LvbErrors.HttpReason(status) };

    /// <summary>The error of an environment variable that does not contain a valid proxy address.</summary>
    public static LvbException ProxyVariable(TransportMessage message, string variable, bool mayHaveArrived) => new(
        LvbErrors.NetworkId,
        $"{message.DisplayName}: {ProxyErrors.Unusable(variable)}.",
        ProxyErrors.UnusableAdvice(variable) + Effect(message, mayHaveArrived))
    { Interface = message.Interface, Reason = LvbErrorReason.Network };

    public static LvbException Blocked(TransportMessage message, TimeSpan left) => new(
        LvbErrors.NetworkId,
        $"{message.DisplayName}: the request was not sent because the last {CircuitBreaker.FailuresToOpen} calls could not connect. "
            + $"Calls resume in {LvbErrors.Seconds(left)}.",
        "Check the connection to the service with Test-LvbConnection -Detailed, then run the command again.")
    { Interface = message.Interface, Reason = LvbErrorReason.Network };

    /// <summary>The error of a connection that was closed during the call.</summary>
    public static LvbException Closed(TransportMessage message, bool mayHaveArrived) => new(
        LvbErrors.NotConnectedId,
        $"{message.DisplayName}: the connection was closed by Disconnect-Lvb before a response arrived.",
        "Connect again with Connect-Lvb." + Effect(message, mayHaveArrived)) { Interface = message.Interface };

    public static LvbException Ambiguous(TransportMessage message, string what, Exception? inner) => new(
        LvbErrors.AmbiguousId,
        $"{message.DisplayName}: {what} The request was not sent again because it might have arrived: {message.WhatMayExist}.",
        message.HowToLook,
        inner) { Interface = message.Interface, Reason = LvbErrorReason.Ambiguous };

    /// <summary>The error of an intermediate server, or of the service itself, after the request may have been processed.</summary>
    public static LvbException AmbiguousHttp(TransportMessage message, int status, string? reason) => new(
        LvbErrors.AmbiguousId,
        $"{message.DisplayName}: the server returned HTTP status {status}{LogRedaction.Reason(reason)}. "
            + $"The request was not sent again because it might have been carried out: {message.WhatMayExist}.",
        message.HowToLook) { Interface = message.Interface, StatusCode = status, Reason = LvbErrorReason.Ambiguous };

    /// <summary>The error of a change after an earlier attempt may have been carried out: the recommendation says so.</summary>
    public static LvbException AfterUnclearAttempt(TransportMessage message, LvbException error)
    {
        var may = Effect(message, mayHaveArrived: true);
        return error.RecommendedAction.EndsWith(may, StringComparison.Ordinal)
            ? error
            : error.With(error.Message, error.RecommendedAction + " An earlier attempt might have succeeded." + may);
    }

    public static LvbException BadReply(TransportMessage message, byte[] body, int status, Exception? inner = null)
    {
        var first = ResponseBody.FirstBytes(body);
        return new LvbException(
            LvbErrors.BadReplyId,
            first.Length == 0
                ? $"{message.DisplayName}: the response was empty."
                : $"{message.DisplayName}: the response did not come from LVB. It begins with: {first}",
            "Check the endpoint (Get-LvbConnection), and check whether a proxy is responding instead of the service."
                + Effect(message, mayHaveArrived: true),
            inner) { Interface = message.Interface, StatusCode = status, Reason = LvbErrorReason.BadReply };
    }

    /// <summary>The error of a body that is longer than any response of the service.</summary>
    public static LvbException TooLong(TransportMessage message, int status) => new(
        LvbErrors.BadReplyId,
        $"{message.DisplayName}: the response is longer than {ResponseBody.Longest / (1024 * 1024)} MB, so it was not read completely.",
        "Check the endpoint (Get-LvbConnection), and check whether a proxy is responding instead of the service."
            + Effect(message, mayHaveArrived: true)) { Interface = message.Interface, StatusCode = status,
            Reason = LvbErrorReason.BadReply };

    /// <summary>The error of a body that is compressed although this was not requested. It is not decompressed.</summary>
    public static LvbException Packed(TransportMessage message, string packing, int status) => new(
        LvbErrors.BadReplyId,
        $"{message.DisplayName}: the response is compressed with {packing}, which was not requested.",
        "A proxy between this machine and the service compresses responses. "
            + "Exempt the endpoint from compression (Get-LvbConnection shows the endpoint)."
            + Effect(message, mayHaveArrived: true)) { Interface = message.Interface, StatusCode = status,
            Reason = LvbErrorReason.BadReply };

    public static LvbException Http(TransportMessage message, int status, string? reason, TimeSpan? retryAfter)
    {
        return new LvbException(
            LvbErrors.HttpId(status),
            $"{message.DisplayName}: the server returned HTTP status {status}{LogRedaction.Reason(reason)}."
                + (retryAfter > RetryPolicy.LongestRetryAfter
                    ? $" It asks clients to wait {LvbErrors.Seconds(retryAfter.Value)}."
                    : ""),
            HttpAdvice(status) + Effect(message, status >= 500))
        { Interface = message.Interface, StatusCode = status, Reason = LvbErrors.HttpReason(status) };
    }

    /// <summary>
    /// Describes the possible effect of a change, and the command that shows it. The command comes last, so that it can be copied.
    /// </summary>
    private static string Effect(TransportMessage message, bool mayHaveArrived) => message.Retry switch
    {
        _ when !mayHaveArrived => "",
        RetryClass.Repeatable => "",
        RetryClass.SameState when message.HowToLook == TransportMessage.LookAtTheAccount =>
            $" {LvbErrors.Capital(message.WhatMayExist)}. It is safe to run the command again.",
        RetryClass.SameState => $" {LvbErrors.Capital(message.WhatMayExist)}. It is safe to run the command again. {message.HowToLook}",
        _ => $" {LvbErrors.Capital(message.WhatMayExist)}. {message.HowToLook}",
    };

    private static string HttpAdvice(int status) => status switch
    {
        403 =>
            "The request was refused before it reached LVB: check the proxy or firewall on the path, and the endpoint "
                + "(Get-LvbConnection).",
        404 => "Check the endpoint: Get-LvbConnection shows it, and Connect-Lvb -Endpoint sets it.",
        429 => "Wait, then send fewer requests: Connect-Lvb -MaximumRequestsPerSecond.",
        >= 500 => "The service encountered an internal error. Wait a minute, then try again.",
        _ => "Check the endpoint (Get-LvbConnection) and the proxies and firewalls on the path to it.",
    };
}
