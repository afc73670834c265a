namespace TencentLvb.Transport;

/// <summary>Lets calls fail at once for a while after several connection failures in a row; then one call goes ahead as a probe.</summary>
internal sealed class CircuitBreaker(Func<DateTimeOffset> now)
{
    public const int FailuresToOpen = 8;
    public static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private int _failuresInRow;
    private DateTimeOffset _openUntil = DateTimeOffset.MinValue;
    private bool _probing;

    /// <summary>How long calls still fail at once; zero when one may go. After the pause one call goes ahead as a probe.</summary>
    public TimeSpan BlockedFor()
    {
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

    /// <summary>How long calls still fail at once just now. Takes no probe.</summary>
    public TimeSpan OpenStill
    {
        get
        {
            lock (_gate)
            {
                return _failuresInRow >= FailuresToOpen && _openUntil > now() ? _openUntil - now() : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The server answered, whatever it said.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            _failuresInRow = 0;
            _probing = false;
        }
    }

    /// <summary>There was no connection, it broke off, or no answer came in time.</summary>
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

    /// <summary>A call ended without saying anything about the server's health: it was cancelled, or could not be made.</summary>
    public void Abandoned()
    {
        lock (_gate)
        {
            _probing = false;
        }
    }
}
