namespace TencentLvb.Http;

/// <summary>
/// Limits the memory of request bodies, which is counted as bytes arrive and not as they are announced. Small bodies, the usual size of
/// notifications, are not limited: there are no more of them than connections. One source can hold half of the rest.
/// </summary>
internal sealed class HttpBodyMemory
{
    /// <summary>The number of bytes that every body can use without a lease.</summary>
    public const int Free = 16 * 1024;

    private readonly object _gate = new();
    private readonly Dictionary<HttpSource, long> _bySource = [];
    private readonly long _limit;
    private long _used;

    public HttpBodyMemory(long limit) => _limit = limit;

    /// <summary>Gets the number of bytes in use beyond the unlimited ones.</summary>
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

    /// <summary>Creates the lease for the memory of one body. It is returned when the lease is disposed.</summary>
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

        /// <summary>Reserves more memory.</summary>
        /// <returns>False if there is not enough memory now.</returns>
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
