using System.Diagnostics;

namespace TencentLvb.Http;

/// <summary>What a connection is at.</summary>
internal enum HttpPhase
{
    Idle,
    Head,
    Body,
    Handling,
    Writing,
    Draining,
    TimedOut,
    Closed,
}

/// <summary>
/// What a connection is at, and until when it may be. Under a lock, since time-outs come from the server's sweep: just
/// a phase that is still the expired one is ended.
/// </summary>
internal sealed class HttpPhaseClock
{
    private readonly object _gate = new();
    private HttpPhase _phase = HttpPhase.Idle;
    private long _since = Stopwatch.GetTimestamp();
    private long _deadline;

    public HttpPhaseClock(TimeSpan firstLimit) => _deadline = _since + Ticks(firstLimit);

    /// <summary>
    /// How well the connection can be spared, the lower the better, and since when: done with, idle, in a head, in a body. The highest
    /// number is for one whose request is being answered.
    /// </summary>
    public (int Rank, long Since) Spare
    {
        get
        {
            lock (_gate)
            {
                return (_phase switch
                {
                    HttpPhase.Closed or HttpPhase.TimedOut or HttpPhase.Draining => 0,
                    HttpPhase.Idle => 1,
                    HttpPhase.Head => 2,
                    HttpPhase.Body => 3,
                    _ => int.MaxValue,
                }, _since);
            }
        }
    }

    public HttpPhase Phase
    {
        get
        {
            lock (_gate)
            {
                return _phase;
            }
        }
    }

    /// <summary>Timed out or closed: no further answer goes out.</summary>
    public bool IsOver => Phase is HttpPhase.TimedOut or HttpPhase.Closed;

    public bool IsAnswering => Phase is HttpPhase.Handling or HttpPhase.Writing;

    /// <returns>False when it is over meanwhile.</returns>
    public bool Enter(HttpPhase next, TimeSpan limit)
    {
        lock (_gate)
        {
            if (_phase is HttpPhase.TimedOut or HttpPhase.Closed)
            {
                return false;
            }

            _phase = next;
            _since = Stopwatch.GetTimestamp();
            _deadline = _since + Ticks(limit);
            return true;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _phase = HttpPhase.Closed;
        }
    }

    /// <summary>Ends a phase whose time is up. Waiting for the handler has no end.</summary>
    /// <returns>The phase that was ended, or null.</returns>
    public HttpPhase? Expire(long now, TimeSpan drain)
    {
        lock (_gate)
        {
            if (now < _deadline || _phase is HttpPhase.Handling or HttpPhase.Closed)
            {
                return null;
            }

            HttpPhase expired = _phase;
            _phase = expired is HttpPhase.Idle or HttpPhase.Head or HttpPhase.Body ? HttpPhase.TimedOut : HttpPhase.Closed;
            _deadline = now + Ticks(drain);
            return expired;
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
