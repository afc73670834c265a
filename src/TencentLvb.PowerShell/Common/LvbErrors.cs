using System.Globalization;

namespace TencentLvb.Common;

/// <summary>Error ids of the transport and of arguments, each with a message that stands alone and what to do about it.</summary>
internal static class LvbErrors
{
    public const string InvalidArgumentId = "LvbInvalidArgument";
    public const string NotConnectedId = "LvbNotConnected";
    public const string TimeoutId = "LvbTimeout";
    public const string NetworkId = "LvbNetwork";
    public const string BadReplyId = "LvbBadReply";
    public const string AmbiguousId = "LvbAmbiguousOutcome";
    public const string SignatureInvalidId = "LvbSignatureInvalid";
    public const string SignatureExpiredId = "LvbSignatureExpired";
    public const string NotActivatedId = "LvbNotActivated";
    public const string NoReturnDataId = "LvbNoReturnData";

    /// <summary>Refused before any request.</summary>
    public static LvbException InvalidArgument(string what, string allowed) =>
        new(InvalidArgumentId, what, allowed);

    public static LvbException NotConnected(string? why = null) => new(
        NotConnectedId,
        why ?? "There is no connection to an LVB account in this session.",
        "Connect first: Connect-Lvb -AppId <your APPID> -SecretName <name of the API key's secret>; or store a default profile with Set-LvbProfile.");

    public static LvbException Timeout(LvbRequest request, TimeSpan limit, string host, bool mayHaveArrived, Exception? inner) => new(
        TimeoutId,
        $"{request.DisplayName}: {host} did not answer within {Seconds(limit)}.",
        "Check the line to the service with Test-LvbConnection -Detailed, or give it more time: Connect-Lvb -TimeoutSec."
            + Effect(request, mayHaveArrived),
        inner) { Interface = request.Interface.Name };

    public static LvbException Network(LvbRequest request, string what, bool mayHaveArrived, Exception? inner) => new(
        NetworkId,
        $"{request.DisplayName}: {what}",
        "Check the line to the service: Test-LvbConnection -Detailed." + Effect(request, mayHaveArrived),
        inner) { Interface = request.Interface.Name };

    public static LvbException Blocked(LvbRequest request, TimeSpan left) => new(
        NetworkId,
        $"{request.DisplayName}: not sent, since the last {ConnectionGuard.FailuresToOpen} calls found no working connection; calls go out again in {Seconds(left)}.",
        "Check the line to the service with Test-LvbConnection -Detailed, then call again.") { Interface = request.Interface.Name };

    public static LvbException Ambiguous(LvbRequest request, string what, Exception? inner) => new(
        AmbiguousId,
        $"{request.DisplayName}: {what} It is not sent again, since it may have arrived: {request.WhatMayExist}.",
        request.HowToLook,
        inner) { Interface = request.Interface.Name };

    public static LvbException BadReply(LvbRequest request, byte[] body, Exception? inner = null)
    {
        var first = LogRedaction.Foreign(Lvb2Response.FirstBytes(body));
        return new LvbException(
            BadReplyId,
            first.Length == 0
                ? $"{request.DisplayName}: the answer was empty."
                : $"{request.DisplayName}: the answer is no LVB answer. It begins with: {first}",
            "Check the endpoint (Get-LvbConnection) and whether a proxy answers in the service's place." + Effect(request, mayHaveArrived: true),
            inner) { Interface = request.Interface.Name, StatusCode = 200 };
    }

    /// <summary>Screenshots of an answer whose others could be read.</summary>
    public static LvbException UnreadScreenshots(int count) => new(
        BadReplyId,
        string.Format(CultureInfo.InvariantCulture, "{0}: {1} of an answer could not be read, and {2} gone from the queue.", Lvb2Interface.QueueGet.Name, count == 1 ? "1 screenshot" : count + " screenshots", count == 1 ? "is" : "are"),
        "The pictures themselves stay in the account's bucket.") { Interface = Lvb2Interface.QueueGet.Name, StatusCode = 200 };

    /// <summary>A list that cannot be read to its end, since the service gives the same page again.</summary>
    public static LvbException RepeatedPage(LvbRequest request, long page) => new(
        BadReplyId,
        $"{request.DisplayName}: page {page} holds the same rows as page {page - 1}, so the list cannot be read to its end.",
        "What came before this error is right, but may not be all. Call again with the largest -PageSize that the help names.")
        { Interface = request.Interface.Name, StatusCode = 200 };

    public static LvbException Http(LvbRequest request, int status, string? reason, TimeSpan? retryAfter)
    {
        return new LvbException(
            "LvbHttp." + status.ToString(CultureInfo.InvariantCulture),
            $"{request.DisplayName}: HTTP status {status}{LogRedaction.Reason(reason)} instead of an answer."
                + (retryAfter > RetryPolicy.LongestRetryAfter ? $" It asks to be left alone for {Seconds(retryAfter.Value)}." : ""),
            HttpAdvice(status) + Effect(request, status >= 500)) { Interface = request.Interface.Name, StatusCode = status };
    }

    private static string HttpAdvice(int status) => status switch
    {
        403 => "Something refuses the request before LVB sees it: check the proxy or firewall on the way, and the endpoint (Get-LvbConnection).",
        404 => "Check the endpoint: Get-LvbConnection shows it, Connect-Lvb -Endpoint sets it.",
        429 => "Wait, then ask less often: Connect-Lvb -MaximumRequestsPerSecond.",
        >= 500 => "The service has a fault of its own: wait a minute and call again.",
        _ => "Check the endpoint (Get-LvbConnection) and what stands between it and you.",
    };

    public static string Seconds(TimeSpan time) =>
        Math.Max(0, Math.Round(time.TotalSeconds, time.TotalSeconds < 10 ? 1 : 0)).ToString("0.#", CultureInfo.InvariantCulture) + " s";

    /// <summary>For a change that may have been made: what may be so now, and the command that shows it, last so that it can be copied.</summary>
    private static string Effect(LvbRequest request, bool mayHaveArrived) => request.Retry switch
    {
        _ when !mayHaveArrived => "",
        RetryClass.Repeatable => "",
        RetryClass.SameState => $" {Capital(request.WhatMayExist)}; to call again is safe. {request.HowToLook}",
        _ => $" {Capital(request.WhatMayExist)}. {request.HowToLook}",
    };

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
