namespace TencentLvb.Cmdlets;

/// <summary>
/// The calls of one cmdlet in flight: so many at once, results in the order of the input, memory constant. Lives on the pipeline thread;
/// the workers never touch the cmdlet.
/// </summary>
/// <param name="cmdlet">The cmdlet on whose behalf.</param>
/// <param name="calls">Runs its calls.</param>
/// <param name="limit">How many calls may be in flight at once.</param>
/// <param name="prepare">Makes the call for an item; an <see cref="LvbException"/> becomes that item's error.</param>
/// <param name="emit">Takes the results, in order.</param>
/// <param name="target">What an error is about, as the user gave it.</param>
internal sealed class OrderedCallQueue<TItem, TValue>(
    LvbCmdlet cmdlet,
    CallRunner calls,
    int limit,
    Func<TItem, PendingCall<TValue>> prepare,
    Action<TItem, TValue> emit,
    Func<TItem, object?> target)
{
    private const int Ahead = 8;

    // So long a finished head may wait for others, when there is plenty to do meanwhile: waking for each one costs more than the rest of
    // a call.
    private static readonly TimeSpan CoalescingTime = TimeSpan.FromMilliseconds(10);

    private readonly WorkerPool<TValue> _workers = new();
    private readonly IndexedQueue<Call> _calls = new();

    /// <summary>
    /// How many calls may be in flight from now on; with 0 nothing more is started or emitted. May change while emitting.
    /// </summary>
    public int Limit { get; set; } = limit;

    /// <summary>
    /// Whether calls go on behind a head that is slow (it may wait for its next attempt), up to a multiple of the limit. For queries only
    /// of which all are wanted; there are never more than the limit in flight.
    /// </summary>
    public bool MayRunAhead { get; init; }

    /// <summary>
    /// Says of an item's error whether it is to be written; null for all. An item may be one of several calls about the same stream.
    /// </summary>
    public Func<TItem, LvbException, bool>? TellsError { get; init; }

    /// <summary>Called every so often while the head is waited for; null for nothing.</summary>
    public Action<IEnumerable<TItem>>? WhileWaiting { get; init; }

    /// <summary>How often <see cref="WhileWaiting"/> is called.</summary>
    public TimeSpan WhileWaitingInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Starts a call; first emits what is finished at the head, and waits for a free place.</summary>
    public void Add(TItem item)
    {
        while (Limit > 0 && _calls.Count > 0 && (_calls.Head.Pending.IsCompleted || _calls.Count >= Capacity))
        {
            EmitHead();
        }

        if (Limit <= 0)
        {
            return;
        }

        // Without a connection nothing can be said about any item: that ends the command.
        calls.Connect();
        PendingCall<TValue> pending;
        try
        {
            pending = prepare(item);
        }
        catch (LvbException error)
        {
            // Keep the order: what came before is told first.
            Drain();
            Write(item, error);
            return;
        }

        _calls.Add(new Call(item, pending));
        _workers.Add(pending, Limit);
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

    /// <summary>Emits up to the last call in flight whose item matches; returns whether there was one.</summary>
    public bool DrainTo(Func<TItem, bool> match)
    {
        var had = false;
        while (Limit > 0 && InFlight().Any(match))
        {
            had = true;
            EmitHead();
        }

        return had;
    }

    private int Capacity => MayRunAhead && Limit > 1 ? Limit * Ahead : Limit;

    private void EmitHead()
    {
        if (_calls.Count > 2 * Limit && !_calls.Head.Pending.IsCompleted)
        {
            calls.WaitFor(_calls[Limit].Pending, CoalescingTime);
        }

        while (WhileWaiting is not null && !calls.WaitFor(_calls.Head.Pending, WhileWaitingInterval))
        {
            WhileWaiting(InFlight());
        }

        var head = _calls.Take();
        try
        {
            emit(head.Item, calls.Finish(head.Pending));
        }
        catch (LvbException error)
        {
            Write(head.Item, error);
        }
    }

    private void Write(TItem item, LvbException error)
    {
        if (TellsError?.Invoke(item, error) != false)
        {
            cmdlet.WriteError(error, target(item));
        }
    }

    private IEnumerable<TItem> InFlight()
    {
        for (var i = 0; i < _calls.Count; i++)
        {
            yield return _calls[i].Item;
        }
    }

    private readonly record struct Call(TItem Item, PendingCall<TValue> Pending);
}
