namespace TencentLvb.Backends.Api3;

/// <summary>
/// Interprets the codes of API 3.0. One cause has several codes, which differ in their first part by action and its age, so the last part
/// is evaluated first.
/// </summary>
internal static class Api3Codes
{
    private static readonly Dictionary<string, LvbErrorReason> ByLastPart = new(StringComparer.Ordinal)
    {
        ["HasNotLivingStream"] = LvbErrorReason.Empty,
        ["EmptyData"] = LvbErrorReason.Empty,
        ["DomainNotExist"] = LvbErrorReason.NotFound,
        ["PushDomainNoRecord"] = LvbErrorReason.NotFound,
        ["PlayDomainNoRecord"] = LvbErrorReason.NotFound,
        ["TaskId"] = LvbErrorReason.NotFound,
        ["InvalidTaskId"] = LvbErrorReason.NotFound,
        ["TaskNotExist"] = LvbErrorReason.NotFound,
        ["ChannelNotExist"] = LvbErrorReason.NotFound,
        ["StreamNotExist"] = LvbErrorReason.NotFound,
        ["CancelSessionNotExist"] = LvbErrorReason.NotFound,
        ["ConfNotFound"] = LvbErrorReason.NotFound,
        ["RuleNotFound"] = LvbErrorReason.NotFound,
        ["NotFound"] = LvbErrorReason.NotFound,
        ["RuleAlreadyExist"] = LvbErrorReason.Exists,
        ["ConfInUsed"] = LvbErrorReason.Exists,
        ["NotPermmitOperat"] = LvbErrorReason.Denied,
        ["ForbidService"] = LvbErrorReason.NotActivated,
        ["FreezeService"] = LvbErrorReason.NotActivated,
        ["StopService"] = LvbErrorReason.NotActivated,
        ["UserDisableService"] = LvbErrorReason.NotActivated,
        ["UserNotExist"] = LvbErrorReason.NotActivated,
        ["InvalidUser"] = LvbErrorReason.NotActivated,
        ["NotBindPackage"] = LvbErrorReason.NotActivated,
        ["NotAllowUseLVB"] = LvbErrorReason.NotActivated,
        ["NotLVBCodeMode"] = LvbErrorReason.NotActivated,
        ["InvalidVodStatus"] = LvbErrorReason.NotActivated,
        ["InvalidVodUser"] = LvbErrorReason.NotActivated,
        ["RateLimitExceeded"] = LvbErrorReason.Throttled,
        ["SignatureExpire"] = LvbErrorReason.SignatureExpired,
        ["SignatureFailure"] = LvbErrorReason.SignatureInvalid,
        ["InvalidAuthorization"] = LvbErrorReason.SignatureInvalid,
        ["SecretIdNotFound"] = LvbErrorReason.SignatureInvalid,
        ["InvalidSecretId"] = LvbErrorReason.SignatureInvalid,
        ["TokenFailure"] = LvbErrorReason.SignatureInvalid,
        ["CallOtherSvrFailed"] = LvbErrorReason.ServiceFault,
        ["CallOtherSvrError"] = LvbErrorReason.ServiceFault,
        ["GetDataFailed"] = LvbErrorReason.ServiceFault,
        ["QueryUploadInfoFailed"] = LvbErrorReason.ServiceFault,
    };

    private static readonly Dictionary<string, LvbErrorReason> ByFirstPart = new(StringComparer.Ordinal)
    {
        ["AuthFailure"] = LvbErrorReason.Denied,
        ["UnauthorizedOperation"] = LvbErrorReason.Denied,
        ["IpInBlacklist"] = LvbErrorReason.Denied,
        ["IpNotInWhitelist"] = LvbErrorReason.Denied,
        ["RequestLimitExceeded"] = LvbErrorReason.Throttled,
        ["LimitExceeded"] = LvbErrorReason.LimitReached,
        ["ResourceInsufficient"] = LvbErrorReason.LimitReached,
        ["RequestSizeLimitExceeded"] = LvbErrorReason.LimitReached,
        ["ResponseSizeLimitExceeded"] = LvbErrorReason.LimitReached,
        ["InternalError"] = LvbErrorReason.ServiceFault,
        ["ServiceUnavailable"] = LvbErrorReason.Unavailable,
        ["InvalidParameter"] = LvbErrorReason.InvalidArgument,
        ["InvalidParameterValue"] = LvbErrorReason.InvalidArgument,
        ["MissingParameter"] = LvbErrorReason.InvalidArgument,
        ["UnknownParameter"] = LvbErrorReason.InvalidArgument,
        ["InvalidRequest"] = LvbErrorReason.InvalidArgument,
        ["ResourceNotFound"] = LvbErrorReason.NotFound,
        ["ResourceInUse"] = LvbErrorReason.Exists,
        ["UnsupportedRegion"] = LvbErrorReason.NotSupported,
        ["InvalidAction"] = LvbErrorReason.NotSupported,
        ["NoSuchVersion"] = LvbErrorReason.NotSupported,
        ["NoSuchProduct"] = LvbErrorReason.NotSupported,
        ["ActionOffline"] = LvbErrorReason.NotSupported,
        ["UnsupportedOperation"] = LvbErrorReason.NotSupported,
    };

    /// <summary>The number of API 2.0's mixing interface for the same cause, by the last part of the code.</summary>
    private static readonly Dictionary<string, int> OldNumbers = new(StringComparer.Ordinal)
    {
        ["InputNumLimitExceeded"] = -3,
        ["InvalidLayerParam"] = -11,
        ["TemplateNotMatchInputNum"] = -20,
        ["InvalidBackgroudResolution"] = -28,
        ["InvalidCropParam"] = -29,
        ["InvalidPictureID"] = -33,
        ["GetPictureUrlError"] = -34,
        ["InvalidOutputType"] = -111,
        ["InvalidOutputStreamID"] = -300,
        ["StreamNotExist"] = -505,
        ["GetStreamResolutionError"] = -507,
        ["SessionOutputStreamChanged"] = -508,
        ["ProcessMixError"] = -10031,
        ["CancelSessionNotExist"] = -30300,
        ["InvalidBitrate"] = -31004,
    };

    /// <summary>Returns the reason for a code, independent of the service.</summary>
    public static LvbErrorReason ReasonOf(string code)
    {
        // "ResourceNotFound" is only a first part. "UnauthorizedOperation" can be either.
        if (code.IndexOf('.') >= 0 && ByLastPart.TryGetValue(LastPart(code), out var reason))
        {
            return reason;
        }

        return ByFirstPart.TryGetValue(FirstPart(code), out reason) ? reason : LvbErrorReason.None;
    }

    /// <summary>Returns the old number of a mixing error; null if it is not known.</summary>
    public static int? OldNumberOf(string code) => OldNumbers.TryGetValue(LastPart(code), out var number) ? number : null;

    public static string LastPart(string code) => code.Substring(code.LastIndexOf('.') + 1);

    private static string FirstPart(string code) => code.IndexOf('.') is > 0 and var dot ? code.Substring(0, dot) : code;
}
