namespace TencentLvb.Downloads;

/// <summary>Several downloads at once inside one cmdlet, finished in the order of the input. Lives on the pipeline thread.</summary>
internal sealed class DownloadWindow(LvbCmdlet cmdlet, Downloader downloader, int limit, Action<DownloadItem, FileInfo> emit, Action<DownloadProgress> report)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);
    private readonly Queue<InFlight> _queue = new();
    private readonly DownloadProgress _tally = new();

    /// <summary>Starts a download; first emits what is finished at the head, and waits for a free place.</summary>
    public void Add(DownloadItem item)
    {
        while (_queue.Count >= limit || (_queue.Count > 0 && _queue.Peek().Pending.Task.IsCompleted))
        {
            EmitHead();
        }

        _queue.Enqueue(new InFlight(item, PendingCall<FileInfo>.Start(
            (notes, cancellation) => downloader.FetchAsync(item, notes, cancellation), cmdlet.NewNotes(), cmdlet.StopToken)));
        if (limit == 1)
        {
            EmitHead();
        }
    }

    /// <summary>Waits for everything in flight and emits it.</summary>
    public void Drain()
    {
        while (_queue.Count > 0)
        {
            EmitHead();
        }
    }

    private void EmitHead()
    {
        var head = _queue.Peek();
        while (!WaitABit(head.Pending.Task))
        {
            _tally.Running = _queue.Select(f => f.Item).ToList();
            report(_tally);
        }

        _queue.Dequeue();
        try
        {
            var file = cmdlet.Finish(head.Pending);
            _tally.Done(head.Item);
            emit(head.Item, file);
        }
        catch (LvbException error)
        {
            cmdlet.WriteError(error, head.Item.Target);
        }
    }

    // A stop is thrown by Finish, which every wait ends in.
    private bool WaitABit(Task task) =>
        task.IsCompleted || cmdlet.StopToken.IsCancellationRequested || Task.WaitAny([task], (int)ReportEvery.TotalMilliseconds, CancellationToken.None) == 0;

    private sealed record InFlight(DownloadItem Item, PendingCall<FileInfo> Pending);
}
