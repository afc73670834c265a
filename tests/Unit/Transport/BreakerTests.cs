namespace TencentLvb.Unit.Transport;

/// <summary>After several failures of the line in a row calls fail at once for a while, and then one goes ahead.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class BreakerTests
{
    [Fact]
    public async Task The_call_that_shuts_the_connection_ends_without_another_pause()
    {
        var time = new ScriptedTime();
        using var client = Make.Client(Make.Refusing(), time, s => s with { MaximumRetryCount = 20 });

        Assert.Equal("LvbNetwork", (await client.Fails(Make.Query())).ErrorId);

        Assert.Equal(CircuitBreaker.FailuresToOpen - 1, time.Pauses.Count);
    }

    [Fact]
    public async Task While_one_goes_ahead_the_others_still_fail_at_once()
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
    public async Task After_eight_failures_in_a_row_calls_fail_at_once_for_5_s_then_one_goes_ahead()
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
    public async Task An_answer_of_any_kind_says_that_the_line_works()
    {
        await using var server = new WireServer(e => e.Index % 8 == 7 ? e.Answer("", 500) : e.Reset());
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });
        await client.FailTimes(40);

        Assert.Equal(40, server.Requests.Count);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("cut off")]
    public async Task An_answer_that_breaks_off_is_a_failure_of_the_line(string fault)
    {
        await using var server = new WireServer(async e =>
        {
            if (fault == "half")
            {
                await e.Half(WireServer.Live);
                return;
            }

            // Without a length only the end of the connection ends it.
            await e.Raw("HTTP/1.0 200 OK\r\n\r\n" + WireServer.Live[..40]);
            await e.Close();
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });
        await client.FailTimes(9);

        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task A_probe_that_could_not_be_made_does_not_shut_the_connection_for_good()
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
