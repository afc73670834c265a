namespace TencentLvb.Transport;

/// <summary>
/// Controls the rate of a connection after the service reported too many requests: it starts at half the previous rate, increases by half
/// after every second with few such reports, and halves after every second with many, until it is well above the previous rate. Not
/// thread-safe: the pacer guards it.
/// </summary>
internal sealed class AdaptiveRate
{
    private const double Slowest = 1;
    private const double Many = 0.1;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(20);

    private DateTimeOffset _since = DateTimeOffset.MinValue;
    private int _sent;
    private int _complaints;
    private double _best;
    private double _former;

    /// <summary>Gets the current maximum of requests per second; 0 for no limit.</summary>
    public double Limit { get; private set; }

    /// <summary>Records that a request was sent.</summary>
    public void Sent(DateTimeOffset now)
    {
        Judge(now);
        _sent++;
    }

    /// <summary>Records that the service reported too many requests.</summary>
    public void Complained(DateTimeOffset now)
    {
        Judge(now);
        _complaints++;
        if (Limit == 0)
        {
            _former = Math.Max(Math.Max(_best, _sent), Slowest);
            Limit = Math.Max(_former / 2, Slowest);
        }
    }

    private void Judge(DateTimeOffset now)
    {
        var passed = now - _since;
        if (passed < Second)
        {
            return;
        }

        if (Limit > 0)
        {
            Limit = _complaints > 0 && _complaints >= _sent * Many ? Math.Max(Limit / 2, Slowest) : Limit * 1.5;
            if (Limit >= _former * 2 || passed > Forgotten)
            {
                Limit = 0;
            }
        }

        // The highest rate of the last seconds, because a pause says nothing about how fast the connection can be.
        _best = passed < Forgotten ? Math.Max(_sent / passed.TotalSeconds, _best * 0.9) : 0;
        _since = now;
        _sent = 0;
        _complaints = 0;
    }
}
