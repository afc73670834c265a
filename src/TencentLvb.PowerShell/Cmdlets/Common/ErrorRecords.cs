using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Creates every error record of the module.</summary>
internal static class ErrorRecords
{
    // The error view of Windows PowerShell does not show the recommended action, so there it is also the last line of the message.
    private static readonly bool IsDesktop = typeof(PSObject).Assembly.GetName().Version.Major < 6;

    /// <summary>Creates the record of an error about <paramref name="target"/>, the user's input.</summary>
    public static ErrorRecord From(LvbException error, object? target)
    {
        var message = IsDesktop ? error.Message + Environment.NewLine + error.RecommendedAction : error.Message;
        return new ErrorRecord(error, error.ErrorId, Category(error), target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = error.RecommendedAction },
        };
    }

    private static ErrorCategory Category(LvbException error) => error.ErrorId switch
    {
        LvbErrors.InvalidArgumentId => ErrorCategory.InvalidArgument,
        LvbErrors.NotConnectedId or LvbErrors.NetworkId => ErrorCategory.ConnectionError,
        LvbErrors.TimeoutId => ErrorCategory.OperationTimeout,
        LvbErrors.BadReplyId or "LvbProfileInvalid" or "LvbEventMalformed" => ErrorCategory.InvalidData,
        LvbErrors.AmbiguousId => ErrorCategory.OperationStopped,
        LvbErrors.SignatureInvalidId or LvbErrors.SignatureExpiredId or "LvbKeyVaultLocked" => ErrorCategory.AuthenticationError,
        LvbErrors.NotActivatedId => ErrorCategory.PermissionDenied,
        LvbErrors.NoReturnDataId => ErrorCategory.InvalidResult,
        LvbErrors.NotSupportedId => ErrorCategory.NotImplemented,
        "LvbProfileNotFound" or "LvbKeySecretNotFound" or "LvbKeyVaultNotFound" => ErrorCategory.ObjectNotFound,
        "LvbSecretManagementMissing" => ErrorCategory.NotInstalled,
        "LvbKeyVaultFailed" or "LvbListenFailed" => ErrorCategory.ResourceUnavailable,
        "LvbKeySecretType" => ErrorCategory.InvalidType,
        "LvbEventInvalidSignature" or "LvbEventExpired" => ErrorCategory.SecurityError,
        "LvbSpoolFailed" or "LvbSaveFailed" => ErrorCategory.WriteError,
        _ when error.ErrorId.StartsWith("LvbHttp.", StringComparison.Ordinal) => Http(error.StatusCode),
        _ when error.ErrorId.StartsWith(LvbErrors.ApiPrefix, StringComparison.Ordinal) => Api(error.Reason),
        _ => ErrorCategory.NotSpecified,
    };

    private static ErrorCategory Http(int? status) => status switch
    {
        403 => ErrorCategory.PermissionDenied,
        404 => ErrorCategory.ObjectNotFound,
        407 => ErrorCategory.AuthenticationError,
        429 => ErrorCategory.LimitsExceeded,
        _ => ErrorCategory.ConnectionError,
    };

    private static ErrorCategory Api(LvbErrorReason reason) => reason switch
    {
        LvbErrorReason.NeverPushed or LvbErrorReason.NotFound => ErrorCategory.ObjectNotFound,
        LvbErrorReason.Throttled or LvbErrorReason.LimitReached => ErrorCategory.LimitsExceeded,
        LvbErrorReason.Unavailable => ErrorCategory.ResourceUnavailable,
        LvbErrorReason.Exists => ErrorCategory.ResourceExists,
        LvbErrorReason.InvalidArgument => ErrorCategory.InvalidArgument,
        LvbErrorReason.Denied => ErrorCategory.PermissionDenied,
        LvbErrorReason.NotSupported => ErrorCategory.NotImplemented,
        _ => ErrorCategory.InvalidResult,
    };
}
