namespace TencentLvb.Transport;

/// <summary>
/// Keeps a connection from hammering a service that is down: a retry budget (tokens, as AWS's clients have), and a breaker
/// that lets calls fail at once for a while after several connection failures in a row.
/// </summary>
internal sealed class ConnectionGuard(Func<DateTimeOffset> now)
{
    public const int FailuresToOpen = 8;
    public static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(5);

    private const int Capacity = 500;
    private const int RetryCost = 5;
    private const int TimeoutRetryCost = 10;

    private readonly object _gate = new();
    private int _tokens = Capacity;
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

    /// <summary>A call got what it asked for: that alone fills the budget again.</summary>
    public void Succeeded(int attempts)
    {
        lock (_gate)
        {
            _failuresInRow = 0;
            _probing = false;
            _tokens = Math.Min(Capacity, _tokens + (attempts > 1 ? RetryCost : 1));
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

    /// <summary>A call ended without a word on the server's health: it was cancelled, or could not be made.</summary>
    public void Abandoned()
    {
        lock (_gate)
        {
            _probing = false;
        }
    }

    /// <summary>Whether the budget has room for one more retry; takes it.</summary>
    public bool TryTakeRetry(bool afterTimeout)
    {
        var cost = afterTimeout ? TimeoutRetryCost : RetryCost;
        lock (_gate)
        {
            if (_tokens < cost)
            {
                return false;
            }

            _tokens -= cost;
            return true;
        }
    }
}
