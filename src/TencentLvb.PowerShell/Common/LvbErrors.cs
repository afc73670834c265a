using System.Globalization;

namespace TencentLvb.Common;

/// <summary>
/// Creates the errors of arguments and those that several layers share. Each message can be understood without context and has a
/// recommended action.
/// </summary>
internal static class LvbErrors
{
    public const string InvalidArgumentId = "LvbInvalidArgument";
    public const string NotConnectedId = "LvbNotConnected";

    /// <summary>The prefix of the IDs of errors that are codes of the service.</summary>
    public const string ApiPrefix = "LvbApi.";
    public const string TimeoutId = "LvbTimeout";
    public const string NetworkId = "LvbNetwork";
    public const string BadReplyId = "LvbBadReply";
    public const string AmbiguousId = "LvbAmbiguousOutcome";
    public const string SignatureInvalidId = "LvbSignatureInvalid";
    public const string SignatureExpiredId = "LvbSignatureExpired";
    public const string NotActivatedId = "LvbNotActivated";
    public const string NoReturnDataId = "LvbNoReturnData";
    public const string NotSupportedId = "LvbNotSupported";

    /// <summary>Creates an error for a value that is refused before any request.</summary>
    public static LvbException InvalidArgument(string what, string allowed) =>
        new(InvalidArgumentId, what, allowed) { Reason = LvbErrorReason.InvalidArgument };

    /// <summary>Creates an error for a function that the connection's service or site lacks.</summary>
    /// <param name="what">What is missing, as a sentence.</param>
    /// <param name="instead">Which service supports it, or an alternative.</param>
    public static LvbException NotSupported(string what, string instead) =>
        new(NotSupportedId, what, instead) { Reason = LvbErrorReason.NotSupported };

    public static LvbException NotConnected(string? why = null) => new(
        NotConnectedId,
        why ?? "There is no connection to an LVB account in this session.",
        "Connect first. API 3.0: Connect-Lvb -SecretId <SecretId> -SecretName <name of the secret with the SecretKey>; "
            + "API 2.0: Connect-Lvb -AppId <your APPID> -SecretName <name of the secret with the API key>. "
            + "Set-LvbProfile stores a default profile.");

    /// <summary>Returns the ID of an error with an HTTP status.</summary>
    public static string HttpId(int status) => "LvbHttp." + status.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the reason for an HTTP status, regardless of the sender.</summary>
    public static LvbErrorReason HttpReason(int status) => status switch
    {
        403 => LvbErrorReason.Denied,
        404 => LvbErrorReason.NotFound,
        429 => LvbErrorReason.Throttled,
        >= 500 => LvbErrorReason.ServiceFault,
        _ => LvbErrorReason.None,
    };

    /// <summary>Adds the number of attempts to the error of the last of several; returns the same error after a single one.</summary>
    public static LvbException AfterAttempts(LvbException error, int attempts, TimeSpan took) =>
        attempts < 2 ? error : error.With($"{error.Message.TrimEnd('.')}; {Attempts(attempts, took)}.");

    /// <summary>Returns a text such as <c>4 attempts over 42 s</c>.</summary>
    public static string Attempts(int attempts, TimeSpan took) =>
        attempts.ToString(CultureInfo.InvariantCulture) + " attempts over " + Seconds(took);

    public static string Seconds(TimeSpan time) =>
        Math.Max(0, Math.Round(time.TotalSeconds, time.TotalSeconds < 10 ? 1 : 0)).ToString("0.#", CultureInfo.InvariantCulture) + " s";

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    /// <summary>Returns a sentence as a clause: it begins with a small letter and has no period.</summary>
    public static string Clause(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence.Substring(1).TrimEnd('.');
}
