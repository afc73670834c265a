using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using TencentLvb.Client;

namespace TencentLvb.Unit.Client;

/// <summary>The budget for retries and the breaker.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task Errors_do_not_fill_the_budget_and_when_it_is_used_up_nothing_is_tried_again()
    {
        await using var server = new WireServer(e => e.Answer("", 500));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        for (var call = 0; call < 60; call++)
        {
            await client.Fails(Make.Query());
        }

        // 500 tokens, 5 for a retry: a hundred retries for the sixty calls, then one attempt each.
        Assert.Equal(60 + 100, server.Requests.Count);
    }

    [Fact]
    public async Task Successes_fill_the_budget_again()
    {
        var healthy = false;
        await using var server = new WireServer(e => healthy ? e.Answer(WireServer.Live) : e.Answer("", 500));
        using var client = Make.Client(server.Uri, new ScriptedTime());
        for (var call = 0; call < 60; call++)
        {
            await client.Fails(Make.Query());
        }

        healthy = true;
        for (var call = 0; call < 5; call++)
        {
            await client.Send(Make.Query());
        }

        healthy = false;
        var before = server.Requests.Count;
        await client.Fails(Make.Query());
        Assert.Equal(2, server.Requests.Count - before);
    }

    [Fact]
    public async Task Calls_that_come_through_at_the_second_try_never_use_the_budget_up()
    {
        await using var server = new WireServer(e => e.Index % 2 == 0 ? e.Answer("", 500) : e.Answer(WireServer.Live));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        for (var call = 0; call < 200; call++)
        {
            Assert.Equal(1, await client.Send(Make.Query()));
        }
    }

    [Fact]
    public void A_retry_after_a_time_out_costs_twice_as_much()
    {
        var guard = new ConnectionGuard(new ScriptedTime().Now);
        var retries = 0;
        while (guard.TryTakeRetry(afterTimeout: true))
        {
            retries++;
        }

        Assert.Equal(50, retries);
    }

    [Fact]
    public void A_success_gives_one_back_and_one_that_needed_a_retry_what_the_retry_cost()
    {
        var guard = new ConnectionGuard(new ScriptedTime().Now);
        while (guard.TryTakeRetry(afterTimeout: false))
        {
        }

        for (var call = 0; call < 4; call++)
        {
            guard.Succeeded(attempts: 1);
        }

        Assert.False(guard.TryTakeRetry(afterTimeout: false));
        guard.Succeeded(attempts: 1);
        Assert.True(guard.TryTakeRetry(afterTimeout: false));
        Assert.False(guard.TryTakeRetry(afterTimeout: false));
        guard.Succeeded(attempts: 2);
        Assert.True(guard.TryTakeRetry(afterTimeout: false));
        Assert.False(guard.TryTakeRetry(afterTimeout: false));
    }

    [Theory]
    [InlineData("LvbTimeout", 50)]
    [InlineData("LvbNetwork", 100)]
    public void What_a_retry_costs_goes_by_the_failure(string id, int retries)
    {
        var call = new Retries(int.MaxValue, RetryClass.Repeatable, new ConnectionGuard(new ScriptedTime().Now));
        var failure = new AttemptFailure(new LvbException(id, "failed", "call again"), AttemptEffect.Unknown, IsTransient: true);
        for (var retry = 0; retry < retries; retry++)
        {
            Assert.NotNull(call.PauseAfter(failure));
        }

        Assert.Null(call.PauseAfter(failure));
    }

    [Fact]
    public async Task The_call_that_shuts_the_connection_ends_without_another_pause()
    {
        var time = new ScriptedTime();
        using var client = Make.Client(Make.Refusing(), time, s => s with { MaximumRetryCount = 20 });

        Assert.Equal("LvbNetwork", (await client.Fails(Make.Query())).ErrorId);

        Assert.Equal(ConnectionGuard.FailuresToOpen - 1, time.Pauses.Count);
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
        for (var call = 0; call < 8; call++)
        {
            await client.Fails(Make.Query());
        }

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
        for (var call = 0; call < 8; call++)
        {
            await client.Fails(Make.Query());
        }

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
        for (var call = 0; call < 40; call++)
        {
            await client.Fails(Make.Query());
        }

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
        for (var call = 0; call < 9; call++)
        {
            await client.Fails(Make.Query());
        }

        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task A_probe_that_could_not_be_made_does_not_shut_the_connection_for_good()
    {
        await using var server = new WireServer(e => e.Index < 8 ? e.Reset() : e.Answer(WireServer.Live));
        var time = new ScriptedTime();
        var hasKey = true;
        var key = Make.Key();
        using var client = Make.Client(server.Uri, time, s => s with { MaximumRetryCount = 0, Key = () => hasKey ? key : throw LvbErrors.NotConnected() });
        for (var call = 0; call < 8; call++)
        {
            await client.Fails(Make.Query());
        }

        time.Advance(TimeSpan.FromSeconds(6));
        hasKey = false;
        Assert.Equal("LvbNotConnected", (await client.Fails(Make.Query())).ErrorId);
        hasKey = true;
        Assert.Equal(1, await client.Send(Make.Query()));
    }

    [Fact]
    public async Task What_fails_at_once_does_not_queue_for_its_turn()
    {
        var time = new ScriptedTime();
        using var client = Make.Client(Make.Refusing(), time, s => s with { MaximumRetryCount = 0, MaximumRequestsPerSecond = 1 });
        for (var call = 0; call < 400; call++)
        {
            await client.Fails(Make.Query());
        }

        // Eight waited for their turn.
        Assert.True(time.Waited < TimeSpan.FromSeconds(15), $"{time.Waited}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Four_hundred_streams_at_a_host_that_refuses_end_soon_with_an_error_each(int inFlight) =>
        await FourHundred(Make.Refusing(), inFlight, TimeSpan.FromSeconds(15));

    [Fact]
    public async Task Four_hundred_streams_at_a_host_that_swallows_packets_end_within_30_s_with_an_error_each()
    {
        using var hole = new BlackHole();
        await FourHundred(hole.Uri, 8, TimeSpan.FromSeconds(30));
    }

    // Real clocks and real pauses here, and the time-out of a connection as it comes.
    private static async Task FourHundred(Uri address, int inFlight, TimeSpan atMost)
    {
        using var client = new LvbClient(Make.Settings(address) with { Timeout = TimeSpan.FromSeconds(new LvbConnectionSettings { AppId = 1 }.TimeoutSec) });
        var streams = new Queue<int>(Enumerable.Range(0, 400));
        var errors = new List<LvbException>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            while (true)
            {
                lock (streams)
                {
                    if (!streams.TryDequeue(out var _))
                    {
                        return;
                    }
                }

                var error = await client.Fails(Make.Query());
                lock (errors)
                {
                    errors.Add(error);
                }
            }
        }));

        Assert.Equal(400, errors.Count);
        Assert.All(errors, e => Assert.True(e.ErrorId is "LvbNetwork" or "LvbTimeout", e.ErrorId));
        Assert.True(clock.Elapsed < atMost, $"took {clock.Elapsed}");
    }
}
