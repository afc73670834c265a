using System.Net;
using System.Net.Http.Headers;

namespace TencentLvb.Unit.Transport;

/// <summary>When another attempt follows, after which pause, and which attempts the last error counts.</summary>
public sealed class RetryStateTests
{
    private DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static AttemptFailure Failure(
        AttemptEffect effect = AttemptEffect.None, bool isTransient = true, string id = "LvbNetwork", string? silent = null) =>
        new(new LvbException(id, "It failed.", "Call again."), effect, isTransient) { SilentHost = silent };

    private RetryState State(RetryClass retry = RetryClass.Repeatable, int maximum = 3, CircuitBreaker? breaker = null) =>
        new(maximum, retry, breaker ?? new CircuitBreaker(() => _now), new RetryBudget());

    private static string Message(RetryState state) => state.Error(
        new Lvb2Message<int>(Make.Account(new Uri("http://127.0.0.1:1/")), Make.Query()), TimeSpan.FromSeconds(7))!.Message;

    [Fact]
    public void Attempts_end_with_the_maximum_and_are_counted()
    {
        var state = State(maximum: 2);
        Assert.NotNull(state.PauseAfter(Failure()));
        Assert.Equal("It failed; 2 attempts over 7 s.", Message(state));
        Assert.NotNull(state.PauseAfter(Failure()));
        Assert.Null(state.PauseAfter(Failure()));
        Assert.Equal("It failed; 3 attempts over 7 s.", Message(state));
        Assert.Null(State(maximum: 0).PauseAfter(Failure()));
    }

    [Fact]
    public void A_single_failure_and_a_permanent_one_keep_their_message()
    {
        Assert.Null(State().Error(null!, TimeSpan.Zero));
        var single = State(maximum: 0);
        single.PauseAfter(Failure());
        Assert.Equal("It failed.", Message(single));
        var timedOut = State(maximum: 0);
        timedOut.PauseAfter(Failure(silent: "lvb.example.com"));
        Assert.Equal("It failed.", Message(timedOut));
        var stands = State();
        stands.PauseAfter(Failure());
        Assert.Null(stands.PauseAfter(Failure(isTransient: false)));
        Assert.Equal("It failed.", Message(stands));
        var ambiguous = State();
        ambiguous.PauseAfter(Failure());
        ambiguous.PauseAfter(Failure(id: "LvbAmbiguousOutcome"));
        Assert.Equal("It failed.", Message(ambiguous));
    }

    [Fact]
    public void A_host_is_reported_as_silent_only_without_any_response()
    {
        var silent = State();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            silent.PauseAfter(Failure(silent: "lvb.example.com"));
        }

        Assert.Contains("lvb.example.com did not ", Message(silent), StringComparison.Ordinal);
        var mixed = State();
        mixed.PauseAfter(Failure());
        mixed.PauseAfter(Failure(silent: "lvb.example.com"));
        Assert.StartsWith("It failed; 3 attempts", Message(mixed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RetryClass.Repeatable, AttemptEffect.Unknown, true)]
    [InlineData(RetryClass.SameState, AttemptEffect.Answered, true)]
    [InlineData(RetryClass.AtMostOnce, AttemptEffect.None, true)]
    [InlineData(RetryClass.AtMostOnce, AttemptEffect.Unknown, false)]
    [InlineData(RetryClass.AtMostOnce, AttemptEffect.Answered, false)]
    public void A_request_that_may_have_arrived_is_not_sent_twice_where_that_matters(object retry, object effect, bool isRetried)
    {
        var state = State((RetryClass)retry);
        Assert.Equal(isRetried, state.PauseAfter(Failure((AttemptEffect)effect)) is not null);
        Assert.Equal((AttemptEffect)effect == AttemptEffect.Unknown, state.MayHaveArrived);
    }

    [Fact]
    public void An_attempt_that_may_have_arrived_is_remembered()
    {
        var state = State();
        Assert.False(state.MayHaveArrived);
        state.PauseAfter(Failure(AttemptEffect.Unknown));
        state.PauseAfter(Failure());
        Assert.True(state.MayHaveArrived);
        state.PauseAfter(Failure(AttemptEffect.Unknown));
        Assert.True(state.MayHaveArrived);
    }

    [Fact]
    public void A_service_that_is_not_ready_gets_five_attempts_in_total()
    {
        var state = State(RetryClass.AtMostOnce, maximum: 1);
        var notReady = Failure(AttemptEffect.Answered, isTransient: false) with { NotReadyPause = TimeSpan.FromSeconds(2) };
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(TimeSpan.FromSeconds(2), state.PauseAfter(notReady));
        }

        Assert.Null(state.PauseAfter(notReady));
        Assert.Equal("It failed; 5 attempts over 7 s.", Message(state));
        Assert.Null(State(maximum: 0).PauseAfter(notReady));
    }

    [Fact]
    public void The_pause_that_the_service_demands_is_kept_up_to_five_minutes()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), State().PauseAfter(Failure() with { RetryAfter = TimeSpan.FromMinutes(5) }));
        Assert.Null(State().PauseAfter(Failure() with { RetryAfter = TimeSpan.FromMinutes(5.1) }));
    }

    [Fact]
    public void Nothing_is_retried_while_the_breaker_is_open()
    {
        var breaker = new CircuitBreaker(() => _now);
        for (var i = 0; i < CircuitBreaker.FailuresToOpen; i++)
        {
            breaker.Failed();
        }

        Assert.Equal(TimeSpan.FromSeconds(5), breaker.OpenStill);
        Assert.Null(State(breaker: breaker).PauseAfter(Failure()));
        _now += TimeSpan.FromSeconds(5);
        Assert.Equal(TimeSpan.Zero, breaker.OpenStill);
        _now += TimeSpan.FromSeconds(5);
        Assert.Equal(TimeSpan.Zero, breaker.OpenStill);
        Assert.NotNull(State(breaker: breaker).PauseAfter(Failure()));
    }

    [Fact]
    public void The_clock_is_corrected_once()
    {
        var state = State();
        Assert.True(state.MayCorrectClock());
        Assert.False(state.MayCorrectClock());
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(5, 16)]
    [InlineData(6, 20)]
    [InlineData(40, 20)]
    public void Pauses_are_jittered_below_a_ceiling_that_doubles(int retry, double ceiling)
    {
        var pauses = Enumerable.Range(0, 400).Select(_ => RetryPolicy.Backoff(retry).TotalSeconds).ToArray();
        Assert.InRange(pauses.Max(), ceiling * 0.9, ceiling);
        Assert.InRange(pauses.Min(), 0, ceiling * 0.1);
    }

    [Fact]
    public void Retry_After_is_seconds_or_a_date_by_the_clock_of_the_server_and_never_negative()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        Assert.Null(RetryPolicy.RetryAfter(answer, _now));
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), RetryPolicy.RetryAfter(answer, _now));
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(_now.AddSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), RetryPolicy.RetryAfter(answer, _now));
        answer.Headers.Date = _now.AddSeconds(10);
        Assert.Equal(TimeSpan.FromSeconds(20), RetryPolicy.RetryAfter(answer, _now));
        answer.Headers.Date = _now.AddSeconds(60);
        Assert.Equal(TimeSpan.Zero, RetryPolicy.RetryAfter(answer, _now));
    }

    [Fact]
    public void A_breaker_opens_after_eight_consecutive_failures_and_allows_one_probe()
    {
        var breaker = new CircuitBreaker(() => _now);
        for (var i = 0; i < 7; i++)
        {
            breaker.Failed();
        }

        breaker.Answered();
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(TimeSpan.Zero, breaker.BlockedFor());
            breaker.Failed();
        }

        Assert.Equal(TimeSpan.Zero, breaker.OpenStill);
        breaker.Failed();
        _now += TimeSpan.FromSeconds(2);
        Assert.Equal(TimeSpan.FromSeconds(3), breaker.BlockedFor());
        _now += TimeSpan.FromSeconds(3);
        Assert.Equal(TimeSpan.Zero, breaker.BlockedFor());
        Assert.Equal(TimeSpan.FromSeconds(1), breaker.BlockedFor());
        breaker.Abandoned();
        Assert.Equal(TimeSpan.Zero, breaker.BlockedFor());
        breaker.Failed();
        Assert.Equal(TimeSpan.FromSeconds(5), breaker.BlockedFor());
        _now += TimeSpan.FromSeconds(5);
        Assert.Equal(TimeSpan.Zero, breaker.BlockedFor());
        breaker.Answered();
        Assert.Equal(TimeSpan.Zero, breaker.BlockedFor());
        Assert.Equal(TimeSpan.Zero, breaker.BlockedFor());
    }
}
