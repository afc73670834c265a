namespace TencentLvb.Unit.Transport;

/// <summary>When a connection is closed during calls, the error says so and does not blame the server.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ClosedTests
{
    [Fact]
    public async Task A_query_in_flight_ends_immediately_as_closed()
    {
        await using var server = new WireServer(e => e.Silence());
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(60) });
        var calls = Enumerable.Range(0, 9).Select(i => client.Send(Make.Query("8888_" + i))).ToArray();
        await Until(() => server.WaitingNow == 9);

        client.Dispose();

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<LvbException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
            Assert.Equal("LvbNotConnected", error.ErrorId);
            Assert.Equal("Live_Channel_GetStatus", error.Interface);
            Assert.Contains("Disconnect-Lvb", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("might", error.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Equal(9, server.Requests.Count);
        Assert.Contains("closed by Disconnect-Lvb", (await client.Fails(Make.Query())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_in_flight_states_what_may_exist()
    {
        await using var server = new WireServer(e => e.Silence());
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(60) });
        var call = client.Send(Make.SameState());
        await Until(() => server.WaitingNow == 1);

        client.Dispose();

        var error = await Assert.ThrowsAsync<LvbException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("might have been suspended", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_at_most_once_call_runs_to_its_end()
    {
        var closed = new TaskCompletionSource();
        await using var server = new WireServer(async e =>
        {
            await closed.Task;
            await e.Answer(WireServer.TaskStarted);
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(60) });
        var call = client.Send(Make.Once());
        await Until(() => server.Requests.Count == 1);

        client.Dispose();
        closed.SetResult();

        Assert.Equal(42UL, await call.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal("LvbNotConnected", (await client.Fails(Make.Once())).ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_pause_before_the_next_attempt_ends_too()
    {
        await using var server = new WireServer(e => e.Answer("", 503, "Retry-After: 200\r\n"));
        using var client = new Lvb2Client(Make.Account(server.Uri), new HttpTransport(Make.Settings));
        var call = client.Send(Make.SameState());
        await Until(() => server.Requests.Count == 1);

        client.Dispose();

        var error = await Assert.ThrowsAsync<LvbException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("might have been suspended", error.RecommendedAction, StringComparison.Ordinal);
        error = await client.Fails(Make.SameState());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.DoesNotContain("suspended", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_attempt_counts_if_the_last_one_found_no_connection()
    {
        await using var server = new WireServer(e =>
        {
            e.Server.StopListening();
            return e.Close();
        });
        var time = new ScriptedTime();
        HttpTransport? transport = null;
        var pauses = 0;
        using var created = transport = new HttpTransport(Make.Settings, time.Now, (pause, cancellation) =>
        {
            if (++pauses == 2)
            {
                transport!.Dispose();
            }

            return time.Delay(pause, cancellation);
        });
        var change = new Lvb2Message<int>(Make.Account(server.Uri), Make.SameState());

        var error = await Assert.ThrowsAsync<LvbException>(() => transport.SendAsync(change, new CallLog(false), CancellationToken.None));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("might have been suspended", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_is_still_a_stop()
    {
        await using var server = new WireServer(e => e.Silence());
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(60) });
        using var stop = new CancellationTokenSource();
        var call = client.Send(Make.Query(), stop.Token);
        await Until(() => server.WaitingNow == 1);

        await stop.CancelAsync();
        client.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition());
    }
}
