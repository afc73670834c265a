namespace TencentLvb.Unit.Backends.Api3;

/// <summary>An at-most-once action sends one request, whatever the server does with it.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3OnceTests
{
    public static readonly TheoryData<string, string> Faults = new()
    {
        { "close", "LvbAmbiguousOutcome" },
        { "reset", "LvbAmbiguousOutcome" },
        { "half", "LvbAmbiguousOutcome" },
        { "half head", "LvbAmbiguousOutcome" },
        { "500", "LvbAmbiguousOutcome" },
        { "502", "LvbAmbiguousOutcome" },
        { "503", "LvbAmbiguousOutcome" },
        { "InternalError", "LvbAmbiguousOutcome" },
        { "InternalError.CallOtherSvrError", "LvbAmbiguousOutcome" },
        { "FailedOperation.CallOtherSvrFailed", "LvbAmbiguousOutcome" },
        { "ServiceUnavailable", "LvbAmbiguousOutcome" },
        { "garbage", "LvbBadReply" },
        { "empty frame", "LvbBadReply" },
        { "403", "LvbHttp.403" },
        { "307", "LvbHttp.307" },
        { "AuthFailure.SignatureFailure", "LvbSignatureInvalid" },
        { "ResourceNotFound.StopService", "LvbNotActivated" },
        { "LimitExceeded.MaximumRunningTask", "LvbApi.LimitExceeded.MaximumRunningTask" },
        { "InternalError.PushDomainNoRecord", "LvbApi.InternalError.PushDomainNoRecord" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task One_request_is_sent_under_every_fault(string fault, string id)
    {
        foreach (var action in new[] { Api3Action.Drop, Api3Action.CreateRecordTask,
            Api3Action.Of("ModifyNobodyKnows", "live", "2018-08-01") })
        {
            await using var server = new WireServer(e => Misbehave(e, fault));
            using var client = new Api3Client(server.Uri);

            var error = await client.Fails(Api3Client.Change(action));

            Assert.Single(server.Requests);
            Assert.Equal(id, error.ErrorId);
            if (id == "LvbAmbiguousOutcome")
            {
                Assert.Contains("the push of stream1 might have been cut", error.Message, StringComparison.Ordinal);
                Assert.Contains(error.Code ?? "", error.Message, StringComparison.Ordinal);
                Assert.Equal("Run Get-LvbChannelStatus stream1.", error.RecommendedAction);
                Assert.Equal(fault.Contains("Error", StringComparison.Ordinal) ? fault : error.Code, error.Code);
                Assert.Equal(fault is "500" or "502" or "503" ? int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)
                    : error.StatusCode, error.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_request_that_timed_out_is_not_sent_again()
    {
        await using var server = new WireServer(e => e.Silence());
        using var client = new Api3Client(server.Uri, change: s => s with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal("LvbAmbiguousOutcome", (await client.Fails(Api3Client.Change(Api3Action.Drop))).ErrorId);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("RequestLimitExceeded")]
    [InlineData("RequestLimitExceeded.UinLimitExceeded")]
    [InlineData("RequestLimitExceeded.IPLimitExceeded")]
    [InlineData("LimitExceeded.RateLimitExceeded")]
    public async Task A_throttled_call_is_tried_again(string code)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Answer(e.Index == 0 ? Answers3.Error(code) : Answers3.Done));
        using var client = new Api3Client(server.Uri, time);
        Assert.True(await client.Send(Api3Client.Change(Api3Action.CreateRecordTask)));
        Assert.Equal(2, server.Requests.Count);
        Assert.NotEmpty(time.Pauses);
    }

    [Fact]
    public async Task Throttling_slows_the_whole_connection()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Answer(e.Index == 20 ? Answers3.Error("RequestLimitExceeded") : Answers3.Active));
        using var client = new Api3Client(server.Uri, time);
        for (var i = 0; i < 20; i++)
        {
            await client.Send(Api3Client.State());
        }

        Assert.Empty(time.Pauses);
        for (var i = 0; i < 5; i++)
        {
            await client.Send(Api3Client.State());
        }

        // One pause belongs to the refused call; the others space out the calls that follow.
        Assert.True(time.Pauses.Count > 3, $"{time.Pauses.Count} pauses");
    }

    [Theory]
    [InlineData("close", 3)]
    [InlineData("503", 3)]
    [InlineData("InternalError", 3)]
    [InlineData("FailedOperation.CallOtherSvrError", 3)]
    [InlineData("ServiceUnavailable", 3)]
    [InlineData("InternalError.ConfNotFound", 1)]
    [InlineData("InvalidParameter", 1)]
    [InlineData("AuthFailure.UnauthorizedOperation", 1)]
    [InlineData("FailedOperation", 1)]
    public async Task Queries_and_same_state_changes_are_retried(string fault, int requests)
    {
        foreach (var action in new[] { Api3Action.StreamState, Api3Action.Forbid, Api3Action.Resume, Api3Action.StopRecordTask })
        {
            await using var server = new WireServer(e => Misbehave(e, fault));
            using var client = new Api3Client(server.Uri, change: s => s with { MaximumRetryCount = 2 });
            await client.Fails(Api3Client.Change(action));
            Assert.Equal(requests, server.Requests.Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Already_done_is_a_success_when_the_first_attempt_was_cut_off(bool cutOff)
    {
        await using var server = new WireServer(e =>
            e.Index == 0 && cutOff ? e.Close() : e.Answer(Answers3.Error("InvalidParameter.CancelSessionNotExist")));
        using var client = new Api3Client(server.Uri);
        var request = new Api3Request<bool>(Api3Action.CancelMix, [], _ => true) { DoneWhenNotFound = true };
        if (cutOff)
        {
            Assert.True(await client.Send(request));
        }
        else
        {
            Assert.Equal("LvbApi.InvalidParameter.CancelSessionNotExist", (await client.Fails(request)).ErrorId);
        }
    }

    [Theory]
    [InlineData(true, false, "InvalidParameter.CancelSessionNotExist", true)]
    [InlineData(true, false, "ResourceInUse", false)]
    [InlineData(false, true, "ResourceInUse", true)]
    [InlineData(false, true, "InvalidParameter.CancelSessionNotExist", false)]
    [InlineData(true, true, "InvalidParameter.InvalidBitrate", false)]
    [InlineData(false, false, "InvalidParameter.CancelSessionNotExist", false)]
    [InlineData(false, false, "ResourceInUse", false)]
    public async Task Only_the_declared_refusal_of_a_retry_is_a_success(bool whenNotFound, bool whenExists, string code, bool isDone)
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Close() : e.Answer(Answers3.Error(code)));
        using var client = new Api3Client(server.Uri);
        var request = new Api3Request<bool>(Api3Action.CancelMix, [], _ => true)
        {
            DoneWhenNotFound = whenNotFound,
            DoneWhenExists = whenExists,
        };
        if (isDone)
        {
            Assert.True(await client.Send(request));
        }
        else
        {
            Assert.Equal(code, (await client.Fails(request)).Code);
        }
    }

    [Theory]
    [InlineData("DropLiveStream", RetryClass.AtMostOnce)]
    [InlineData("CreateRecordTask", RetryClass.AtMostOnce)]
    [InlineData("CreateScreenshotTask", RetryClass.AtMostOnce)]
    [InlineData("CreateLiveRecord", RetryClass.AtMostOnce)]
    [InlineData("CreateLiveRecordTemplate", RetryClass.AtMostOnce)]
    [InlineData("ForbidLiveStream", RetryClass.SameState)]
    [InlineData("ResumeLiveStream", RetryClass.SameState)]
    [InlineData("AddDelayLiveStream", RetryClass.SameState)]
    [InlineData("ResumeDelayLiveStream", RetryClass.SameState)]
    [InlineData("StopRecordTask", RetryClass.SameState)]
    [InlineData("StopScreenshotTask", RetryClass.SameState)]
    [InlineData("StopLiveRecord", RetryClass.SameState)]
    [InlineData("DeleteRecordTask", RetryClass.SameState)]
    [InlineData("CancelCommonMixStream", RetryClass.SameState)]
    [InlineData("CreateCommonMixStream", RetryClass.SameState)]
    [InlineData("CreateLiveCallbackRule", RetryClass.SameState)]
    [InlineData("ModifyLiveCallbackTemplate", RetryClass.SameState)]
    [InlineData("DeleteLiveCallbackRule", RetryClass.SameState)]
    [InlineData("DescribeLiveStreamState", RetryClass.Repeatable)]
    [InlineData("describelivestreamstate", RetryClass.Repeatable)]
    [InlineData("DescribeWhateverComes", RetryClass.Repeatable)]
    [InlineData("SwitchEverythingOff", RetryClass.AtMostOnce)]
    internal void Actions_have_the_retry_class_of_the_contract(string action, RetryClass expected) =>
        Assert.Equal(expected, Api3Action.Of(action, "live", "2018-08-01").Retry);

    [Fact]
    public void Search_media_is_a_query_only_in_vod()
    {
        Assert.Equal(RetryClass.Repeatable, Api3Action.Of("SearchMedia", "vod", "2018-07-17").Retry);
        Assert.Equal(RetryClass.AtMostOnce, Api3Action.Of("SearchMedia", "live", "2018-08-01").Retry);
        Assert.Equal(RetryClass.AtMostOnce, Api3Action.Of("ForbidLiveStream", "vod", "2018-07-17").Retry);
    }

    private static async Task Misbehave(WireExchange e, string fault)
    {
        if (fault == "empty frame")
        {
            await e.Answer("""{"Response":{}}""");
        }
        else if (!await e.Misbehave(fault, Answers3.Done))
        {
            await e.Answer(Answers3.Error(fault));
        }
    }
}
