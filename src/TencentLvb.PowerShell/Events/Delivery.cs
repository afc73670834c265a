using System.Threading.Tasks;

namespace TencentLvb.Events;

/// <summary>An event on its way to the pipeline.</summary>
internal abstract class Delivery
{
    /// <summary>The event, on the pipeline thread; may read it from disk.</summary>
    public abstract LvbEvent Load();

    /// <summary>Tells what became of it, once.</summary>
    public abstract void Complete(DeliveryOutcome outcome);
}

/// <summary>An event whose request waits until the pipeline has taken it.</summary>
internal sealed class HeldDelivery(LvbEvent told) : Delivery
{
    private readonly TaskCompletionSource<DeliveryOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<DeliveryOutcome> Outcome => _outcome.Task;

    public override LvbEvent Load() => told;

    public override void Complete(DeliveryOutcome outcome) => _outcome.TrySetResult(outcome);
}
