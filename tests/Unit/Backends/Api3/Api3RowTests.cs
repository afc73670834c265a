using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Every field of a row, and what the backend refuses, looks up and notes.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3RowTests : IAsyncDisposable
{
    private static readonly StreamKey Stream = new("stream1", "push.example.com", "live");
    private static readonly TimeWindow Hour = new(
        new DateTimeOffset(2026, 11, 28, 4, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 28, 5, 0, 0, TimeSpan.Zero));

    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public Api3RowTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private Api3Backend On(LvbSite site) => new(_client.Account with { Site = site });

    private Api3Backend Placed() => new(_client.Account with { PushDomain = "own.example.com", AppName = "own" });

    private static LvbException Refused(Action action) => Sentences.Check(Assert.Throws<LvbException>(action));

    private JsonObject Body => _service.Asked.Last().Body;

    [Fact]
    public async Task A_domain_has_all_its_fields()
    {
        _service["DescribeLiveDomains"] = _ => new JsonObject
        {
            ["AllCount"] = 3,
            ["DomainList"] = new JsonArray(
                new JsonObject
                {
                    ["Name"] = "p.example.com", ["Type"] = 0, ["Status"] = 1, ["TargetDomain"] = "p.cdn.example.com",
                    ["CreateTime"] = "2026-11-01 12:00:00",
                },
                new JsonObject { ["Name"] = "q.example.com", ["Type"] = 1, ["Status"] = 0, ["TargetDomain"] = "" },
                new JsonObject { ["Name"] = "r.example.com", ["Type"] = 7 }),
        };
        var page = await _client.Run(_backend.GetDomains(LvbDomainType.Play, new PageRequest(1, 100)));
        Assert.Equal(
            ["p.example.com Push True p.cdn.example.com", "q.example.com Play False ", "r.example.com  False "],
            page.Rows.Select(d => $"{d.Name} {d.Type} {d.Enabled} {d.Cname}"));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 4, 0, 0, TimeSpan.Zero), page.Rows[0].CreateTime);
        Assert.Equal(["p.example.com Push", "q.example.com Play", "r.example.com "], page.Keys);
        Assert.Equal(3, page.Total);
        Assert.True(page.IsLast);
        Assert.Equal("""{"PageNum":1,"PageSize":100,"DomainType":1}""", Body.ToJsonString());
        await _client.Run(_backend.GetDomains(null, new PageRequest(2, 10)));
        Assert.Equal("""{"PageNum":2,"PageSize":10}""", Body.ToJsonString());
    }

    [Theory]
    [InlineData(0, "which has no domains.")]
    [InlineData(1, "which has 1 domain.")]
    [InlineData(5, "which has 5 domains.")]
    public async Task A_probe_counts_domains(int count, string ending)
    {
        _service["DescribeLiveDomains"] = _ => new JsonObject { ["AllCount"] = count };
        var probe = await _client.Run(_backend.ProbeAccount());
        Sentences.Check(probe.Message);
        Assert.EndsWith(ending, probe.Message, StringComparison.Ordinal);
        Assert.True(probe.SignatureTaken);
        Assert.Equal("""{"PageSize":10}""", Body.ToJsonString());
        _service["DescribeLiveDomains"] = _ => new JsonObject { ["DomainList"] = new JsonArray(new JsonObject(), new JsonObject()) };
        Assert.EndsWith("which has 2 domains.", (await _client.Run(_backend.ProbeAccount())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AuthFailure.SignatureFailure", false)]
    [InlineData("AuthFailure.SignatureExpire", false)]
    [InlineData("UnauthorizedOperation", true)]
    [InlineData("FailedOperation.HasNotLivingStream", true)]
    public async Task A_failed_probe_says_whether_the_signature_was_accepted(string code, bool isTaken)
    {
        _service["DescribeLiveDomains"] = _ => Service3.Error(code);
        var probe = await _client.Run(_backend.ProbeAccount());
        Assert.Equal(isTaken, probe.SignatureTaken);
    }

    [Fact]
    public async Task A_banned_stream_of_the_international_site_has_all_its_fields()
    {
        _service["DescribeLiveForbidStreamList"] = body => new JsonObject
        {
            ["ForbidStreamList"] = new JsonArray(new JsonObject
            {
                ["StreamName"] = "s1", ["AppName"] = "live", ["DomainName"] = "p.example.com", ["CreateTime"] = "2026-11-28 12:00:00",
            }),
            ["TotalNum"] = 1,
            ["TotalPage"] = 1,
        };
        var page = await _client.Run(On(LvbSite.International).GetChannels(
            new ChannelQuery { Status = LvbChannelState.Disabled }, new PageRequest(2, 20)));
        var channel = Assert.Single(page.Rows);
        Assert.Equal(("s1", "p.example.com", "live"), (channel.StreamId, channel.PushDomain, channel.AppName));
        Assert.Equal((LvbChannelState.Disabled, Hour.Start), (channel.Status, channel.CreateTime));
        Assert.Equal(["live"], channel.Path);
        Assert.Equal("p.example.com live s1", Assert.Single(page.Keys));
        Assert.Equal((2, 20), ((int)Body["PageNum"]!, (int)Body["PageSize"]!));
        _service["DescribeLiveForbidStreamList"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        var empty = await _client.Run(On(LvbSite.International).GetChannels(
            new ChannelQuery { Status = LvbChannelState.Disabled }, new PageRequest(1, 20)));
        Assert.Equal((0, true), (empty.Total, empty.IsLast));
    }

    [Fact]
    public void A_filter_that_a_list_does_not_support_is_refused()
    {
        var page = new PageRequest(1, 100);
        foreach (var status in new[] { LvbChannelState.Live, LvbChannelState.Disabled })
        {
            var range = Refused(() => _backend.GetChannels(new ChannelQuery { Status = status, Window = Hour }, page));
            Assert.Equal("LvbInvalidArgument", range.ErrorId);
            Assert.Contains($"-Status {status}", range.Message, StringComparison.Ordinal);
            Assert.Contains("omit -Status", range.RecommendedAction, StringComparison.Ordinal);
        }

        var banned = Refused(() => _backend.GetChannels(new ChannelQuery { Status = LvbChannelState.Disabled }, page));
        Assert.Equal("LvbNotSupported", banned.ErrorId);
        Assert.Contains("China site", banned.Message, StringComparison.Ordinal);
        Assert.Contains("Where-Object Status -eq Disabled", banned.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("API 2.0", banned.RecommendedAction, StringComparison.Ordinal);
        var state = Refused(() => _backend.GetChannels(new ChannelQuery { Status = LvbChannelState.Forbidden }, page));
        Assert.Contains("by the state Forbidden", state.Message, StringComparison.Ordinal);
        Assert.Contains("Live, NoInput or Disabled", state.RecommendedAction, StringComparison.Ordinal);
        var queue = Refused(() => _backend.TakeScreenshots(1));
        Assert.Contains("no queue", queue.Message, StringComparison.Ordinal);
        Assert.Contains("Receive-LvbEvent -EventType ScreenshotCreated", queue.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Get-LvbScreenshot -StreamId", queue.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("LvbNotSupported", Refused(() => On(LvbSite.International).GetScreenshots(
            new ScreenshotQuery(Stream, Hour), page)).ErrorId);
        var reason = Refused(() => _backend.SetChannelStatus(Stream, LvbChannelCommand.Disabled, new string('é', 1025)));
        Assert.Contains("2050 bytes", reason.Message, StringComparison.Ordinal);
        Assert.Contains("at most 2048 bytes", reason.RecommendedAction, StringComparison.Ordinal);
        _backend.SetChannelStatus(Stream, LvbChannelCommand.Disabled, new string('é', 1024));
    }

    [Fact]
    public void Limits_are_those_of_the_documentation()
    {
        var limits = _backend.Limits;
        Assert.Equal(new PageLimits(10, 100, 100) { IsExact = false }, limits.Channels);
        Assert.Equal(new PageLimits(10, 300000, 1000), limits.LiveChannels);
        Assert.Equal(new PageLimits(10, 100, 100), On(LvbSite.International).Limits.LiveChannels);
        Assert.Equal(new PageLimits(1, 100, 100) { IsExact = false }, limits.TapeFiles);
        Assert.All([limits.PushHistory, limits.PlayHistory, limits.TapeTasks, limits.ScreenshotRange], l => Assert.NotNull(l.Longest));
        Assert.Equal(TimeSpan.FromDays(7), limits.TapeTasks.Longest);
        Assert.Equal(TimeSpan.FromDays(90), limits.LongestSuspension);
        Assert.Equal((2000.0, 10000), (limits.Mix.LargestPixel, limits.Mix.LargestBitrate));
        Assert.Contains(_backend.Interfaces, i => i is { Name: "SearchMedia", Where: "product vod", Retry: RetryClass.Repeatable });
        Assert.Equal("own.example.com", Placed().DefaultPushDomain);
        Assert.Equal(LvbApi.V3, _backend.Api);
    }

    [Theory]
    [InlineData("a.example.com", "a", "a.example.com", "a")]
    [InlineData(null, null, "own.example.com", "own")]
    public async Task A_specified_location_wins_over_that_of_the_connection(string? domain, string? app, string sentDomain, string sentApp)
    {
        var stream = new StreamKey("s1", domain, app);
        _service["DescribeStreamPushInfoList"] = _ => [];
        await _client.Run(Placed().GetPushHistory(stream, Hour));
        Assert.Equal((sentDomain, sentApp), ((string)Body["PushDomain"]!, (string)Body["AppName"]!));
        _service.Done("ForbidLiveStream", "AddDelayLiveStream", "ResumeDelayLiveStream");
        await _client.Run(Placed().SetChannelStatus(stream, LvbChannelCommand.Disabled, null));
        Assert.Equal((sentDomain, sentApp), ((string)Body["DomainName"]!, (string)Body["AppName"]!));
    }

    [Theory]
    [InlineData(5, "AddDelayLiveStream")]
    [InlineData(0, "ResumeDelayLiveStream")]
    public async Task A_delay_of_zero_removes_the_delay(int seconds, string action)
    {
        _service.Done("AddDelayLiveStream", "ResumeDelayLiveStream");
        var operation = _backend.SetChannelDelay(Stream, TimeSpan.FromSeconds(seconds));
        Assert.StartsWith(action, operation.DisplayName, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(seconds), (await _client.Run(operation)).Delay);
        Assert.Equal(action, _service.Actions.Last());
    }

    [Fact]
    public async Task A_suspension_is_rounded_up_to_whole_seconds()
    {
        _service.Done("ForbidLiveStream");
        var result = await _client.Run(_backend.SuspendChannel(Stream, Hour.Start.AddMilliseconds(1)));
        Assert.Equal(Hour.Start.AddSeconds(1), result.Until);
        Assert.Equal("2026-11-28T04:00:01Z", (string)Body["ResumeTime"]!);
        Assert.Equal(Hour.Start, (await _client.Run(_backend.SuspendChannel(Stream, Hour.Start))).Until);
    }

    [Fact]
    public async Task Notes_are_written_only_on_request()
    {
        _service.Done("CancelCommonMixStream", "ForbidLiveStream");
        var (verbose, quiet) = (new CallLog(true), new CallLog(false));
        await _client.Run(_backend.StopMix(new StreamMix { SessionId = "s", OutputStreamId = "o" }), verbose);
        await _client.Run(_backend.SetChannelStatus(Stream, LvbChannelCommand.Disabled, null), verbose);
        await _client.Run(_backend.StopMix(new StreamMix { SessionId = "s", OutputStreamId = "o" }), quiet);
        await _client.Run(_backend.SetChannelStatus(Stream, LvbChannelCommand.Disabled, null), quiet);
        Assert.Contains(verbose.VerboseLines, line => line.Contains("-OutputStreamId is not sent", StringComparison.Ordinal));
        var ban = Assert.Single(verbose.VerboseLines, line => line.Contains("7 days", StringComparison.Ordinal));
        Assert.Contains("Suspend-LvbChannel (at most 90 days)", ban, StringComparison.Ordinal);
        Assert.Empty(quiet.VerboseLines);
    }
}
