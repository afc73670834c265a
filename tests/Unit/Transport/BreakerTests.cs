namespace TencentLvb.Unit.Transport;

/// <summary>After several consecutive network failures, calls fail immediately for a while, and then one call probes the
/// connection.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class BreakerTests
{
    [Fact]
    public async Task The_call_that_opens_the_breaker_ends_without_another_pause()
    {
        var time = new ScriptedTime();
        using var client = Make.Client(Make.Refusing(), time, s => s with { MaximumRetryCount = 20 });

        Assert.Equal("LvbNetwork", (await client.Fails(Make.Query())).ErrorId);

        Assert.Equal(CircuitBreaker.FailuresToOpen - 1, time.Pauses.Count);
    }

    [Fact]
    public async Task During_a_probe_the_others_still_fail_immediately()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var server = new WireServer(async e =>
        {
            if (e.Index < 8)
            {
                await e.Reset();
                return;
            }

            asked.TrySetResult();
            await answer.Task;
            await e.Answer(WireServer.Live);
        });
        var time = new ScriptedTime();
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 0, Timeout = TimeSpan.FromSeconds(60) });
        await client.FailTimes(8);

        time.Advance(TimeSpan.FromSeconds(5.1));
        var ahead = client.Send(Make.Query());
        await asked.Task;
        var other = client.Send(Make.Query());
        answer.SetResult();

        Assert.Contains("not sent", (await Assert.ThrowsAsync<LvbException>(() => other)).Message, StringComparison.Ordinal);
        Assert.Equal(1, await ahead);
        Assert.Equal(9, server.Requests.Count);
        Assert.Equal(1, await client.Send(Make.Query()));
    }

    [Fact]
    public async Task After_eight_consecutive_failures_calls_fail_immediately_for_5_s_then_one_probes()
    {
        var works = false;
        await using var server = new WireServer(e => works ? e.Answer(WireServer.Live) : e.Reset());
        var time = new ScriptedTime();
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 0 });
        await client.FailTimes(8);

        Assert.Equal(8, server.Requests.Count);
        var blocked = await client.Fails(Make.Query());
        Assert.Equal("LvbNetwork", blocked.ErrorId);
        Assert.Contains("not sent", blocked.Message, StringComparison.Ordinal);
        Assert.Equal(8, server.Requests.Count);

        time.Advance(TimeSpan.FromSeconds(4.9));
        await client.Fails(Make.Query());
        Assert.Equal(8, server.Requests.Count);

        time.Advance(TimeSpan.FromSeconds(0.2));
        await client.Fails(Make.Query());
        Assert.Equal(9, server.Requests.Count);
        await client.Fails(Make.Query());
        Assert.Equal(9, server.Requests.Count);

        works = true;
        time.Advance(TimeSpan.FromSeconds(5.1));
        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Equal(1, await client.Send(Make.Query()));
    }

    [Fact]
    public async Task Any_response_shows_that_the_network_works()
    {
        await using var server = new WireServer(e => e.Index % 8 == 7 ? e.Answer("", 500) : e.Reset());
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });
        await client.FailTimes(40);

        Assert.Equal(40, server.Requests.Count);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("cut off")]
    public async Task An_interrupted_response_is_a_network_failure(string fault)
    {
        await using var server = new WireServer(async e =>
        {
            if (fault == "half")
            {
                await e.Half(WireServer.Live);
                return;
            }

            // Without a length, only the end of the connection ends it.
            await e.Raw("HTTP/1.0 200 OK\r\n\r\n" + WireServer.Live[..40]);
            await e.Close();
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });
        Assert.Contains(server.Uri.Authority, (await client.Fails(Make.Query())).Message, StringComparison.Ordinal);
        await client.FailTimes(8);

        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task A_probe_that_could_not_be_sent_does_not_keep_the_breaker_open()
    {
        await using var server = new WireServer(e => e.Index < 8 ? e.Reset() : e.Answer(WireServer.Live));
        var time = new ScriptedTime();
        var hasKey = true;
        var key = Make.Key();
        using var client = new Lvb2Client(
            Make.Account(server.Uri) with { Key = () => hasKey ? key : throw LvbErrors.NotConnected() },
            new HttpTransport(Make.Settings with { MaximumRetryCount = 0 }, time.Now, time.Delay));
        await client.FailTimes(8);

        time.Advance(TimeSpan.FromSeconds(6));
        hasKey = false;
        Assert.Equal("LvbNotConnected", (await client.Fails(Make.Query())).ErrorId);
        hasKey = true;
        Assert.Equal(1, await client.Send(Make.Query()));
    }
}
