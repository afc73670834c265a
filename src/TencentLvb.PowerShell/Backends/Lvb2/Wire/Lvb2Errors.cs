using System.Globalization;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Converts a code and a text of the service to an error with a neutral reason and a recommended action.</summary>
internal static class Lvb2Errors
{
    private const int SystemError = 1201;
    private const int FrequencyLimit = 1202;
    private const int NeverPushed = 20601;
    private const int InterfaceInvalid = 4005;
    private const int ParameterWrong = 20001;
    private const int TaskNotFound = 20002;

    // The documentation recommends trying again after a short time, up to five times.
    private static readonly TimeSpan NotReadyPause = TimeSpan.FromSeconds(2);

    /// <summary>Creates the failure for a response with a code other than 0.</summary>
    public static AttemptFailure From(Lvb2Request request, int ret, string rawMessage, DateTimeOffset? serverTime, int status)
    {
        var answer = new Answer(request, ret, LogRedaction.Foreign(rawMessage.Trim()), status);
        if (answer.Says("sign invalid"))
        {
            return answer.Refused(
                LvbErrors.SignatureInvalidId,
                LvbErrorReason.SignatureInvalid,
                $"the service refused the signature ('{answer.Message}').",
                "The key is not this account's API authentication key. Compare the APPID and the key with the console, store the correct "
                    + "key (Set-Secret), and connect again.");
        }

        if (answer.Says("time expired"))
        {
            return answer.Refused(
                LvbErrors.SignatureExpiredId,
                LvbErrorReason.SignatureExpired,
                $"the service refused the request as expired ('{answer.Message}').",
                "Synchronize this machine's clock, or extend "
                    + "the validity of requests: Connect-Lvb -Validity 5m.") with { ServerTime = serverTime };
        }

        if (answer.Says("appid is invalid") || answer.Says("cmd is invalid") || ret is 1000 or 1001)
        {
            return answer.Refused(
                LvbErrors.NotActivatedId,
                LvbErrorReason.NotActivated,
                $"the service returned {ret} ('{answer.Message}'): "
                    + "the feature is not activated for this account, or the request URL is malformed.",
                request.Interface.Host == LvbHost.Statistics
                    ? "Check the APPID (Get-LvbConnection). "
                        + "The statistics interfaces are activated for each account on request: contact Tencent Cloud support."
                    : "Check the APPID (Get-LvbConnection), and make sure that live code mode is activated in the LVB console.");
        }

        var text = answer.Message.Length == 0 ? "" : $" ('{answer.Message}')";
        var error = answer.Error(
            LvbErrors.ApiPrefix + ret.ToString(CultureInfo.InvariantCulture),
            Reason(ret),
            $"the service returned {ret}{text}{Meaning(request, ret, answer.Message)}.",
            Advice(request, ret));
        return error.Reason switch
        {
            LvbErrorReason.Throttled => new AttemptFailure(error, AttemptEffect.None, IsTransient: true) { IsThrottled = true },
            LvbErrorReason.Unavailable => new AttemptFailure(error, AttemptEffect.Unknown, IsTransient: true),
            _ => new AttemptFailure(error, AttemptEffect.Answered, IsTransient: false)
            {
                NotReadyPause = request.NotReadyYet.Contains(ret) ? NotReadyPause : null,
            },
        };
    }

    /// <summary>
    /// Creates the failure for the text that the service returns instead of JSON if its internal system returned nothing.
    /// </summary>
    public static AttemptFailure NoReturnData(Lvb2Request request, string text) => new(
        new LvbException(
            LvbErrors.NoReturnDataId,
            $"{request.DisplayName}: the service returned only '{text}'."
                + (request.Retry == RetryClass.Repeatable ? "" : $" {LvbErrors.Capital(request.WhatMayExist)}."),
            request.Retry == RetryClass.Repeatable ? "Run the command again." : request.HowToLook)
        { Interface = request.Interface.Name, ApiMessage = text, StatusCode = 200, Reason = LvbErrorReason.NoReturnData },
        AttemptEffect.Unknown,
        IsTransient: false);

    /// <summary>Returns the reason for a code, independent of the service.</summary>
    internal static LvbErrorReason Reason(int ret) => ret switch
    {
        NeverPushed => LvbErrorReason.NeverPushed,
        SystemError => LvbErrorReason.Unavailable,
        FrequencyLimit => LvbErrorReason.Throttled,
        1204 or ParameterWrong => LvbErrorReason.InvalidArgument,
        TaskNotFound => LvbErrorReason.NotFound,
        1301 or 10003 => LvbErrorReason.Empty,
        _ => MixCodes.Reason(ret),
    };

    private static string Meaning(Lvb2Request request, int ret, string message)
    {
        var meaning = request.Interface == Lvb2Interface.MixStream ? MixCodes.Meaning(ret) : ret switch
        {
            NeverPushed => "the stream was never pushed",
            SystemError => "an internal service error",
            FrequencyLimit => "too many requests, or an invalid request",
            1204 => "an invalid parameter",
            1301 => "no live stream",
            10003 => "no data",
            _ => null,
        };
        return meaning is null || string.Equals(meaning, message, StringComparison.OrdinalIgnoreCase) ? "" : ": " + meaning;
    }

    private static string Advice(Lvb2Request request, int ret) =>
        request.Interface == Lvb2Interface.MixStream ? MixCodes.Advice(ret) : ret switch
        {
            NeverPushed => "Check the stream ID, including its bizid prefix: Get-LvbChannel lists the streams of the account.",
            SystemError when request.Retry == RetryClass.AtMostOnce =>
                $"{LvbErrors.Capital(request.WhatMayExist)}. {request.HowToLook}",
            SystemError => "Wait a minute, then try again.",
            FrequencyLimit => "Send fewer requests: Connect-Lvb -MaximumRequestsPerSecond. If the error persists, check the parameters.",
            1204 => "Check the parameters of the call.",
            1301 => "No stream with this stream ID is live: Get-LvbLiveChannel lists the live streams.",
            10003 => "Choose another time range.",
            InterfaceInvalid => "Check the name of the interface. Press Tab after Invoke-LvbApi -Interface to list the known "
                + "interfaces.",
            ParameterWrong when request.Interface == Lvb2Interface.TapeStart =>
                "Check the times: the end of a recording must be in the future. Also check -FileFormat and -RecordType.",
            ParameterWrong => "Check the names and the values of the parameters; the service's message names the one that is wrong or "
            + "missing.",
            TaskNotFound => "The task has ended, or its ID belongs to another stream. Get-LvbTapeFile -Last 1d lists the recordings.",
            _ => "Look up the code in Tencent Cloud's LVB documentation, or contact support with the interface's name and the code.",
        };

    /// <summary>Represents a response with an error.</summary>
    private readonly record struct Answer(Lvb2Request Request, int Ret, string Message, int Status)
    {
        public bool Says(string text) => Message.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

        /// <summary>Creates the failure of a request that was refused without effect.</summary>
        public AttemptFailure Refused(string id, LvbErrorReason reason, string what, string advice) =>
            new(Error(id, reason, what, advice), AttemptEffect.None, IsTransient: false);

        public LvbException Error(string id, LvbErrorReason reason, string what, string advice) =>
            new(id, $"{Request.DisplayName}: {what}", advice)
            {
                Interface = Request.Interface.Name,
                Ret = Ret,
                Code = Ret.ToString(CultureInfo.InvariantCulture),
                ApiMessage = Message,
                StatusCode = Status,
                Reason = reason,
            };
    }
}
