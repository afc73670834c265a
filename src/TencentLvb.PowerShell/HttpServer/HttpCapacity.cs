namespace TencentLvb.Http;

/// <summary>
/// Tracks open connections by source, and the memory of bodies. Servers of one owner can share it. If the limit is reached, the
/// connection that has been idle longest is closed, from the source with the most connections: no one can keep others out by opening
/// connections.
/// </summary>
internal sealed class HttpCapacity
{
    /// <summary>The default maximum of open connections.</summary>
    public const int DefaultConnections = 1024;

    private readonly object _gate = new();
    private readonly Dictionary<HttpSource, HashSet<HttpConnection>> _bySource = [];
    private readonly int _max;
    private readonly int _maxPerSource;
    private int _count;

    /// <param name="maxConnections">The maximum number of open connections.</param>
    /// <param name="maxPerSource">The maximum number of open connections of one source; a reverse proxy is one source.</param>
    /// <param name="maxBodyMemory">The maximum memory of bodies in bytes, in addition to that of small bodies.</param>
    public HttpCapacity(int maxConnections = DefaultConnections, int? maxPerSource = null, long maxBodyMemory = 32 * 1024 * 1024)
    {
        _max = maxConnections;
        _maxPerSource = maxPerSource ?? Math.Max(1, maxConnections / 2);
        Bodies = new HttpBodyMemory(maxBodyMemory);
    }

    /// <summary>Gets the maximum number of open connections.</summary>
    public int MaxConnections => _max;

    /// <summary>Gets the memory of bodies.</summary>
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

    /// <summary>Returns the number of open connections in a phase.</summary>
    /// <param name="phase">The phase.</param>
    public int CountOf(HttpPhase phase)
    {
        lock (_gate)
        {
            return _bySource.Values.Sum(own => own.Count(c => c.Phase == phase));
        }
    }

    /// <summary>Adds a connection.</summary>
    /// <param name="connection">The new connection.</param>
    /// <param name="cut">A connection that must be closed for it. It is no longer counted.</param>
    /// <returns>False if all connections are busy.</returns>
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

    /// <summary>Returns the connection that is best closed, and no longer counts it; null if all are busy.</summary>
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

    /// <summary>Removes a connection. It may have been removed before.</summary>
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

    // Prefers the source with the most connections. Another source is used only if all connections of that one are busy.
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
