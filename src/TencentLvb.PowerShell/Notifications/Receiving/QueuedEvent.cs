namespace TencentLvb.Notifications;

/// <summary>An event on its way to the pipeline.</summary>
internal abstract class QueuedEvent
{
    /// <summary>The event, on the pipeline thread; may read it from disk.</summary>
    public abstract LvbEvent Load();

    /// <summary>Tells what became of it, once.</summary>
    public abstract void Complete(EventDisposition disposition);
}

/// <summary>An event whose request waits until the pipeline has taken it.</summary>
internal sealed class UnacknowledgedEvent(LvbEvent told) : QueuedEvent
{
    private readonly TaskCompletionSource<EventDisposition> _disposition = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<EventDisposition> Disposition => _disposition.Task;

    public override LvbEvent Load() => told;

    public override void Complete(EventDisposition disposition) => _disposition.TrySetResult(disposition);
}
