using System.Diagnostics;

namespace TencentLvb.Http;

/// <summary>Specifies the phase of a connection.</summary>
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
/// Tracks the phase of a connection and its time limit. It is locked, because the server's sweep enforces time-outs: only a phase that is
/// still the expired one is ended.
/// </summary>
internal sealed class HttpPhaseClock
{
    private readonly object _gate = new();
    private HttpPhase _phase = HttpPhase.Idle;
    private long _since = Stopwatch.GetTimestamp();
    private long _deadline;

    public HttpPhaseClock(TimeSpan firstLimit) => _deadline = _since + Ticks(firstLimit);

    /// <summary>
    /// Gets how suitable the connection is for closing (lower is better) and since when: completed, idle, reading a header, reading a
    /// body. The highest number means that its request is being processed.
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

    /// <summary>Indicates that it timed out or was closed. No further response is sent.</summary>
    public bool IsOver => Phase is HttpPhase.TimedOut or HttpPhase.Closed;

    public bool IsAnswering => Phase is HttpPhase.Handling or HttpPhase.Writing;

    /// <returns>False if it has ended in the meantime.</returns>
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

    /// <summary>Ends a phase whose time is up. Waiting for the handler has no time limit.</summary>
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
