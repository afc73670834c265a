namespace TencentLvb.Transport;

/// <summary>
/// Lets calls fail immediately for a time after several consecutive connection failures. Then one call is sent as a probe.
/// </summary>
internal sealed class CircuitBreaker(Func<DateTimeOffset> now)
{
    public const int FailuresToOpen = 8;
    public static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private int _failuresInRow;
    private DateTimeOffset _openUntil = DateTimeOffset.MinValue;
    private bool _probing;

    /// <summary>
    /// Returns the time for which calls still fail immediately; zero if a call can be sent. After the pause one call is sent as a probe.
    /// </summary>
    public TimeSpan BlockedFor()
    {
        if (IsClosed)
        {
            return TimeSpan.Zero;
        }

        lock (_gate)
        {
            if (_failuresInRow < FailuresToOpen)
            {
                return TimeSpan.Zero;
            }

            var left = _openUntil - now();
            if (left > TimeSpan.Zero)
            {
                return left;
            }

            if (_probing)
            {
                return TimeSpan.FromSeconds(1);
            }

            _probing = true;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Gets the time for which calls still fail immediately. Does not start a probe.</summary>
    public TimeSpan OpenStill
    {
        get
        {
            if (IsClosed)
            {
                return TimeSpan.Zero;
            }

            lock (_gate)
            {
                return _failuresInRow >= FailuresToOpen && _openUntil > now() ? _openUntil - now() : TimeSpan.Zero;
            }
        }
    }

    // Asked without the lock: nearly every call finds it closed, and they would wait for one another.
    private bool IsClosed => Volatile.Read(ref _failuresInRow) < FailuresToOpen;

    /// <summary>Records a response of any kind.</summary>
    public void Answered()
    {
        if (Volatile.Read(ref _failuresInRow) == 0 && !Volatile.Read(ref _probing))
        {
            return;
        }

        lock (_gate)
        {
            _failuresInRow = 0;
            _probing = false;
        }
    }

    /// <summary>Records that there was no connection, it was lost, or there was no response in time.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            _probing = false;
            if (++_failuresInRow >= FailuresToOpen)
            {
                _openUntil = now() + OpenFor;
            }
        }
    }

    /// <summary>Records a call that says nothing about the server's health: it was canceled or could not be made.</summary>
    public void Abandoned()
    {
        lock (_gate)
        {
            _probing = false;
        }
    }
}
