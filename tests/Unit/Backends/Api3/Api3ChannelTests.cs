using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class Api3ChannelTests
{
    private static readonly StreamKey Stream = new("stream1", "push.example.com", "live");

    [Theory]
    [InlineData("active", LvbChannelState.Live)]
    [InlineData("inactive", LvbChannelState.NoInput)]
    [InlineData("forbid", LvbChannelState.Disabled)]
    public async Task States_map_to_those_of_the_module(string state, LvbChannelState expected)
    {
        await using var service = new Service3();
        service["DescribeLiveStreamState"] = _ => new() { ["StreamState"] = state };
        using var client = new Api3Client(service.Uri);
        var status = await client.Run(new Api3Backend(client.Account).GetChannelStatus(Stream));
        Assert.Equal(expected, status.Status);
        Assert.Equal("stream1 push.example.com live", $"{status.StreamId} {status.PushDomain} {status.AppName}");
        Assert.Null(status.RateType ?? status.RecvType ?? status.Width ?? status.Height);
    }

    [Fact]
    public async Task An_unknown_state_is_named_in_the_error()
    {
        await using var service = new Service3();
        service["DescribeLiveStreamState"] = _ => new() { ["StreamState"] = "paused" };
        using var client = new Api3Client(service.Uri);
        var error = await Fails(client, new Api3Backend(client.Account).GetChannelStatus(Stream));
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("'paused'", Sentences.Check(error).Message, StringComparison.Ordinal);
        Assert.StartsWith("Update the module", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Invoke-LvbApi DescribeLiveStreamState", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_response_without_a_state_is_refused()
    {
        await using var service = new Service3().Done("DescribeLiveStreamState");
        using var client = new Api3Client(service.Uri);
        Assert.Equal("LvbBadReply", (await Fails(client, new Api3Backend(client.Account).GetChannelStatus(Stream))).ErrorId);
    }

    [Theory]
    [InlineData(LvbChannelCommand.Disabled, null, "ForbidLiveStream",
        """{"AppName":"live","DomainName":"push.example.com","StreamName":"stream1","Reason":"TencentLvb"}""")]
    [InlineData(LvbChannelCommand.Disabled, "版权 claim", "ForbidLiveStream",
        """{"AppName":"live","DomainName":"push.example.com","StreamName":"stream1","Reason":"版权 claim"}""")]
    [InlineData(LvbChannelCommand.Enabled, "why", "ResumeLiveStream",
        """{"AppName":"live","DomainName":"push.example.com","StreamName":"stream1"}""")]
    [InlineData(LvbChannelCommand.Disconnected, null, "DropLiveStream",
        """{"AppName":"live","DomainName":"push.example.com","StreamName":"stream1"}""")]
    public async Task Each_status_has_its_own_action(LvbChannelCommand command, string? reason, string action, string body)
    {
        await using var service = new Service3().Done("ForbidLiveStream", "ResumeLiveStream", "DropLiveStream");
        using var client = new Api3Client(service.Uri);
        var log = new CallLog(verbose: true);
        var changed = await client.Run(new Api3Backend(client.Account).SetChannelStatus(Stream, command, reason), log);
        Assert.Equal([action], service.Actions);
        Assert.Equal(body, service.Requests[0].Body);
        Assert.Equal("stream1", changed.StreamId);
        Assert.Equal(command, changed.Status);
        Assert.Equal(command == LvbChannelCommand.Disabled, log.VerboseLines.Any(l => l.Contains("7 days", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused_before_any_request()
    {
        await using var service = new Service3().Done("ForbidLiveStream");
        using var client = new Api3Client(service.Uri);
        var backend = new Api3Backend(client.Account);
        await client.Run(backend.SetChannelStatus(Stream, LvbChannelCommand.Disabled, new string('é', 1024)));
        var error = Assert.Throws<LvbException>(() => backend.SetChannelStatus(Stream, LvbChannelCommand.Disabled, new string('é', 1025)));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains("2050", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_suspension_ends_at_a_whole_second_in_utc()
    {
        await using var service = new Service3().Done("ForbidLiveStream", "ResumeLiveStream");
        using var client = new Api3Client(service.Uri);
        var backend = new Api3Backend(client.Account);
        var suspended = await client.Run(backend.SuspendChannel(Stream,
            new DateTimeOffset(2026, 12, 5, 8, 0, 0, 1, TimeSpan.FromHours(8))));
        Assert.Equal("""{"AppName":"live","DomainName":"push.example.com","StreamName":"stream1","ResumeTime":"2026-12-05T00:00:"""
            + """01Z","Reason":"TencentLvb"}""", service.Requests[0].Body);
        Assert.True(suspended.Suspended);
        Assert.Equal(new DateTimeOffset(2026, 12, 5, 0, 0, 1, TimeSpan.Zero), suspended.Until);

        var resumed = await client.Run(backend.ResumeChannel(Stream));
        Assert.False(resumed.Suspended);
        Assert.Null(resumed.Until);
    }

    [Theory]
    [InlineData(30, "AddDelayLiveStream", ""","DelayTime":30}""")]
    [InlineData(0, "ResumeDelayLiveStream", "}")]
    public async Task A_zero_delay_removes_the_delay(int seconds, string action, string end)
    {
        await using var service = new Service3().Done("AddDelayLiveStream", "ResumeDelayLiveStream");
        using var client = new Api3Client(service.Uri);
        var delay = await client.Run(new Api3Backend(client.Account).SetChannelDelay(Stream, TimeSpan.FromSeconds(seconds)));
        Assert.Equal([action], service.Actions);
        Assert.Equal("""{"AppName":"live","DomainName":"push.example.com","StreamName":"stream1" """.TrimEnd() + end,
            service.Requests[0].Body);
        Assert.Equal(TimeSpan.FromSeconds(seconds), delay.Delay);
    }

    [Fact]
    public async Task Online_streams_have_their_domain_path_and_latest_start()
    {
        await using var service = new Service3().Online("push.example.com/live/stream1", "push2.example.com/app2/3891_@v_tls#3pfnm5fw35qt");
        using var client = new Api3Client(service.Uri);
        var page = await client.Run(new Api3Backend(client.Account).GetLiveChannels(new LiveChannelQuery(), new PageRequest(1, 100)));
        Assert.Equal(2, page.Total);
        Assert.Equal(["push.example.com live stream1", "push2.example.com app2 3891_@v_tls#3pfnm5fw35qt"], page.Keys);
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 4, 0, 0, TimeSpan.Zero), page.Rows[0].StartTime);
        Assert.Equal("""{"PageNum":1,"PageSize":100}""", service.Requests[0].Body);
    }

    [Fact]
    public async Task Specified_domain_and_path_filter_but_those_of_the_connection_do_not()
    {
        await using var service = new Service3().Online();
        using var client = new Api3Client(service.Uri);
        var backend = new Api3Backend(client.Account with { PushDomain = "default.example.com", AppName = "default" });
        await client.Run(backend.GetLiveChannels(new LiveChannelQuery(), new PageRequest(1, 100)));
        await client.Run(backend.GetLiveChannels(new LiveChannelQuery { PushDomain = "push.example.com", AppName = "live" },
            new PageRequest(2, 50)));
        Assert.Equal("""{"PageNum":1,"PageSize":100}""", service.Requests[0].Body);
        Assert.Equal("""{"DomainName":"push.example.com","AppName":"live","PageNum":2,"PageSize":50}""", service.Requests[1].Body);
    }

    [Fact]
    public async Task The_latest_of_several_starts_counts_in_any_order()
    {
        await using var service = new Service3();
        service["DescribeLiveStreamOnlineList"] = body => Service3.Paged(body, "OnlineInfo", [
            Row("a", "2026-11-28T04:00:00Z", "2026-11-28T03:00:00Z"), Row("b", "x", "2026-11-28T04:00:00Z", "x"), Row("c", "x"), Row("d")]);
        using var client = new Api3Client(service.Uri);
        var page = await client.Run(new Api3Backend(client.Account).GetLiveChannels(new LiveChannelQuery(), new PageRequest(1, 100)));
        DateTimeOffset? latest = new DateTimeOffset(2026, 11, 28, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal([latest, latest, null, null], page.Rows.Select(r => r.StartTime));

        static JsonObject Row(string stream, params string[] starts) => new()
        {
            ["StreamName"] = stream,
            ["PublishTimeList"] = new JsonArray([.. starts.Select(t => new JsonObject { ["PublishTime"] = t })]),
        };
    }

    [Fact]
    public async Task Without_live_streams_or_domains_the_lists_are_empty()
    {
        await using var service = new Service3();
        service["DescribeLiveStreamOnlineList"] = service["DescribeLiveDomains"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        using var client = new Api3Client(service.Uri);
        var backend = new Api3Backend(client.Account);
        var live = await client.Run(backend.GetLiveChannels(new LiveChannelQuery(), new PageRequest(1, 100)));
        Assert.Equal((0, 0, true), (live.Rows.Count, live.Total, live.IsLast));
        var domains = await client.Run(backend.GetDomains(null, new PageRequest(1, 100)));
        Assert.Equal((0, 0, true), (domains.Rows.Count, domains.Total, domains.IsLast));
        Assert.Equal(2, service.Requests.Count);
    }

    private static Task<LvbException> Fails<T>(Api3Client client, LvbOperation<T> operation) =>
        Assert.ThrowsAsync<LvbException>(() => client.Run(operation));
}
