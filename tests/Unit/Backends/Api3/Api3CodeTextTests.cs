namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Each documented code of API 3.0 has a reason, and a recommendation that names an action.</summary>
public sealed class Api3CodeTextTests
{
    [Theory]
    [InlineData("Empty", "ResourceNotFound.HasNotLivingStream", "FailedOperation.EmptyData")]
    [InlineData("NotFound", "InvalidParameter.DomainNotExist", "ResourceNotFound.PushDomainNoRecord", "X.PlayDomainNoRecord",
        "InvalidParameterValue.TaskId", "InvalidParameterValue.InvalidTaskId", "FailedOperation.TaskNotExist",
        "ResourceNotFound.ChannelNotExist", "FailedOperation.StreamNotExist", "X.CancelSessionNotExist", "FailedOperation.ConfNotFound",
        "FailedOperation.RuleNotFound", "InvalidParameter.NotFound", "ResourceNotFound")]
    [InlineData("Exists", "FailedOperation.RuleAlreadyExist", "FailedOperation.ConfInUsed", "ResourceInUse", "ResourceInUse.X")]
    [InlineData("Denied", "OperationDenied.NotPermmitOperat", "AuthFailure.UnauthorizedOperation", "UnauthorizedOperation",
        "UnauthorizedOperation.CamNoAuth", "IpInBlacklist", "IpNotInWhitelist", "AuthFailure.MFAFailure")]
    [InlineData("NotActivated", "ResourceUnavailable.ForbidService", "ResourceUnavailable.FreezeService",
        "ResourceUnavailable.StopService", "ResourceUnavailable.UserDisableService", "ResourceNotFound.UserNotExist",
        "ResourceNotFound.InvalidUser", "X.NotBindPackage", "X.NotAllowUseLVB", "X.NotLVBCodeMode", "FailedOperation.InvalidVodStatus",
        "FailedOperation.InvalidVodUser")]
    [InlineData("Throttled", "RequestLimitExceeded", "RequestLimitExceeded.UinLimitExceeded", "LimitExceeded.RateLimitExceeded")]
    [InlineData("SignatureExpired", "AuthFailure.SignatureExpire")]
    [InlineData("SignatureInvalid", "AuthFailure.SignatureFailure", "AuthFailure.InvalidAuthorization", "AuthFailure.SecretIdNotFound",
        "AuthFailure.InvalidSecretId", "AuthFailure.TokenFailure")]
    [InlineData("ServiceFault", "FailedOperation.CallOtherSvrFailed", "X.CallOtherSvrError", "FailedOperation.GetDataFailed",
        "FailedOperation.QueryUploadInfoFailed", "InternalError", "InternalError.DBError")]
    [InlineData("LimitReached", "LimitExceeded", "LimitExceeded.MaximumRunningTask", "ResourceInsufficient",
        "RequestSizeLimitExceeded", "ResponseSizeLimitExceeded")]
    [InlineData("Unavailable", "ServiceUnavailable")]
    [InlineData("InvalidArgument", "InvalidParameter", "InvalidParameter.X", "InvalidParameterValue", "MissingParameter",
        "UnknownParameter", "InvalidRequest")]
    [InlineData("NotSupported", "UnsupportedRegion", "InvalidAction", "NoSuchVersion", "NoSuchProduct", "ActionOffline",
        "UnsupportedOperation")]
    [InlineData("None", "FailedOperation", "EmptyData", "StopService", "NotFound", "", ".X", "Unheard.Of")]
    public void A_code_has_a_reason(string reason, params string[] codes) =>
        Assert.All(codes, code => Assert.Equal(reason, Api3Codes.ReasonOf(code).ToString()));

    [Theory]
    [InlineData("InvalidParameter.InputNumLimitExceeded", -3)]
    [InlineData("InvalidParameter.InvalidLayerParam", -11)]
    [InlineData("FailedOperation.TemplateNotMatchInputNum", -20)]
    [InlineData("InvalidParameter.InvalidBackgroudResolution", -28)]
    [InlineData("InvalidParameter.InvalidCropParam", -29)]
    [InlineData("InvalidParameter.InvalidPictureID", -33)]
    [InlineData("FailedOperation.GetPictureUrlError", -34)]
    [InlineData("InvalidParameter.InvalidOutputType", -111)]
    [InlineData("InvalidParameter.InvalidOutputStreamID", -300)]
    [InlineData("FailedOperation.StreamNotExist", -505)]
    [InlineData("FailedOperation.GetStreamResolutionError", -507)]
    [InlineData("InvalidParameter.SessionOutputStreamChanged", -508)]
    [InlineData("FailedOperation.ProcessMixError", -10031)]
    [InlineData("FailedOperation.CancelSessionNotExist", -30300)]
    [InlineData("InvalidParameter.InvalidBitrate", -31004)]
    [InlineData("InvalidBitrate", -31004)]
    [InlineData("InvalidParameter.Else", null)]
    public void A_mixing_code_has_the_number_of_API_2(string code, int? number) => Assert.Equal(number, Api3Codes.OldNumberOf(code));

    [Theory]
    [InlineData("AuthFailure.SecretIdNotFound", "Check it in the console")]
    [InlineData("AuthFailure.InvalidSecretId", "Connect-Lvb -Site")]
    [InlineData("AuthFailure.TokenFailure", "new temporary keys")]
    [InlineData("AuthFailure.TokenFailure", "Connect-Lvb -RoleArn")]
    [InlineData("AuthFailure.SignatureFailure", "Set-Secret")]
    [InlineData("AuthFailure.SignatureExpire", "w32tm /resync on Windows, timedatectl set-ntp true on Linux")]
    [InlineData("IpInBlacklist", "the IP address of this machine")]
    [InlineData("IpNotInWhitelist", "administrator")]
    [InlineData("AuthFailure.MFAFailure", "second factor")]
    [InlineData("UnauthorizedOperation.CamNoAuth", "live:DescribeLiveDomains in CAM")]
    [InlineData("UnauthorizedOperation.CamNoAuth", "do not have permission")]
    [InlineData("ResourceUnavailable.StopService", "Billing in the console")]
    [InlineData("ResourceUnavailable.FreezeService", "Contact support")]
    [InlineData("ResourceUnavailable.ForbidService", "Contact support")]
    [InlineData("ResourceUnavailable.UserDisableService", "Contact support")]
    [InlineData("FailedOperation.InvalidVodStatus", "Recordings are stored in VOD")]
    [InlineData("FailedOperation.InvalidVodUser", "Recordings are stored in VOD")]
    [InlineData("X.NotAllowUseLVB", "live streaming (CSS)")]
    [InlineData("RequestLimitExceeded", "-MaximumRequestsPerSecond")]
    [InlineData("LimitExceeded.MaximumRunningTask", "three recording tasks")]
    [InlineData("LimitExceeded", "quota")]
    [InlineData("InternalError", "Wait a minute")]
    [InlineData("ServiceUnavailable", "Wait a minute")]
    [InlineData("InvalidParameter.DomainNotExist", "Get-LvbDomain")]
    [InlineData("X.PushDomainNoRecord", "Get-LvbDomain")]
    [InlineData("X.PlayDomainNoRecord", "Get-LvbDomain")]
    [InlineData("X.StreamNotExist", "Get-LvbLiveChannel")]
    [InlineData("X.ChannelNotExist", "Get-LvbLiveChannel")]
    [InlineData("X.CancelSessionNotExist", "has ended or was never started. Check -SessionId")]
    [InlineData("ResourceNotFound", "another region or site")]
    [InlineData("ResourceInUse", "change or remove it")]
    [InlineData("InvalidParameter", "Check the parameters")]
    [InlineData("UnsupportedRegion", "ap-guangzhou")]
    [InlineData("InvalidAction", "Connect-Lvb -Site and -Region")]
    [InlineData("X.EmptyData", "has no data for this request")]
    [InlineData("Unheard.Of", "$Error[0].Exception.RequestId")]
    [InlineData("Unheard.Of", "Look up the code")]
    public void A_code_has_a_recommendation(string code, string part)
    {
        var advice = Api3Advice.For(Api3Action.Domains, code, Api3Codes.ReasonOf(code));
        Assert.Contains(part, advice, StringComparison.Ordinal);
        if (!code.EndsWith("MaximumRunningTask", StringComparison.Ordinal))
        {
            Sentences.Check(advice);
        }
    }

    [Fact]
    public void Errors_of_video_on_demand_and_of_live_streaming_are_distinguished()
    {
        Assert.Contains("VOD (Video on Demand)", Api3Advice.For(Api3Action.SearchMedia, "X.UserNotExist", LvbErrorReason.NotActivated),
            StringComparison.Ordinal);
        Assert.DoesNotContain("VOD", Api3Advice.For(Api3Action.Domains, "X.UserNotExist", LvbErrorReason.NotActivated),
            StringComparison.Ordinal);
        Assert.Contains("vod:SearchMedia in CAM", Api3Advice.For(Api3Action.SearchMedia, "UnauthorizedOperation", LvbErrorReason.Denied),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_is_known_by_name_with_a_service_and_a_retry_class()
    {
        var known = Api3Action.Known;
        Assert.All(known, pair => Assert.Equal(pair.Key, pair.Value.Name));
        Assert.All(known.Values, action => Assert.Matches("^[A-Z][A-Za-z]+$", action.Name));
        Assert.All(known.Values, action => Assert.Equal(
            action.Service == "vod" ? "2018-07-17" : action.Service == "live" ? "2018-08-01" : action.Version, action.Version));
        Assert.All(known.Values.Where(a => a.Name.StartsWith("Describe", StringComparison.Ordinal)),
            action => Assert.Equal(RetryClass.Repeatable, action.Retry));
        Assert.Equal(("vod", true, RetryClass.Repeatable),
            (Api3Action.SearchMedia.Service, Api3Action.SearchMedia.TakesRegion, Api3Action.SearchMedia.Retry));
        Assert.True(Api3Action.CreateRecordTask.TakesRegion);
        Assert.False(Api3Action.Domains.TakesRegion);
        foreach (var name in new[] { "CreateLiveCallbackTemplate", "DropLiveStream", "CreateRecordTask" })
        {
            Assert.Equal(RetryClass.AtMostOnce, known[name].Retry);
        }

        foreach (var name in new[] { "ForbidLiveStream", "ResumeLiveStream", "AddDelayLiveStream", "ResumeDelayLiveStream",
            "CreateLiveCallbackRule", "DeleteLiveCallbackRule", "ModifyLiveCallbackTemplate", "DeleteLiveCallbackTemplate" })
        {
            Assert.Equal(RetryClass.SameState, known[name].Retry);
        }
    }
}
