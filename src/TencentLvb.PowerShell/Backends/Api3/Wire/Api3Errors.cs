using System.Globalization;
using System.Text.RegularExpressions;

namespace TencentLvb.Backends.Api3;

/// <summary>Converts a code of API 3.0 to an error with a recommended action, and decides whether another attempt may succeed.</summary>
internal static class Api3Errors
{
    // The mixing actions return errors without their own code as a number: "err_code [ -4 ],msg [ ... ]", "InnerErrCode : [ -10021
    // ],...".
    private static readonly Regex NumberInText = new(@"\[\s*(-?[0-9]{1,9})\s*\]", RegexOptions.CultureInvariant);

    // The inputs of a mix are known everywhere a few seconds after they were pushed.
    private static readonly TimeSpan NotReadyPause = TimeSpan.FromSeconds(5);

    /// <summary>Creates the failure for a response with an error.</summary>
    public static AttemptFailure From(TransportMessage message, Api3Request request, Api3Response response)
    {
        var code = response.ErrorCode!;
        var reason = Reason(request.Action, code);
        var error = Make(request, response, code, reason);
        return reason switch
        {
            LvbErrorReason.Throttled => new AttemptFailure(error, AttemptEffect.None, IsTransient: true) { IsThrottled = true },
            LvbErrorReason.SignatureExpired =>
                new AttemptFailure(error, AttemptEffect.None, IsTransient: false) { ServerTime = response.Date },
            LvbErrorReason.ServiceFault or LvbErrorReason.Unavailable when AtMostOnce.Applies(message) =>
                new AttemptFailure(Ambiguous(message, error, code), AttemptEffect.Unknown, IsTransient: true),
            LvbErrorReason.ServiceFault or LvbErrorReason.Unavailable =>
                new AttemptFailure(error, AttemptEffect.Unknown, IsTransient: true),
            _ => new AttemptFailure(error, AttemptEffect.Answered, IsTransient: false)
            {
                NotReadyPause = request.Action == Api3Action.CreateMix && error.Ret is -505 or -507 or -10031 ? NotReadyPause : null,
            },
        };
    }

    /// <summary>Returns why an action refused a call.</summary>
    public static LvbErrorReason Reason(Api3Action action, string code) =>
        code == "InvalidParameter" && action.Name is "StopRecordTask" or "DeleteRecordTask"
            // The task ID is their only parameter.
            ? LvbErrorReason.NotFound
            : Api3Codes.ReasonOf(code);

    private static LvbException Make(Api3Request request, Api3Response response, string code, LvbErrorReason reason)
    {
        var text = LogRedaction.Foreign(response.ErrorMessage.Trim());
        var shown = LogRedaction.Foreign(code);
        var number = IsMix(request.Action) ? NumberIn(code, text) : null;
        return new LvbException(
            IdOf(reason) ?? LvbErrors.ApiPrefix + (number?.ToString(CultureInfo.InvariantCulture) ?? shown),
            $"{request.DisplayName}: {What(reason, shown)}{(text.Length == 0 ? "" : " ('" + text.TrimEnd('.') + "')")}.",
            Api3Advice.For(request.Action, code, reason))
        {
            Interface = request.Action.Name,
            Ret = number ?? (IsMix(request.Action) ? Api3Codes.OldNumberOf(code) : null),
            Code = shown,
            RequestId = response.RequestId is { } id ? LogRedaction.Foreign(id) : null,
            ApiMessage = text,
            StatusCode = 200,
            Reason = reason,
        };
    }

    private static LvbException Ambiguous(TransportMessage message, LvbException error, string code) =>
        TransportErrors.Ambiguous(message, $"the service returned {code}.", null).WithAnswerOf(error);

    private static string What(LvbErrorReason reason, string code) => reason switch
    {
        LvbErrorReason.SignatureInvalid => $"the service refused the signature: {code}",
        LvbErrorReason.SignatureExpired => $"the service refused the request as expired: {code}",
        LvbErrorReason.NotActivated => $"the service is not activated or is suspended for this account: {code}",
        _ => $"the service returned {code}",
    };

    private static string? IdOf(LvbErrorReason reason) => reason switch
    {
        LvbErrorReason.SignatureInvalid => LvbErrors.SignatureInvalidId,
        LvbErrorReason.SignatureExpired => LvbErrors.SignatureExpiredId,
        LvbErrorReason.NotActivated => LvbErrors.NotActivatedId,
        _ => null,
    };

    private static bool IsMix(Api3Action action) => action.Name == Api3Action.CreateMix.Name || action.Name == Api3Action.CancelMix.Name;

    private static int? NumberIn(string code, string text) =>
        code is "InvalidParameter" or "InvalidParameter.OtherError" && NumberInText.Match(text) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
}
