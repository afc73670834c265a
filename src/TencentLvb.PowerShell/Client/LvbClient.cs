using System;
using System.Threading;
using System.Threading.Tasks;

namespace TencentLvb.Client;

/// <summary>The one way out: every request of every cmdlet goes through <see cref="SendAsync{T}"/>.</summary>
internal sealed class LvbClient : IDisposable
{
    private readonly LvbClientSettings _settings;
    private readonly LvbHttp _http = new();
    private readonly ConnectionGuard _guard;
    private readonly RatePacer _pacer;
    private readonly ClockSkew _skew = new();
    private readonly Func<DateTimeOffset> _utcNow;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;

    public LvbClient(
        LvbClientSettings settings,
        Func<DateTimeOffset>? utcNow = null,
        Func<TimeSpan, CancellationToken, Task>? delay = null)
    {
        _settings = settings;
        _utcNow = utcNow ?? (static () => DateTimeOffset.UtcNow);
        _delay = delay ?? Task.Delay;
        _guard = new ConnectionGuard(_utcNow);
        _pacer = new RatePacer(settings.MaximumRequestsPerSecond, _utcNow, _delay);
    }

    /// <summary>The at-most-once calls that were broken off by a stop: each may have taken effect.</summary>
    public AbandonedCalls Abandoned { get; } = new();

    public ClockSkew Skew => _skew;

    /// <summary>Sends a call, as often as its retry class allows, each time with a fresh <c>t</c> and <c>sign</c>.</summary>
    /// <exception cref="LvbException">The call failed for good.</exception>
    /// <exception cref="OperationCanceledException">The cmdlet was stopped.</exception>
    public async Task<T> SendAsync<T>(LvbRequest<T> request, CallNotes notes, CancellationToken cancellation)
    {
        var retries = 0;
        var notReady = 0;
        var mayHaveArrived = false;
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            await _pacer.WaitAsync(cancellation).ConfigureAwait(false);
            if (_guard.BlockedFor() is { Ticks: > 0 } left)
            {
                throw LvbErrors.Blocked(request, left);
            }

            var skewUsed = _skew.Current;
            var result = await new Attempt<T>(_settings, _http, request, _utcNow)
                .RunAsync(skewUsed, mayHaveArrived, notes, Abandoned, _guard, cancellation).ConfigureAwait(false);
            if (result.Failure is not { } failure)
            {
                _guard.Answered(attempt);
                return result.Value!;
            }

            Judge(failure, attempt);
            mayHaveArrived |= failure.Effect == AttemptEffect.Unknown;
            TimeSpan pause;
            if (failure.ServerTime is { } serverTime)
            {
                if (!_skew.Correct(serverTime - _utcNow(), skewUsed, notes))
                {
                    throw ClockSkew.Explain(failure.Error, serverTime - _utcNow());
                }

                continue;
            }
            else if (failure.IsNotReadyYet && ++notReady < RetryPolicy.NotReadyTries && _settings.MaximumRetryCount > 0)
            {
                pause = RetryPolicy.NotReadyPause;
            }
            else if (RetryPolicy.Allows(request.Retry, failure)
                && retries < _settings.MaximumRetryCount
                && !(failure.RetryAfter > RetryPolicy.LongestRetryAfter)
                && _guard.TryTakeRetry(failure.Error.ErrorId == LvbErrors.TimeoutId))
            {
                pause = failure.RetryAfter ?? RetryPolicy.Backoff(retries);
                retries++;
            }
            else
            {
                throw failure.Error;
            }

            if (failure.IsThrottled)
            {
                _pacer.SlowDown(pause);
            }

            if (_guard.IsOpen)
            {
                // The breaker has opened meanwhile: the next attempt would fail at once, and this error says more.
                throw failure.Error;
            }

            if (notes.IsVerbose)
            {
                notes.Verbose($"{request.DisplayName}: attempt {attempt} failed ({failure.Error.ErrorId}); again in {LvbErrors.Seconds(pause)}");
            }

            await _delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    private void Judge(AttemptFailure failure, int attempt)
    {
        if (failure.IsConnectionFailure)
        {
            _guard.Failed();
        }
        else
        {
            _guard.Answered(attempt);
        }
    }
}
