namespace TencentLvb.Transport;

/// <summary>
/// Schedules requests: evenly at the connection's rate, never more than that within a second even if timers are late, and more slowly for
/// a while after the service reported too many requests.
/// </summary>
// The semaphore requires no disposal (it has no wait handle), and calls may still be waiting when a connection is closed.
#pragma warning disable CA1001
internal sealed class RateLimiter
#pragma warning restore CA1001
{
    // Slightly slower than specified, because network delays can bring requests closer together.
    private const double Spacing = 1.025;
    private static readonly long Window = (long)(TimeSpan.TicksPerSecond * 1.02);

    // The delay of a late timer is compensated, up to this limit.
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(0.5);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Func<DateTimeOffset> _now;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;
    private readonly TimeSpan _interval;

    // When each of the last requests was sent, up to the number that can be sent within a second.
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

    /// <summary>
    /// Waits for the next slot. Costs almost nothing if there is no rate limit and the service has not reported too many requests.
    /// </summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        if (_left is null)
        {
            var now = _now();
            lock (_gate)
            {
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
    /// Records that the service reported too many requests: the whole connection pauses for the specified time, and is slower for a
    /// while.
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

    /// <summary>Takes the next slot if it is due; otherwise returns the remaining time.</summary>
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
                // Timers have whole milliseconds: a shorter wait would not wait at all.
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
