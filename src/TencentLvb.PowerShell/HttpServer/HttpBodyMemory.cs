namespace TencentLvb.Http;

/// <summary>
/// Bytes of bodies in memory, counted as they arrive and not as they are announced. Small bodies, as notifications are, need no permission:
/// there are no more of them than connections. One source may hold half of the rest.
/// </summary>
internal sealed class HttpBodyMemory
{
    /// <summary>What every body may take without being asked.</summary>
    public const int Free = 16 * 1024;

    private readonly object _gate = new();
    private readonly Dictionary<HttpSource, long> _bySource = [];
    private readonly long _limit;
    private long _used;

    public HttpBodyMemory(long limit) => _limit = limit;

    /// <summary>Bytes beyond those that are free.</summary>
    public long Used
    {
        get
        {
            lock (_gate)
            {
                return _used;
            }
        }
    }

    /// <summary>The memory of one body, given back when it is disposed.</summary>
    public Lease Rent(HttpSource source) => new(this, source);

    private bool TryTake(HttpSource source, long bytes)
    {
        lock (_gate)
        {
            _bySource.TryGetValue(source, out var own);
            if (_used + bytes > _limit || own + bytes > _limit / 2)
            {
                return false;
            }

            _used += bytes;
            _bySource[source] = own + bytes;
            return true;
        }
    }

    private void GiveBack(HttpSource source, long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            var own = _bySource[source] - bytes;
            if (own == 0)
            {
                _bySource.Remove(source);
            }
            else
            {
                _bySource[source] = own;
            }
        }
    }

    internal sealed class Lease(HttpBodyMemory memory, HttpSource source) : IDisposable
    {
        private long _held;
        private long _counted;

        /// <summary>Takes more.</summary>
        /// <returns>False when there is no room now.</returns>
        public bool TryGrow(long more)
        {
            var counted = Math.Max(0, _held + more - Free);
            if (counted > _counted && !memory.TryTake(source, counted - _counted))
            {
                return false;
            }

            _held += more;
            _counted = counted;
            return true;
        }

        public void Dispose()
        {
            if (_counted > 0)
            {
                memory.GiveBack(source, _counted);
                _counted = 0;
            }
        }
    }
}
