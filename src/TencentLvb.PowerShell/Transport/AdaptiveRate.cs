namespace TencentLvb.Transport;

/// <summary>
/// How fast a connection goes after the service said that it is asked too often: half its speed of before, half as fast again with
/// every second of few complaints, half of it with every second of many, until it is well above its former speed.
/// Not thread-safe: the pacer guards it.
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

    /// <summary>Requests per second at most just now; 0 for as many as you like.</summary>
    public double Limit { get; private set; }

    /// <summary>A request leaves.</summary>
    public void Sent(DateTimeOffset now)
    {
        Judge(now);
        _sent++;
    }

    /// <summary>The service complained.</summary>
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

        // The best of the last seconds, since a pause says nothing on how fast the connection can go.
        _best = passed < Forgotten ? Math.Max(_sent / passed.TotalSeconds, _best * 0.9) : 0;
        _since = now;
        _sent = 0;
        _complaints = 0;
    }
}
