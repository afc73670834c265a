using System.Globalization;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Turns a code and a text of the service into an error that says what to do.</summary>
internal static class Lvb2Errors
{
    public const int SystemError = 1201;
    public const int FrequencyLimit = 1202;
    private const int NeverPushed = 20601;

    // The documents ask to try again shortly, up to five times.
    private static readonly TimeSpan NotReadyPause = TimeSpan.FromSeconds(2);

    /// <summary>The failure that an answer with a code other than 0 stands for.</summary>
    public static AttemptFailure From(LvbRequest request, int ret, string rawMessage, DateTimeOffset? serverTime, int status)
    {
        var message = LogRedaction.Foreign(rawMessage.Trim());
        if (Says(message, "sign invalid"))
        {
            return Refused(Make(request, LvbErrors.SignatureInvalidId, ret, message, status,
                $"{request.DisplayName}: the service refused the signature ('{message}').",
                "The key is not this account's API authentication key. Compare APPID and key with the console, store the right key (Set-Secret) and connect again."));
        }

        if (Says(message, "time expired"))
        {
            return Refused(Make(request, LvbErrors.SignatureExpiredId, ret, message, status,
                $"{request.DisplayName}: the service refused the request as expired ('{message}').",
                "Set this machine's clock, or give requests longer: Connect-Lvb -Validity 5m."), isTransient: false) with { ServerTime = serverTime };
        }

        if (Says(message, "appid is invalid") || Says(message, "cmd is invalid") || ret is 1000 or 1001)
        {
            return Refused(Make(request, LvbErrors.NotActivatedId, ret, message, status,
                $"{request.DisplayName}: the service answered {ret} ('{message}'): the feature is not activated for this account, or the address is malformed.",
                request.Interface.Host == LvbHost.Statistics
                    ? "Check the APPID (Get-LvbConnection). The statistics interfaces are opened per account on request: ask Tencent Cloud support."
                    : "Check the APPID (Get-LvbConnection) and that live code mode is activated in the LVB console."));
        }

        var error = Make(request, "LvbApi." + ret.ToString(CultureInfo.InvariantCulture), ret, message, status,
            $"{request.DisplayName}: the service answered {ret}{(message.Length == 0 ? "" : " ('" + message + "')")}{Meaning(request, ret)}.",
            Advice(request, ret));
        return ret switch
        {
            FrequencyLimit => new AttemptFailure(error, AttemptEffect.None, IsTransient: true) { IsThrottled = true },
            SystemError => new AttemptFailure(error, AttemptEffect.Answered, IsTransient: true),
            _ => new AttemptFailure(error, AttemptEffect.Answered, IsTransient: false) { NotReadyPause = Contains(request, ret) ? NotReadyPause : null },
        };
    }

    /// <summary>The service's text instead of JSON when its backend gave nothing back.</summary>
    public static AttemptFailure NoReturnData(LvbRequest request, string text) => new(
        new LvbException(
            LvbErrors.NoReturnDataId,
            $"{request.DisplayName}: the service said '{text}' and nothing else."
                + (request.Retry == RetryClass.Repeatable ? "" : $" {LvbErrors.Capital(request.WhatMayExist)}."),
            request.Retry == RetryClass.Repeatable ? "Call again." : request.HowToLook)
        { Interface = request.Interface.Name, ApiMessage = text, StatusCode = 200 },
        AttemptEffect.Unknown,
        IsTransient: false);

    private static AttemptFailure Refused(LvbException error, bool isTransient = false) =>
        new(error, AttemptEffect.None, isTransient);

    private static LvbException Make(LvbRequest request, string id, int ret, string apiMessage, int status, string message, string advice) =>
        new(id, message, advice) { Interface = request.Interface.Name, Ret = ret, ApiMessage = apiMessage, StatusCode = status };

    private static bool Says(string message, string text) => message.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool Contains(LvbRequest request, int ret)
    {
        foreach (var code in request.NotReadyYet)
        {
            if (code == ret)
            {
                return true;
            }
        }

        return false;
    }

    private static string Meaning(LvbRequest request, int ret) =>
        request.Interface == Lvb2Interface.MixStream ? Prefix(MixCodes.Meaning(ret)) : Prefix(ret switch
        {
            NeverPushed => "the stream was never pushed",
            SystemError => "a fault inside the service",
            FrequencyLimit => "asked too often, or an invalid request",
            1204 => "an invalid parameter",
            1301 => "no live stream",
            10003 => "no data",
            _ => null,
        });

    private static string Prefix(string? meaning) => meaning is null ? "" : ": " + meaning;

    private static string Advice(LvbRequest request, int ret) =>
        request.Interface == Lvb2Interface.MixStream ? MixCodes.Advice(ret) : ret switch
        {
            NeverPushed => "Check the stream id, with its bizid prefix: Get-LvbChannel lists the streams of the account.",
            SystemError when request.Retry == RetryClass.AtMostOnce => $"Look before you call again, since {request.WhatMayExist}. {request.HowToLook}",
            SystemError => "Wait a minute and call again.",
            FrequencyLimit => "Ask less often: Connect-Lvb -MaximumRequestsPerSecond. If it stays, check the parameters.",
            1204 => "Check the parameters of the call.",
            1301 => "Nothing is live under that name now: Get-LvbLiveChannel lists what is.",
            10003 => "Choose another range of time.",
            _ => "Look the code up in Tencent Cloud's LVB documentation, or ask its support with the interface's name and the code.",
        };
}
