using System;
using System.Threading;
using System.Threading.Tasks;

namespace TencentLvb.Client;

/// <summary>
/// Hands out the moments at which requests may leave: evenly spaced at the connection's rate, and slower for a while after
/// the service said that it is asked too often.
/// </summary>
internal sealed class RatePacer(int? requestsPerSecond, Func<DateTimeOffset> utcNow, Func<TimeSpan, CancellationToken, Task> delay)
{
    // 2.5 % slower than asked for, so that a late timer does not squeeze one request too many into a second.
    private const double Margin = 1.025;
    private static readonly TimeSpan FirstGap = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly TimeSpan _interval = requestsPerSecond is { } rate
        ? TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond * Margin / rate))
        : TimeSpan.Zero;

    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private DateTimeOffset _slowUntil = DateTimeOffset.MinValue;
    private TimeSpan _gap = TimeSpan.Zero;

    /// <summary>Waits for the next moment. Costs nothing when no rate is set and the service has not complained.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = utcNow();
            if (_gap > TimeSpan.Zero && now >= _slowUntil)
            {
                _gap = TimeSpan.Zero;
            }

            var gap = _gap > _interval ? _gap : _interval;
            if (gap == TimeSpan.Zero && _next <= now)
            {
                return Task.CompletedTask;
            }

            var slot = _next > now ? _next : now;
            _next = slot + gap;
            wait = slot - now;
        }

        return wait > TimeSpan.Zero ? delay(wait, cancellation) : Task.CompletedTask;
    }

    /// <summary>The service was asked too often: the whole connection pauses, then goes slower for a while.</summary>
    public void SlowDown(TimeSpan pause)
    {
        lock (_gate)
        {
            var now = utcNow();
            var doubled = TimeSpan.FromTicks(_gap.Ticks * 2);
            _gap = _gap == TimeSpan.Zero ? FirstGap : doubled < LongestGap ? doubled : LongestGap;
            var resume = now + pause;
            _next = _next > resume ? _next : resume;
            _slowUntil = resume + SlowFor;
        }
    }
}
