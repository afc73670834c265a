using System.Management.Automation;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The table of codes: the error ID, the category, and the data of the exception.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3ErrorTests
{
    [Theory]
    [InlineData("AuthFailure.SignatureFailure", "LvbSignatureInvalid", ErrorCategory.AuthenticationError)]
    [InlineData("AuthFailure.InvalidAuthorization", "LvbSignatureInvalid", ErrorCategory.AuthenticationError)]
    [InlineData("AuthFailure.SecretIdNotFound", "LvbSignatureInvalid", ErrorCategory.AuthenticationError)]
    [InlineData("AuthFailure.InvalidSecretId", "LvbSignatureInvalid", ErrorCategory.AuthenticationError)]
    [InlineData("AuthFailure.TokenFailure", "LvbSignatureInvalid", ErrorCategory.AuthenticationError)]
    [InlineData("AuthFailure.SignatureExpire", "LvbSignatureExpired", ErrorCategory.AuthenticationError)]
    [InlineData("AuthFailure.UnauthorizedOperation", "LvbApi.AuthFailure.UnauthorizedOperation", ErrorCategory.PermissionDenied)]
    [InlineData("UnauthorizedOperation", "LvbApi.UnauthorizedOperation", ErrorCategory.PermissionDenied)]
    [InlineData("AuthFailure.MFAFailure", "LvbApi.AuthFailure.MFAFailure", ErrorCategory.PermissionDenied)]
    [InlineData("IpInBlacklist", "LvbApi.IpInBlacklist", ErrorCategory.PermissionDenied)]
    [InlineData("IpNotInWhitelist", "LvbApi.IpNotInWhitelist", ErrorCategory.PermissionDenied)]
    [InlineData("InternalError.NotPermmitOperat", "LvbApi.InternalError.NotPermmitOperat", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFound.ForbidService", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFound.FreezeService", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFound.StopService", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFound.UserDisableService", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFound.UserNotExist", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFound.InvalidUser", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFound.NotBindPackage", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("InvalidParameter.NotAllowUseLVB", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("UnsupportedOperation.NotLVBCodeMode", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceUnavailable.InvalidVodStatus", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("FailedOperation.InvalidVodUser", "LvbNotActivated", ErrorCategory.PermissionDenied)]
    [InlineData("RequestLimitExceeded", "LvbApi.RequestLimitExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData("RequestLimitExceeded.GlobalRegionUinLimitExceeded", "LvbApi.RequestLimitExceeded.GlobalRegionUinLimitExceeded",
        ErrorCategory.LimitsExceeded)]
    [InlineData("LimitExceeded.RateLimitExceeded", "LvbApi.LimitExceeded.RateLimitExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData("LimitExceeded", "LvbApi.LimitExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData("LimitExceeded.MaximumTask", "LvbApi.LimitExceeded.MaximumTask", ErrorCategory.LimitsExceeded)]
    [InlineData("ResourceInsufficient", "LvbApi.ResourceInsufficient", ErrorCategory.LimitsExceeded)]
    [InlineData("InternalError", "LvbApi.InternalError", ErrorCategory.InvalidResult)]
    [InlineData("InternalError.CallOtherSvrError", "LvbApi.InternalError.CallOtherSvrError", ErrorCategory.InvalidResult)]
    [InlineData("FailedOperation", "LvbApi.FailedOperation", ErrorCategory.InvalidResult)]
    [InlineData("FailedOperation.GetDataFailed", "LvbApi.FailedOperation.GetDataFailed", ErrorCategory.InvalidResult)]
    [InlineData("ServiceUnavailable", "LvbApi.ServiceUnavailable", ErrorCategory.ResourceUnavailable)]
    [InlineData("ResourceNotFound.DomainNotExist", "LvbApi.ResourceNotFound.DomainNotExist", ErrorCategory.ObjectNotFound)]
    [InlineData("InternalError.DomainNotExist", "LvbApi.InternalError.DomainNotExist", ErrorCategory.ObjectNotFound)]
    [InlineData("InternalError.PushDomainNoRecord", "LvbApi.InternalError.PushDomainNoRecord", ErrorCategory.ObjectNotFound)]
    [InlineData("ResourceNotFound.PlayDomainNoRecord", "LvbApi.ResourceNotFound.PlayDomainNoRecord", ErrorCategory.ObjectNotFound)]
    [InlineData("ResourceNotFound.TaskId", "LvbApi.ResourceNotFound.TaskId", ErrorCategory.ObjectNotFound)]
    [InlineData("ResourceNotFound.ChannelNotExist", "LvbApi.ResourceNotFound.ChannelNotExist", ErrorCategory.ObjectNotFound)]
    [InlineData("ResourceUnavailable.StreamNotExist", "LvbApi.ResourceUnavailable.StreamNotExist", ErrorCategory.ObjectNotFound)]
    [InlineData("FailedOperation.StreamNotExist", "LvbApi.FailedOperation.StreamNotExist", ErrorCategory.ObjectNotFound)]
    [InlineData("InvalidParameter.TaskNotExist", "LvbApi.InvalidParameter.TaskNotExist", ErrorCategory.ObjectNotFound)]
    [InlineData("InvalidParameter.InvalidTaskId", "LvbApi.InvalidParameter.InvalidTaskId", ErrorCategory.ObjectNotFound)]
    [InlineData("FailedOperation.CancelSessionNotExist", "LvbApi.FailedOperation.CancelSessionNotExist", ErrorCategory.ObjectNotFound)]
    [InlineData("InvalidParameter", "LvbApi.InvalidParameter", ErrorCategory.InvalidArgument)]
    [InlineData("InvalidParameterValue", "LvbApi.InvalidParameterValue", ErrorCategory.InvalidArgument)]
    [InlineData("InvalidParameterValue.StreamIds", "LvbApi.InvalidParameterValue.StreamIds", ErrorCategory.InvalidArgument)]
    [InlineData("MissingParameter", "LvbApi.MissingParameter", ErrorCategory.InvalidArgument)]
    [InlineData("UnknownParameter", "LvbApi.UnknownParameter", ErrorCategory.InvalidArgument)]
    [InlineData("ResourceInUse", "LvbApi.ResourceInUse", ErrorCategory.ResourceExists)]
    [InlineData("FailedOperation.RuleAlreadyExist", "LvbApi.FailedOperation.RuleAlreadyExist", ErrorCategory.ResourceExists)]
    [InlineData("InternalError.ConfInUsed", "LvbApi.InternalError.ConfInUsed", ErrorCategory.ResourceExists)]
    [InlineData("UnsupportedRegion", "LvbApi.UnsupportedRegion", ErrorCategory.NotImplemented)]
    [InlineData("InvalidAction", "LvbApi.InvalidAction", ErrorCategory.NotImplemented)]
    [InlineData("NoSuchVersion", "LvbApi.NoSuchVersion", ErrorCategory.NotImplemented)]
    [InlineData("ActionOffline", "LvbApi.ActionOffline", ErrorCategory.NotImplemented)]
    [InlineData("UnsupportedOperation", "LvbApi.UnsupportedOperation", ErrorCategory.NotImplemented)]
    [InlineData("WhateverComes.Next", "LvbApi.WhateverComes.Next", ErrorCategory.InvalidResult)]
    public async Task Each_code_has_an_id_and_a_category(string code, string id, ErrorCategory category)
    {
        var error = await Fails(Api3Client.State(), code, "Told by the service.");
        Assert.Equal(id, error.ErrorId);
        Assert.Equal(category, TencentLvb.Cmdlets.ErrorRecords.From(error, "stream1").CategoryInfo.Category);
        Assert.Equal(code, error.Code);
        Assert.Equal("00000000-0000-4000-8000-000000000016", error.RequestId);
        Assert.Equal("Told by the service.", error.ApiMessage);
        Assert.Equal("DescribeLiveStreamState", error.Interface);
        Assert.Equal(200, error.StatusCode);
        Assert.Null(error.Ret);
        Assert.StartsWith("DescribeLiveStreamState for stream1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
        Assert.Contains("('Told by the service')", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FailedOperation.HasNotLivingStream")]
    [InlineData("InternalError.HasNotLivingStream")]
    [InlineData("ResourceNotFound.EmptyData")]
    public async Task A_not_found_code_is_an_empty_result_where_the_query_allows_it(string code)
    {
        await using var server = WireServer.Answering(Answers3.Error(code));
        using var client = new Api3Client(server.Uri);
        var request = new Api3Request<int>(Api3Action.PushInfoList, [], _ => 1) { WhenEmpty = () => 0 };
        Assert.Equal(0, await client.Send(request));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("InvalidParameter.OtherError", "InnerErrCode : [ -10021 ],InnerErrMsg: [ Params Error ]", "LvbApi.-10021", -10021)]
    [InlineData("InvalidParameter", "err_code [ -4 ],msg [ stream 12 ]", "LvbApi.-4", -4)]
    [InlineData("InvalidParameter.OtherError", "Something else.", "LvbApi.InvalidParameter.OtherError", null)]
    [InlineData("InvalidParameter.InvalidLayerParam", "[ 5 ] is wrong", "LvbApi.InvalidParameter.InvalidLayerParam", -11)]
    [InlineData("InvalidParameter.CancelSessionNotExist", "", "LvbApi.InvalidParameter.CancelSessionNotExist", -30300)]
    public async Task Mixing_errors_keep_their_numbers(string code, string message, string id, int? ret)
    {
        var error = await Fails(new Api3Request<bool>(Api3Action.CancelMix, [], _ => true), code, message);
        Assert.Equal(id, error.ErrorId);
        Assert.Equal(ret, error.Ret);
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData("FailedOperation.StreamNotExist", "", true)]
    [InlineData("FailedOperation.GetStreamResolutionError", "", true)]
    [InlineData("FailedOperation.ProcessMixError", "", true)]
    [InlineData("InvalidParameter.OtherError", "err_code [ -505 ]", true)]
    [InlineData("InvalidParameter.InvalidBitrate", "", false)]
    public async Task Inputs_of_a_mix_that_have_just_been_pushed_are_waited_for(string code, string message, bool isWaitedFor)
    {
        foreach (var action in new[] { Api3Action.CreateMix, Api3Action.CancelMix, Api3Action.StreamState })
        {
            var time = new ScriptedTime();
            await using var server = new WireServer(e => e.Answer(e.Index == 0 ? Answers3.Error(code, message) : Answers3.Done));
            using var client = new Api3Client(server.Uri, time);
            var request = new Api3Request<bool>(action, [], _ => true);
            if (isWaitedFor && action == Api3Action.CreateMix)
            {
                Assert.True(await client.Send(request));
                Assert.Equal([TimeSpan.FromSeconds(5)], time.Pauses);
            }
            else
            {
                await client.Fails(request);
                Assert.Single(server.Requests);
            }
        }
    }

    [Fact]
    public async Task Numbers_in_messages_of_other_actions_are_not_codes()
    {
        var error = await Fails(Api3Client.State(), "InvalidParameter", "value [ 7 ] of PageSize");
        Assert.Equal("LvbApi.InvalidParameter", error.ErrorId);
        Assert.Null(error.Ret);
    }

    [Theory]
    [InlineData("InvalidParameter")]
    [InlineData("InvalidParameter.InvalidTaskId")]
    public async Task An_unknown_task_is_not_found(string code)
    {
        var error = await Fails(new Api3Request<bool>(Api3Action.StopRecordTask, [], _ => true), code, "Invalid parameter.");
        Assert.Equal(ErrorCategory.ObjectNotFound, TencentLvb.Cmdlets.ErrorRecords.From(error, null).CategoryInfo.Category);
    }

    [Fact]
    public async Task An_error_without_a_text_consists_of_its_code()
    {
        var error = await Fails(Api3Client.State(), "InvalidParameter", " ");
        Assert.EndsWith(" InvalidParameter.", error.Message, StringComparison.Ordinal);
        Assert.Equal("", error.ApiMessage);
    }

    [Theory]
    [InlineData("StopRecordTask", "InvalidParameter", LvbErrorReason.NotFound)]
    [InlineData("DeleteRecordTask", "InvalidParameter", LvbErrorReason.NotFound)]
    [InlineData("CreateRecordTask", "InvalidParameter", LvbErrorReason.InvalidArgument)]
    [InlineData("StopRecordTask", "InvalidParameterValue", LvbErrorReason.InvalidArgument)]
    public void A_task_id_is_the_only_parameter_of_an_action_that_ends_a_task(string action, string code, object reason) =>
        Assert.Equal((LvbErrorReason)reason, Api3Errors.Reason(Api3Action.Known[action], code));

    [Theory]
    [InlineData("AuthFailure.UnauthorizedOperation", "live:DescribeLiveStreamState")]
    [InlineData("IpNotInWhitelist", "from the IP address of this machine")]
    [InlineData("LimitExceeded.MaximumRunningTask", "Get-LvbTapeTask -StreamId")]
    [InlineData("LimitExceeded.MaximumRunningTask", "(Stop-LvbTape)")]
    [InlineData("AuthFailure.SecretIdNotFound", "SecretId is incorrect, or it was deleted or disabled")]
    [InlineData("AuthFailure.TokenFailure", "session token")]
    [InlineData("ResourceNotFound.StopService", "overdue payments")]
    [InlineData("UnsupportedRegion", "-Region")]
    [InlineData("InvalidAction", "-Site")]
    [InlineData("RequestLimitExceeded", "-MaximumRequestsPerSecond")]
    [InlineData("WhateverComes.Next", "RequestId")]
    public async Task Advice_says_what_to_do(string code, string expected) =>
        Assert.Contains(expected, (await Fails(Api3Client.State(), code, "x")).RecommendedAction, StringComparison.Ordinal);

    [Fact]
    public async Task Text_of_the_service_cannot_control_the_terminal_or_show_a_signature()
    {
        var error = await Fails(
            Api3Client.State(),
            "AuthFailure.SignatureFailure\u001b[31m",
            "line\nline \u001b[2J signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
        Assert.DoesNotContain('\u001b', error.Message + error.Code + error.ErrorId + error.ApiMessage);
        Assert.DoesNotContain("72e494ea", error.Message + error.ApiMessage, StringComparison.Ordinal);
    }

    private static async Task<LvbException> Fails<T>(Api3Request<T> request, string code, string message)
    {
        await using var server = WireServer.Answering(Answers3.Error(code, message));
        using var client = new Api3Client(server.Uri, change: s => s with { MaximumRetryCount = 0 });
        return await client.Fails(request);
    }
}
