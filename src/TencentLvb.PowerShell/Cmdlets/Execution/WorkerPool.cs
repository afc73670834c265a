namespace TencentLvb.Cmdlets;

/// <summary>
/// Runs work in order with limited parallelism. Each worker continues with the next item when it has completed one, so that the
/// connection stays busy without waking the pipeline thread for each item.
/// </summary>
internal sealed class WorkerPool<T>
{
    private readonly object _gate = new();
    private readonly Queue<PendingCall<T>> _waiting = new();
    private int _workers;

    /// <summary>Adds work, and a worker if there are fewer than the limit.</summary>
    public void Add(PendingCall<T> pending, int limit)
    {
        lock (_gate)
        {
            _waiting.Enqueue(pending);
            if (_workers >= limit)
            {
                return;
            }

            _workers++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static pool => _ = ((WorkerPool<T>)pool!).RunAsync(), this);
    }

    private async Task RunAsync()
    {
        while (TryTake(out var pending))
        {
            if (pending.IsCancelled)
            {
                // There may be hundreds of items, and throwing exceptions is slow.
                pending.Fail(new OperationCanceledException());
                continue;
            }

            T value;
            try
            {
                value = await pending.Begin().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Any exception: the pipeline thread throws it again.
            catch (Exception e)
#pragma warning restore CA1031
            {
                pending.Fail(e);
                continue;
            }

            pending.Succeed(value);
        }
    }

    private bool TryTake(out PendingCall<T> pending)
    {
        lock (_gate)
        {
            if (_waiting.Count > 0)
            {
                pending = _waiting.Dequeue();
                return true;
            }

            _workers--;
            pending = null!;
            return false;
        }
    }
}
