namespace TencentLvb.Transport;

/// <summary>
/// Hands out the moments at which requests may leave: evenly spaced at the connection's rate, never more than that within a
/// second even when timers come late, and slower for a while after the service said that it is asked too often.
/// </summary>
// The semaphore has nothing to dispose of (no wait handle is asked for), and calls may still be queueing when a connection closes.
#pragma warning disable CA1001
internal sealed class RateLimiter
#pragma warning restore CA1001
{
    // A little slower than asked for: on the way to the server requests draw together.
    private const double Spacing = 1.025;
    private static readonly long Window = (long)(TimeSpan.TicksPerSecond * 1.02);

    // What a late timer has lost may be made up for, if it is no more than this.
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(0.5);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Func<DateTimeOffset> _now;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;
    private readonly TimeSpan _interval;

    // When each of the last requests left, as many as may leave within a second.
    private readonly long[]? _left;
    private readonly AdaptiveRate _slowdown = new();
    private int _oldest;
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    public RateLimiter(int? requestsPerSecond, Func<DateTimeOffset> now, Func<TimeSpan, CancellationToken, Task> delay)
    {
        _now = now;
        _delay = delay;
        if (requestsPerSecond is { } rate)
        {
            _interval = TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond * Spacing / rate));
            _left = new long[rate];
        }
    }

    /// <summary>Waits for the next moment. Costs next to nothing when no rate is set and the service has not complained.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        if (_left is null)
        {
            lock (_gate)
            {
                var now = _now();
                if (_slowdown.Limit == 0 && _pausedUntil <= now)
                {
                    _slowdown.Sent(now);
                    return Task.CompletedTask;
                }
            }
        }

        return WaitForTurnAsync(cancellation);
    }

    /// <summary>
    /// The service was asked too often: the whole connection pauses for as long as it was told, and goes slower for a while.
    /// </summary>
    public void SlowDown(TimeSpan pause)
    {
        lock (_gate)
        {
            var now = _now();
            _slowdown.Complained(now);
            if (now + pause > _pausedUntil)
            {
                _pausedUntil = now + pause;
            }
        }
    }

    private async Task WaitForTurnAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while (TryTake() is { } wait)
            {
                await _delay(wait, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the moment if it has come; otherwise how long it still is.</summary>
    private TimeSpan? TryTake()
    {
        lock (_gate)
        {
            var now = _now();
            var due = _next > _pausedUntil ? _next : _pausedUntil;
            if (_left is not null && _left[_oldest] + Window is var free && free > due.UtcTicks)
            {
                due = new DateTimeOffset(free, TimeSpan.Zero);
            }

            if (due - now > TimerStep)
            {
                // Timers count whole milliseconds: a shorter wait would be none.
                return TimeSpan.FromMilliseconds(Math.Ceiling((due - now).TotalMilliseconds));
            }

            _slowdown.Sent(now);
            var slow = _slowdown.Limit > 0 ? TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / _slowdown.Limit)) : TimeSpan.Zero;
            var late = now - CatchUp;
            _next = (_next > late ? _next : late) + (slow > _interval ? slow : _interval);
            if (_left is not null)
            {
                _left[_oldest] = now.UtcTicks;
                _oldest = (_oldest + 1) % _left.Length;
            }

            return null;
        }
    }
}
