namespace TencentLvb.Cmdlets;

/// <summary>
/// An ordered window of calls inside one cmdlet: so many in flight at once, results in the order of the input, memory
/// constant. Lives on the pipeline thread; the workers never touch the cmdlet.
/// </summary>
internal sealed class OrderedCallQueue<TItem, TValue>(
    LvbCmdlet cmdlet,
    int limit,
    Func<TItem, LvbRequest<TValue>> request,
    Action<TItem, TValue> emit,
    Func<TItem, object?> target)
{
    private const int Ahead = 8;

    // So long a finished head may wait for others, when there is plenty to do meanwhile: waking for each one costs more than the rest of a call.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly WorkerPool<TValue> _lanes = new();
    private readonly IndexedQueue<Call> _calls = new();

    /// <summary>How many calls may be in flight from now on; with 0 nothing more is started or emitted. May change while emitting.</summary>
    public int Limit { get; set; } = limit;

    /// <summary>
    /// Whether calls go on behind a head that is slow (it may wait for its next attempt), up to a multiple of the limit. For queries only
    /// of which all are wanted; there are never more than the limit in flight.
    /// </summary>
    public bool MayRunAhead { get; init; }

    /// <summary>Starts a call; first emits what is finished at the head, and waits for a free place.</summary>
    public void Add(TItem item)
    {
        while (Limit > 0 && _calls.Count > 0 && (_calls.Head.Pending.Task.IsCompleted || _calls.Count >= Capacity))
        {
            EmitHead();
        }

        if (Limit <= 0)
        {
            return;
        }

        var client = cmdlet.Account.Client;
        LvbRequest<TValue> call;
        try
        {
            call = request(item);
        }
        catch (LvbException error)
        {
            // Keep the order: what came before is told first.
            Drain();
            cmdlet.WriteError(error, target(item));
            return;
        }

        var pending = cmdlet.Prepare(client, call);
        _calls.Add(new Call(item, pending));
        _lanes.Add(pending, Limit);
        if (Limit == 1)
        {
            // Behind a source that waits, the next input may be a long time coming.
            EmitHead();
        }
    }

    /// <summary>Waits for everything in flight and emits it.</summary>
    public void Drain()
    {
        while (Limit > 0 && _calls.Count > 0)
        {
            EmitHead();
        }
    }

    private int Capacity => MayRunAhead && Limit > 1 ? Limit * Ahead : Limit;

    private void EmitHead()
    {
        if (_calls.Count > 2 * Limit && !_calls.Head.Pending.Task.IsCompleted)
        {
            cmdlet.WaitFor(_calls[Limit].Pending, Breath);
        }

        var head = _calls.Take();
        try
        {
            emit(head.Item, cmdlet.Finish(head.Pending));
        }
        catch (LvbException error)
        {
            cmdlet.WriteError(error, target(head.Item));
        }
    }

    private readonly record struct Call(TItem Item, PendingCall<TValue> Pending);
}
