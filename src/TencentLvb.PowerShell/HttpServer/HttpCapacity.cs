namespace TencentLvb.Http;

/// <summary>
/// How many connections are open, and of whom, and how much of bodies is in memory. Servers of one owner can share it. When a place is
/// needed, the connection that has been idle longest makes room, of the source that has the most: nobody can keep others out by opening
/// connections.
/// </summary>
internal sealed class HttpCapacity
{
    /// <summary>Most open connections where nothing else is said.</summary>
    public const int DefaultConnections = 1024;

    private readonly object _gate = new();
    private readonly Dictionary<HttpSource, HashSet<HttpConnection>> _bySource = [];
    private readonly int _max;
    private readonly int _maxPerSource;
    private int _count;

    /// <param name="maxConnections">Most open connections.</param>
    /// <param name="maxPerSource">Most open connections of one source; a reverse proxy is one.</param>
    /// <param name="maxBodyMemory">Most bytes of bodies in memory, beside those of small bodies.</param>
    public HttpCapacity(int maxConnections = DefaultConnections, int? maxPerSource = null, long maxBodyMemory = 32 * 1024 * 1024)
    {
        _max = maxConnections;
        _maxPerSource = maxPerSource ?? Math.Max(1, maxConnections / 2);
        Bodies = new HttpBodyMemory(maxBodyMemory);
    }

    /// <summary>Most open connections.</summary>
    public int MaxConnections => _max;

    /// <summary>The memory of bodies.</summary>
    public HttpBodyMemory Bodies { get; }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Counts the open connections in a phase.</summary>
    /// <param name="phase">The phase.</param>
    public int CountOf(HttpPhase phase)
    {
        lock (_gate)
        {
            return _bySource.Values.Sum(own => own.Count(c => c.Phase == phase));
        }
    }

    /// <summary>Counts a connection.</summary>
    /// <param name="connection">The new one.</param>
    /// <param name="cut">A connection that is to be cut for it; it is no longer counted.</param>
    /// <returns>False when all are busy.</returns>
    public bool TryAdd(HttpConnection connection, out HttpConnection? cut)
    {
        cut = null;
        lock (_gate)
        {
            _bySource.TryGetValue(connection.Source, out var own);
            if (own is not null && own.Count >= _maxPerSource)
            {
                cut = OldestIdle(own);
                if (cut is null)
                {
                    return false;
                }
            }
            else if (_count >= _max)
            {
                cut = OldestIdle();
                if (cut is null)
                {
                    return false;
                }
            }

            if (cut is not null)
            {
                Drop(cut);
            }

            if (!_bySource.TryGetValue(connection.Source, out own))
            {
                _bySource.Add(connection.Source, own = []);
            }

            own.Add(connection);
            _count++;
            return true;
        }
    }

    /// <summary>The connection that can best be spared, no longer counted; null when all are busy.</summary>
    public HttpConnection? TakeIdle()
    {
        lock (_gate)
        {
            var idle = OldestIdle();
            if (idle is not null)
            {
                Drop(idle);
            }

            return idle;
        }
    }

    /// <summary>Counts a connection no longer; it may have been cut before.</summary>
    public void Remove(HttpConnection connection)
    {
        lock (_gate)
        {
            Drop(connection);
        }
    }

    private void Drop(HttpConnection connection)
    {
        if (_bySource.TryGetValue(connection.Source, out var own) && own.Remove(connection))
        {
            _count--;
            if (own.Count == 0)
            {
                _bySource.Remove(connection.Source);
            }
        }
    }

    // Of the source with the most connections; of any other only when all of that one are busy.
    private HttpConnection? OldestIdle()
    {
        HashSet<HttpConnection>? most = null;
        foreach (var own in _bySource.Values)
        {
            most = most is null || own.Count > most.Count ? own : most;
        }

        return (most is null ? null : OldestIdle(most)) ?? OldestIdle(_bySource.Values.SelectMany(own => own));
    }

    private static HttpConnection? OldestIdle(IEnumerable<HttpConnection> connections)
    {
        HttpConnection? oldest = null;
        var best = (Rank: int.MaxValue, Since: long.MaxValue);
        foreach (var connection in connections)
        {
            var (rank, since) = connection.Spare;
            if (rank < best.Rank || (rank == best.Rank && rank != int.MaxValue && since < best.Since))
            {
                oldest = connection;
                best = (rank, since);
            }
        }

        return oldest;
    }
}
