namespace TencentLvb.Cmdlets;

/// <summary>
/// Does work in the order in which it comes, so much of it at once. Each worker takes the next piece when it has done one, so that the
/// connection is kept busy without the pipeline thread, which need not wake for each.
/// </summary>
internal sealed class WorkerPool<T>
{
    private readonly object _gate = new();
    private readonly Queue<PendingCall<T>> _waiting = new();
    private int _workers;

    /// <summary>Adds a piece of work, and a worker if there are fewer than so many.</summary>
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
                // There may be hundreds, and an exception that is thrown takes its time.
                pending.Fail(new OperationCanceledException());
                continue;
            }

            T value;
            try
            {
                value = await pending.Begin().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever it is, the pipeline thread throws it again.
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
