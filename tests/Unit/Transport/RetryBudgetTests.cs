namespace TencentLvb.Unit.Transport;

/// <summary>How many retries a connection has left, and what refills its budget.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class RetryBudgetTests
{
    [Fact]
    public async Task Errors_do_not_refill_the_budget_and_without_budget_nothing_is_retried()
    {
        await using var server = new WireServer(e => e.Answer("", 500));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        await client.FailTimes(60);

        // 500 tokens, 5 per retry: 100 retries for the 60 calls, then one attempt each.
        Assert.Equal(60 + 100, server.Requests.Count);
    }

    [Fact]
    public async Task Successes_refill_the_budget()
    {
        var healthy = false;
        await using var server = new WireServer(e => healthy ? e.Answer(WireServer.Live) : e.Answer("", 500));
        using var client = Make.Client(server.Uri, new ScriptedTime());
        await client.FailTimes(60);

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
    public async Task Calls_that_succeed_at_the_second_attempt_never_exhaust_the_budget()
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
        var guard = new RetryBudget();
        var retries = 0;
        while (guard.TryTakeRetry(afterTimeout: true))
        {
            retries++;
        }

        Assert.Equal(50, retries);
    }

    [Fact]
    public void A_success_returns_one_token_and_a_success_after_a_retry_the_cost_of_the_retry()
    {
        var guard = new RetryBudget();
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
    public void The_cost_of_a_retry_depends_on_the_failure(string id, int retries)
    {
        var call = new RetryState(int.MaxValue, RetryClass.Repeatable, new CircuitBreaker(new ScriptedTime().Now), new RetryBudget());
        var failure = new AttemptFailure(new LvbException(id, "failed", "call again"), AttemptEffect.Unknown, IsTransient: true);
        for (var retry = 0; retry < retries; retry++)
        {
            Assert.NotNull(call.PauseAfter(failure));
        }

        Assert.Null(call.PauseAfter(failure));
    }
}
