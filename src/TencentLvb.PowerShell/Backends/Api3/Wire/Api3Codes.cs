namespace TencentLvb.Backends.Api3;

/// <summary>
/// What the codes of API 3.0 stand for. One cause has several codes, which differ in their first part by action and age of the action,
/// so the last part decides first.
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

    /// <summary>The number that API 2.0's mixing interface has for the same cause, by the code's last part.</summary>
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

    /// <summary>Why a call was refused, in terms that hold for every service.</summary>
    public static LvbErrorReason ReasonOf(string code)
    {
        // "ResourceNotFound" alone is a first part. So is "UnauthorizedOperation", which also is a last one.
        if (code.IndexOf('.') >= 0 && ByLastPart.TryGetValue(LastPart(code), out var reason))
        {
            return reason;
        }

        return ByFirstPart.TryGetValue(FirstPart(code), out reason) ? reason : LvbErrorReason.None;
    }

    /// <summary>The old number of a mixing error; null where none is known.</summary>
    public static int? OldNumberOf(string code) => OldNumbers.TryGetValue(LastPart(code), out var number) ? number : null;

    public static string LastPart(string code) => code.Substring(code.LastIndexOf('.') + 1);

    private static string FirstPart(string code) => code.IndexOf('.') is > 0 and var dot ? code.Substring(0, dot) : code;
}
