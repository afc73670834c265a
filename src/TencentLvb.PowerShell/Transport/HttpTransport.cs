using System.Globalization;

namespace TencentLvb.Transport;

/// <summary>Sends every request of every cmdlet, through <see cref="SendAsync{T}"/>.</summary>
internal sealed class HttpTransport : IDisposable
{
    private readonly TransportSettings _settings;
    private readonly HttpClients _clients = new();
    private readonly CircuitBreaker _breaker;
    private readonly RetryBudget _budget = new();
    private readonly RateLimiter _limiter;
    private readonly ClockSkew _skew = new();
    private readonly Func<DateTimeOffset> _utcNow;
    private readonly Func<DateTimeOffset> _steady;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;
    private readonly CancellationTokenSource _closed = new();

    public HttpTransport(
        TransportSettings settings,
        Func<DateTimeOffset>? utcNow = null,
        Func<TimeSpan, CancellationToken, Task>? delay = null)
    {
        _settings = settings;
        _utcNow = utcNow ?? (static () => DateTimeOffset.UtcNow);
        _delay = delay ?? Task.Delay;
        _steady = utcNow ?? MonotonicClock.Now;
        _breaker = new CircuitBreaker(_steady);
        _limiter = new RateLimiter(settings.MaximumRequestsPerSecond, _steady, _delay);
    }

    /// <summary>Gets the at-most-once calls that a stop interrupted. Each may have taken effect.</summary>
    public UnconfirmedCalls Unconfirmed { get; } = new();

    public ClockSkew Skew => _skew;

    /// <summary>Sends a message as often as its retry class allows, and signs it for each attempt.</summary>
    /// <exception cref="LvbException">The call finally failed.</exception>
    /// <exception cref="OperationCanceledException">The cmdlet was stopped.</exception>
    public async Task<T> SendAsync<T>(TransportMessage<T> message, CallLog log, CancellationToken cancellation)
    {
        // Created at the first failure, which most calls do not have.
        RetryState? retries = null;

        // The skew that this call measured, for its next attempt: other calls of the connection may set another one in the meantime.
        TimeSpan? measuredSkew = null;
        var isRepeated = log.IsRepeated(message);
        var began = _steady();
        using var end = new CallEnd(cancellation, _closed.Token);
        try
        {
            for (var number = 1; ; number++)
            {
                end.Token.ThrowIfCancellationRequested();
                await message.PrepareAsync(log, end.Token).ConfigureAwait(false);
                await LeaveAsync(message, retries, began, end.Token).ConfigureAwait(false);
                var skewUsed = measuredSkew ?? _skew.Current;
                measuredSkew = null;
                var attempt = new Attempt<T>(_settings, _clients, message, _utcNow);
                log.Begins(attempt, number, _settings.MaximumRetryCount + 1);
                AttemptResult<T> result;
                try
                {
                    var repeated = isRepeated || retries?.MayHaveArrived == true;
                    result = await attempt.RunAsync(skewUsed, repeated, log, end).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    GivenUp(attempt, e);
                    throw;
                }

                if (result.Failure is not { } failure)
                {
                    _breaker.Answered();
                    _budget.Succeeded(number);
                    return result.Value!;
                }

                retries ??= new RetryState(_settings.MaximumRetryCount, message.Retry, _breaker, _budget);
                end.Renew();
                Judge(failure);
                var skew = failure.ServerTime - _utcNow();
                if (skew is { } measured && ClockSkew.CanCorrect(measured) && retries.MayCorrectClock())
                {
                    // Even if the clocks agree: the request may have been delayed for too long.
                    measuredSkew = _skew.Correct(measured, skewUsed, log);
                }
                else if (PauseAfter(failure, retries) is { } pause)
                {
                    Note(log, message, number, failure, pause);
                    await _delay(pause, end.Token).ConfigureAwait(false);
                }
                else
                {
                    throw skew is { } known ? ClockSkew.Explain(failure.Error, known) : retries.Error(message, _steady() - began)!;
                }
            }
        }
        catch (OperationCanceledException) when (end.IsClosed)
        {
            var mayHaveArrived = isRepeated || retries?.MayHaveArrived == true;
            throw TransportErrors.Closed(
                message, mayHaveArrived || (log.UnderWay?.Message == message && log.UnderWay.MayHaveArrived));
        }
        catch (LvbException error) when (message.Retry == RetryClass.SameState && (isRepeated || retries?.MayHaveArrived == true))
        {
            log.MayHaveBeenMade(message);
            throw TransportErrors.AfterUnclearAttempt(message, error);
        }
    }

    /// <summary>Ends repeatable calls in progress. At-most-once calls are completed, because their outcome would be unknown.</summary>
    public void Dispose()
    {
        _closed.Cancel();
        _clients.Dispose();
    }

    private void GivenUp<T>(Attempt<T> attempt, Exception e)
    {
        _breaker.Abandoned();
        if (e is OperationCanceledException && AtMostOnce.Applies(attempt.Message) && attempt.MayHaveArrived)
        {
            Unconfirmed.Add(attempt.Message, _utcNow());
        }
    }

    private void Judge(AttemptFailure failure)
    {
        if (failure.IsConnectionFailure)
        {
            _breaker.Failed();
        }
        else
        {
            _breaker.Answered();
        }
    }

    private TimeSpan? PauseAfter(AttemptFailure failure, RetryState retries)
    {
        var pause = retries.PauseAfter(failure);
        if (failure.IsThrottled)
        {
            _limiter.SlowDown(failure.RetryAfter is { } asked && asked <= RetryPolicy.LongestRetryAfter ? asked : TimeSpan.Zero);
        }

        return pause;
    }

    private void Note(CallLog log, TransportMessage message, int number, AttemptFailure failure, TimeSpan pause)
    {
        if (log.IsVerbose)
        {
            log.Verbose($"{message.DisplayName}: attempt {number} failed ({failure.Error.ErrorId}); "
                + $"retrying in {LvbErrors.Seconds(pause)}");
        }

        if (failure.RetryAfter is not null && pause >= RetryPolicy.WorthTelling)
        {
            log.Announce(string.Format(
                CultureInfo.InvariantCulture,
                "{0}: the service asks clients to wait {1}. The request is sent again at {2:HH:mm:ss}.",
                message.DisplayName,
                LvbErrors.Seconds(pause),
                (_utcNow() + pause).ToLocalTime()));
        }
    }

    /// <summary>Waits until the next request can be sent.</summary>
    /// <param name="message">The call.</param>
    /// <param name="retries">The earlier attempts. Their error is more useful than the state of the circuit breaker.</param>
    /// <param name="began">The start of the first attempt.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private Task LeaveAsync(TransportMessage message, RetryState? retries, DateTimeOffset began, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();

        // Checked first, so that a call that fails immediately does not wait for its turn.
        if (_breaker.OpenStill is { Ticks: > 0 } open)
        {
            throw retries?.Error(message, _steady() - began) ?? TransportErrors.Blocked(message, open);
        }

        var turn = _limiter.WaitAsync(cancellation);
        if (!turn.IsCompleted)
        {
            return LeaveAsync(turn, message, retries, began);
        }

        PassBreaker(message, retries, began);
        return turn;
    }

    private async Task LeaveAsync(Task turn, TransportMessage message, RetryState? retries, DateTimeOffset began)
    {
        await turn.ConfigureAwait(false);
        PassBreaker(message, retries, began);
    }

    private void PassBreaker(TransportMessage message, RetryState? retries, DateTimeOffset began)
    {
        if (_breaker.BlockedFor() is { Ticks: > 0 } left)
        {
            throw retries?.Error(message, _steady() - began) ?? TransportErrors.Blocked(message, left);
        }
    }
}
