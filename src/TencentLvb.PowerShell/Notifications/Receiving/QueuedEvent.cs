namespace TencentLvb.Notifications;

/// <summary>Represents an event that is passed to the pipeline.</summary>
internal abstract class QueuedEvent
{
    /// <summary>Returns the event, on the pipeline thread. May read it from disk.</summary>
    public abstract LvbEvent Load();

    /// <summary>Sets the result of the event. Called once.</summary>
    public abstract void Complete(EventDisposition disposition);
}

/// <summary>Represents an event whose request waits until the pipeline has handled it.</summary>
internal sealed class UnacknowledgedEvent(LvbEvent told) : QueuedEvent
{
    private readonly TaskCompletionSource<EventDisposition> _disposition = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<EventDisposition> Disposition => _disposition.Task;

    public override LvbEvent Load() => told;

    public override void Complete(EventDisposition disposition) => _disposition.TrySetResult(disposition);
}
