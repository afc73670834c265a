namespace TencentLvb.Unit.Transport;

/// <summary>An at-most-once call is one request on the wire, whatever the server does with it.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SingleSendTests
{
    public static readonly TheoryData<string> Faults = ["close", "reset", "half", "half head", "garbage", "500", "502", "403",
        "wrong shape", "last breath"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_at_most_once_call_is_one_request_under_every_fault(string fault)
    {
        await using var server = new WireServer(e => Misbehave(e, fault));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var error = await client.Fails(Make.Once());

        Assert.Single(server.Requests);
        Assert.Equal(
            fault switch { "garbage" or "wrong shape" => "LvbBadReply", "403" => "LvbHttp.403", _ => "LvbAmbiguousOutcome" },
            error.ErrorId);
        Assert.Equal(fault switch { "500" => 500, "502" => 502, "403" => 403, "garbage" or "wrong shape" => 200, _ => null },
            error.StatusCode);
        if (fault != "403")
        {
            Assert.Contains("a recording task of 8888_a might exist", error.Message + error.RecommendedAction,
                StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Get-LvbTapeFile 8888_a", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_sent_again_after_a_time_out_which_is_at_least_5_s()
    {
        await using var server = new WireServer(e => e.Silence());
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(1) });
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var error = await client.Fails(Make.Once());

        Assert.Equal("LvbAmbiguousOutcome", error.ErrorId);
        Assert.Single(server.Requests);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(4.9), $"the call ended after {clock.Elapsed}");
    }

    [Fact]
    public async Task The_content_of_a_request_can_be_sent_only_once()
    {
        using var content = new SingleSendContent([1, 2, 3]);
        Assert.False(content.Started);
        await content.CopyToAsync(System.IO.Stream.Null);
        Assert.True(content.Started);

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(System.IO.Stream.Null));
        Assert.Contains("closed without a response", error.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("reset")]
    public async Task A_plain_client_sends_it_four_times(string fault)
    {
        // The reason for SingleSendContent. If this test fails one day, .NET no longer does it.
        await using var server = new WireServer(e => Misbehave(e, fault));
        using var plain = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync(server.Uri));

        Assert.Equal(fault == "close" ? 4 : 1, server.Requests.Count);
    }

    [Fact]
    public async Task A_query_also_sends_one_request_per_allowed_attempt()
    {
        await using var server = new WireServer(e => e.Close());
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 2 });

        Assert.Equal("LvbNetwork", (await client.Fails(Make.Query())).ErrorId);

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_kept_alive_connection_is_never_used_for_an_at_most_once_call()
    {
        await using var server = new WireServer(e => e.Answer(WireServer.TaskStarted));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(42UL, await client.Send(Make.Once()));
        }

        Assert.Equal(3, server.Accepted);
        Assert.All(server.Requests, r => Assert.Equal("close", r.Header("Connection")));
    }

    [Fact]
    public async Task It_is_sent_again_when_no_byte_can_have_arrived()
    {
        var address = Make.Refusing();
        var time = new ScriptedTime();
        using var client = Make.Client(address, time);

        var error = await client.Fails(Make.Once());

        // Three retries: nothing was sent, so nothing can have been changed, and the error does not claim otherwise.
        Assert.Equal(3, time.Pauses.Count);
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.DoesNotContain("might", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_means_no_byte_was_sent()
    {
        var time = new ScriptedTime();
        using var client = Make.Client(new Uri("http://no-such-host.invalid/common_access"), time);

        Assert.Equal("LvbNetwork", (await client.Fails(Make.Once())).ErrorId);
        Assert.Equal(3, time.Pauses.Count);
    }

    [Fact]
    public async Task A_connection_that_is_never_established_means_no_byte_was_sent()
    {
        using var hole = new BlackHole();
        var time = new ScriptedTime();
        using var client = Make.Client(hole.Uri, time, s => s with { Timeout = TimeSpan.FromSeconds(1), MaximumRetryCount = 1 });

        var error = await client.Fails(Make.Once());

        Assert.Equal("LvbTimeout", error.ErrorId);
        Assert.Single(time.Pauses);
    }

    [Theory]
    [InlineData("""{"message":"time expired","ret":1}""")]
    [InlineData("""{"message":"request frequency exceeds limit","ret":1202}""")]
    public async Task It_is_sent_again_when_the_service_refused_before_any_effect(string refusal)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e => e.Index == 0
            ? e.Answer(refusal, headers: $"Date: {time.Now().AddMinutes(10):R}\r\n")
            : e.Answer(WireServer.TaskStarted));
        using var client = Make.Client(server.Uri, time);

        Assert.Equal(42UL, await client.Send(Make.Once()));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task It_is_sent_again_after_429()
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Answer("slow down", 429) : e.Answer(WireServer.TaskStarted));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal(42UL, await client.Send(Make.Once()));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_internal_error_of_the_service_leaves_the_result_open()
    {
        await using var server = WireServer.Answering("""{"message":"system error","ret":1201}""");
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var error = await client.Fails(Make.Once());

        Assert.Single(server.Requests);
        Assert.Equal("LvbApi.1201", error.ErrorId);
        Assert.Contains("Get-LvbTapeFile 8888_a", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static async Task Misbehave(WireExchange e, string fault)
    {
        switch (fault)
        {
            case "wrong shape":
                await e.Answer("[1,2,3]");
                break;
            case "last breath":
                // Reads the request and exits: a second request would find no listener, which must not pass for "never sent".
                e.Server.StopListening();
                await e.Close();
                break;
            default:
                Assert.True(await e.Misbehave(fault, WireServer.TaskStarted));
                break;
        }
    }
}
