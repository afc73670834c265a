using System.Globalization;

namespace TencentLvb.Transport;

/// <summary>The one way out: every request of every cmdlet goes through <see cref="SendAsync{T}"/>.</summary>
internal sealed class HttpTransport : IDisposable
{
    private readonly TransportSettings _settings;
    private readonly LvbHttp _http;
    private readonly ConnectionGuard _guard;
    private readonly RateLimiter _pacer;
    private readonly ClockSkew _skew = new();
    private readonly Func<DateTimeOffset> _utcNow;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;

    public HttpTransport(
        TransportSettings settings,
        Func<DateTimeOffset>? utcNow = null,
        Func<TimeSpan, CancellationToken, Task>? delay = null)
    {
        _settings = settings;
        _utcNow = utcNow ?? (static () => DateTimeOffset.UtcNow);
        _delay = delay ?? Task.Delay;
        _http = new LvbHttp(settings.Endpoint.IsLoopback && settings.StatEndpoint.IsLoopback);
        _guard = new ConnectionGuard(utcNow ?? MonotonicClock.Now);
        _pacer = new RateLimiter(settings.MaximumRequestsPerSecond, utcNow ?? MonotonicClock.Now, _delay);
    }

    /// <summary>The at-most-once calls that were broken off by a stop: each may have taken effect.</summary>
    public UnconfirmedCalls Abandoned { get; } = new();

    public ClockSkew Skew => _skew;

    /// <summary>Sends a call, as often as its retry class allows, each time with a fresh <c>t</c> and <c>sign</c>.</summary>
    /// <exception cref="LvbException">The call failed for good.</exception>
    /// <exception cref="OperationCanceledException">The cmdlet was stopped.</exception>
    public async Task<T> SendAsync<T>(LvbRequest<T> request, CallLog notes, CancellationToken cancellation)
    {
        var retries = new RetryState(_settings.MaximumRetryCount, request.Retry, _guard);
        for (var number = 1; ; number++)
        {
            await LeaveAsync(request, retries.Last, cancellation).ConfigureAwait(false);
            var skewUsed = _skew.Current;
            var attempt = new Attempt<T>(_settings, _http, request, _utcNow);
            notes.UnderWay = attempt;
            AttemptResult<T> result;
            try
            {
                result = await attempt.RunAsync(skewUsed, retries.MayHaveArrived, notes, cancellation).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                _guard.Abandoned();
                if (e is OperationCanceledException && request.Retry == RetryClass.AtMostOnce && attempt.MayHaveArrived)
                {
                    Abandoned.Add(request, _utcNow());
                }

                throw;
            }

            if (result.Failure is not { } failure)
            {
                _guard.Succeeded(number);
                return result.Value!;
            }

            if (failure.IsConnectionFailure)
            {
                _guard.Failed();
            }
            else
            {
                _guard.Answered();
            }

            if (failure.ServerTime is { } serverTime && retries.MayCorrectClock())
            {
                // Also when the clocks are in step: it may have been on its way for too long.
                _skew.Correct(serverTime - _utcNow(), skewUsed, notes);
                continue;
            }

            var pause = retries.PauseAfter(failure);
            if (failure.IsThrottled)
            {
                _pacer.SlowDown(failure.RetryAfter is { } told && told <= RetryPolicy.LongestRetryAfter ? told : TimeSpan.Zero);
            }

            if (pause is null)
            {
                throw failure.ServerTime is { } time ? ClockSkew.Explain(failure.Error, time - _utcNow()) : failure.Error;
            }

            if (notes.IsVerbose)
            {
                notes.Verbose($"{request.DisplayName}: attempt {number} failed ({failure.Error.ErrorId}); again in {LvbErrors.Seconds(pause.Value)}");
            }

            if (failure.RetryAfter is not null && pause >= RetryPolicy.WorthTelling)
            {
                notes.Announce(string.Format(
                    CultureInfo.InvariantCulture,
                    "{0}: the service asks to be left alone for {1}. The call goes out again at {2:HH:mm:ss}.",
                    request.DisplayName,
                    LvbErrors.Seconds(pause.Value),
                    (_utcNow() + pause.Value).ToLocalTime()));
            }

            await _delay(pause.Value, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Waits until the next request may leave.</summary>
    /// <param name="request">The call.</param>
    /// <param name="last">The error of the attempt before: it says more than that the breaker is open.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private async Task LeaveAsync(LvbRequest request, LvbException? last, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();

        // Looked at before, so that what fails at once does not queue for its turn.
        if (_guard.OpenStill is { Ticks: > 0 } open)
        {
            throw last ?? LvbErrors.Blocked(request, open);
        }

        await _pacer.WaitAsync(cancellation).ConfigureAwait(false);
        if (_guard.BlockedFor() is { Ticks: > 0 } left)
        {
            throw last ?? LvbErrors.Blocked(request, left);
        }
    }
}
