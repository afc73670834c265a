using static TencentLvb.Unit.Backends.Lvb2.Answers;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>API 2.0 as the cmdlets see it: its limits, the parameters that it ignores, and the operations that it lacks.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Lvb2BackendTests
{
    private static readonly TimeWindow Hour = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));
    private static readonly PageRequest Page = new(1, 100);
    private static readonly StreamKey Placed = new("8888_a", "push.example.com", "live");

    private static Lvb2Backend Backend(Uri? address = null) =>
        new(Make.Account(address ?? new Uri("http://127.0.0.1:1/common_access")) with { StatEndpoint = address
            ?? new Uri("http://127.0.0.1:2/stat") });

    private static async Task<(T Result, CallLog Log, WireRequest Request)> Run<T>(
        Func<Lvb2Backend, LvbOperation<T>> operation, string answer, bool isVerbose = true)
    {
        await using var server = WireServer.Answering(answer);
        using var transport = new HttpTransport(Make.Settings);
        var log = new CallLog(isVerbose);
        var result = await operation(Backend(server.Uri)).RunAsync(
            new OperationContext(new OperationScope(transport), log), TestContext.Current.CancellationToken);
        return (result, log, server.Requests[0]);
    }

    [Fact]
    public void Limits_are_those_of_the_documentation()
    {
        var backend = Backend();
        Assert.Equal(LvbApi.V2, backend.Api);
        Assert.Null(backend.DefaultPushDomain);
        Assert.Equal(TimeSpan.FromHours(2), backend.Limits.PushHistory.Longest);
        Assert.Equal(TimeSpan.FromHours(2), backend.Limits.PlayHistory.Longest);
        Assert.True(backend.Limits.TapeFileRange.OneChinaDay);
        Assert.Equal(TimeSpan.FromSeconds(60), backend.Limits.ClockTolerance);
        Assert.Equal(["http://127.0.0.1:1/common_access", "http://127.0.0.1:2/stat"], backend.Endpoints.Select(e => e.AbsoluteUri));
    }

    [Fact]
    public void The_interfaces_are_described_by_host_and_retry_class()
    {
        var known = ((ILvbBackend)Backend()).Interfaces.ToDictionary(i => i.Name);
        Assert.Equal("statistics host", known["Get_LiveStat"].Where);
        Assert.Equal("business host", known["Live_Tape_Start"].Where);
        Assert.Equal(RetryClass.AtMostOnce, known["Live_Tape_Start"].Retry);
        Assert.Equal(17, known.Count);
    }

    public static TheoryData<string, string> Lacking => new()
    {
        { "domains", "does not list domains" },
        { "tasks", "does not list recording tasks" },
        { "records", "does not keep records of its notifications" },
        { "callbacks", "has no interface for the addresses of notifications" },
        { "set", "has no interface for the addresses of notifications" },
        { "remove", "has no interface for the addresses of notifications" },
        { "screenshots", "cannot list the screenshots of one stream" },
        { "template", "has no recording templates" },
        { "range", "cannot limit the list of streams to a time range" },
    };

    [Theory]
    [MemberData(nameof(Lacking))]
    public void An_unsupported_operation_is_refused_with_what_to_use_instead(string what, string message)
    {
        var backend = Backend();
        var error = Sentences.Check(Assert.Throws<LvbException>(() => what switch
        {
            "domains" => (object)backend.GetDomains(null, Page),
            "tasks" => backend.GetTapeTasks(null!, Page),
            "records" => backend.GetNotificationRecords(null!, Page),
            "callbacks" => backend.GetCallbacks(null!),
            "set" => backend.SetCallback(null!),
            "remove" => backend.RemoveCallback(null!),
            "screenshots" => backend.GetScreenshots(new ScreenshotQuery(Placed, Hour), Page),
            "template" => backend.StartTape(Placed, new TapeOptions(Hour.Start, Hour.End) { TemplateId = 5 }),
            _ => backend.GetChannels(new ChannelQuery { Window = Hour }, Page),
        }));
        Assert.Equal("LvbNotSupported", error.ErrorId);
        Assert.Contains("API 2.0", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Matches("onnect with API 3.0", error.RecommendedAction);
    }

    [Theory]
    [InlineData(LvbChannelState.Forbidden)]
    [InlineData((LvbChannelState)7)]
    public void A_state_that_the_list_cannot_filter_by_is_refused(object state)
    {
        var error = Sentences.Check(Assert.Throws<LvbException>(
            () => Backend().GetChannels(new ChannelQuery { Status = (LvbChannelState)state }, Page)));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains($"by the state {state}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Where-Object Status -eq {state}", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ignored_push_location_is_noted()
    {
        const string status = """{"ret":0,"output":{"status":1}}""";
        var (_, log, request) = await Run(b => b.GetChannelStatus(Placed), status);
        Assert.Equal("API 2.0 does not use -PushDomain or -AppName for this call.", log.VerboseLines[0]);
        Assert.DoesNotContain("push.example.com", request.Target, StringComparison.Ordinal);
        (_, log, _) = await Run(b => b.GetChannelStatus(new StreamKey("8888_a", AppName: "live")), status);
        Assert.Equal("API 2.0 does not use -AppName for this call.", log.VerboseLines[0]);
        (_, log, _) = await Run(b => b.GetChannelStatus(new StreamKey("8888_a")), status);
        Assert.Single(log.VerboseLines);
        (_, log, _) = await Run(b => b.GetChannelStatus(Placed), status, isVerbose: false);
        Assert.Empty(log.VerboseLines);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("push")]
    [InlineData("history")]
    [InlineData("channels")]
    [InlineData("online")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("delay")]
    [InlineData("files")]
    public async Task Each_call_without_a_path_parameter_notes_it(string call)
    {
        const string done = """{"ret":0}""";
        var query = new LiveStatQuery { StreamId = "8888_a", AppName = "live" };
        var (_, log, request) = call switch
        {
            "live" => await Untyped(b => b.GetLiveStat(query, Page)),
            "push" => await Untyped(b => b.GetLivePushStat(query, Page)),
            "history" => await Untyped(b => b.GetPushHistory(Placed, Hour)),
            "channels" => await Untyped(b => b.GetChannels(new ChannelQuery { AppName = "live" }, Page)),
            "online" => await Untyped(b => b.GetLiveChannels(new LiveChannelQuery { AppName = "live" }, Page)),
            "suspend" => await Untyped(b => b.SuspendChannel(Placed, DateTimeOffset.UtcNow.AddHours(1))),
            "resume" => await Untyped(b => b.ResumeChannel(Placed)),
            "delay" => await Untyped(b => b.SetChannelDelay(Placed, TimeSpan.FromSeconds(5))),
            _ => await Untyped(b => b.GetTapeFiles(new TapeFileQuery(Placed, null, false), Page)),
        };
        Assert.Contains("-AppName", log.VerboseLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Param.s.path", request.Target, StringComparison.Ordinal);

        async Task<(object? Result, CallLog Log, WireRequest Request)> Untyped<T>(Func<Lvb2Backend, LvbOperation<T>> operation)
        {
            var (result, notes, sent) = await Run(operation, done);
            return (result, notes, sent);
        }
    }

    [Fact]
    public async Task A_change_uses_the_push_location_of_the_connection_by_default()
    {
        await using var server = WireServer.Answering("""{"ret":0}""");
        using var transport = new HttpTransport(Make.Settings);
        var backend = new Lvb2Backend(Make.Account(server.Uri) with { PushDomain = "own.example.com", AppName = "own" });
        var log = new CallLog(true);
        var context = new OperationContext(new OperationScope(transport), log);
        await backend.SetChannelStatus(new StreamKey("8888_a"), LvbChannelCommand.Enabled, "because").RunAsync(context, default);
        await backend.SetChannelStatus(Placed, LvbChannelCommand.Enabled, null).RunAsync(context, default);
        Assert.Contains("Param.s.path=own&Param.s.domain=own.example.com", server.Requests[0].Target, StringComparison.Ordinal);
        Assert.Contains("Param.s.path=live&Param.s.domain=push.example.com", server.Requests[1].Target, StringComparison.Ordinal);
        Assert.Equal("API 2.0 does not use -Reason for this call.", log.VerboseLines[0]);
        Assert.Equal(3, log.VerboseLines.Count);
    }

    [Fact]
    public void A_task_id_that_lost_digits_is_refused_before_the_file_search()
    {
        var backend = Backend();
        Assert.Throws<LvbException>(() => backend.FindTapeFiles(new TapeFileSearch(Placed, Hour.Start) { TaskId = "9.53E+18" }));
        Assert.NotNull(backend.FindTapeFiles(new TapeFileSearch(Placed, Hour.Start) { TaskId = "9531622708116201570" }));
        Assert.NotNull(backend.FindTapeFiles(new TapeFileSearch(Placed, Hour.Start)));
    }

    [Theory]
    [InlineData("""{"ret":0,"output":{"channel_list":["a"]}}""", "account 1250000001: 1 stream is live.")]
    [InlineData("""{"ret":0,"output":{"channel_list":["a","b"]}}""", "account 1250000001: 2 streams are live.")]
    [InlineData("""{"ret":0,"output":[]}""", "account 1250000001: 0 streams are live.")]
    public async Task A_probe_counts_live_streams(string answer, string ending)
    {
        var (probe, _, _) = await Run(b => b.ProbeAccount(), answer);
        Assert.EndsWith(ending, probe.Message, StringComparison.Ordinal);
        Sentences.Check(probe.Message);
        Assert.True(probe.SignatureTaken);
        Assert.Null(probe.Error);
        Assert.Null(probe.Recommendation);
    }

    [Theory]
    [InlineData("""{"ret":1000,"message":"cmd is invalid"}""", true, null)]
    [InlineData("""{"ret":1204,"message":"no"}""", false, "LvbApi.1204")]
    [InlineData("no answer", false, "LvbBadReply")]
    public async Task A_probe_without_statistics_says_what_works(string answer, bool works, string? error)
    {
        await using var server = WireServer.Answering("""{"ret":0,"output":[]}""", answer);
        using var transport = new HttpTransport(Make.Settings);
        var operation = Backend(server.Uri).ProbeAccount();
        Assert.Equal(("Live_Channel_GetLiveChannelList", RetryClass.Repeatable), (operation.Interface, operation.Retry));
        Assert.Equal("Live_Channel_GetLiveChannelList", operation.DisplayName);
        var probe = await operation.RunAsync(new OperationContext(new OperationScope(transport), new CallLog(false)), default);
        Assert.Equal(error, probe.Error?.ErrorId);
        Assert.True(probe.SignatureTaken);
        Assert.Equal(works, probe.Message.EndsWith("Statistics are not activated for this account.", StringComparison.Ordinal));
        Assert.Equal(works, probe.Recommendation?.Contains("contact Tencent Cloud support", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_probe_with_a_refused_signature_fails()
    {
        await using var server = WireServer.Answering("""{"ret":0,"output":[]}""", """{"ret":4003,"message":"sign invalid"}""");
        using var transport = new HttpTransport(Make.Settings);
        var error = await Assert.ThrowsAsync<LvbException>(() => Backend(server.Uri).ProbeAccount().RunAsync(
            new OperationContext(new OperationScope(transport), new CallLog(false)), default));
        Assert.Equal("LvbSignatureInvalid", error.ErrorId);
    }

    [Theory]
    [InlineData("Request Failed.NO returnData\n", "LvbNoReturnData")]
    [InlineData("<html>", "LvbBadReply")]
    [InlineData("""{"message":"no code"}""", "LvbBadReply")]
    [InlineData("""{"ret":7}""", "LvbApi.7")]
    public async Task Other_results_are_errors(string answer, string id)
    {
        var error = await Assert.ThrowsAsync<LvbException>(() => Run(b => b.GetChannelStatus(new StreamKey("8888_a")), answer));
        Assert.Equal(id, error.ErrorId);
    }

    [Fact]
    public void Codes_for_an_empty_list_give_an_empty_result()
    {
        var live = ReadCode(GetLiveStat.Request(new LiveStatQuery(), Page), 10003, """{"stream_info":[{"stream_name":"a"}]}""");
        Assert.Empty(live.Rows);
        Assert.Equal(0, live.Total);
        Assert.InRange(live.Time, DateTimeOffset.Now.AddMinutes(-5), DateTimeOffset.Now.AddMinutes(5));
        Assert.Empty(ReadCode(GetLivePushStatHistory.Request("a", Hour), 1301, """{"stream_info":[{"time":1772380805}]}""").Rows);
        Assert.Empty(ReadCode(GetLivePlayStatHistory.Request(new PlayHistoryQuery(Hour)), 1301, """{"stat_info":[{"flux":1}]}""").Rows);
    }
}
