namespace TencentLvb.Cmdlets;

/// <summary>
/// Runs the calls of one cmdlet in parallel up to a limit, with results in the order of the input and constant memory. Used on the
/// pipeline thread; the workers never access the cmdlet.
/// </summary>
/// <param name="cmdlet">The cmdlet that makes the calls.</param>
/// <param name="calls">The runner for its calls.</param>
/// <param name="limit">The number of calls that can be in flight at once.</param>
/// <param name="prepare">Creates the call for an item. An <see cref="LvbException"/> becomes the error of that item.</param>
/// <param name="emit">Receives the results, in order.</param>
/// <param name="target">Returns the target of an error, as the user specified it.</param>
internal sealed class OrderedCallQueue<TItem, TValue>(
    LvbCmdlet cmdlet,
    CallRunner calls,
    int limit,
    Func<TItem, PendingCall<TValue>> prepare,
    Action<TItem, TValue> emit,
    Func<TItem, object?> target)
{
    private const int Ahead = 8;

    // How long a completed head can wait for others while other calls are running. Waking up for each call costs more than the rest of
    // the call.
    private static readonly TimeSpan CoalescingTime = TimeSpan.FromMilliseconds(10);

    private readonly WorkerPool<TValue> _workers = new();
    private readonly IndexedQueue<Call> _calls = new();

    /// <summary>
    /// Gets or sets the number of calls that can be in flight from now on. With 0, nothing more is started or emitted. May change while
    /// emitting.
    /// </summary>
    public int Limit { get; set; } = limit;

    /// <summary>
    /// Indicates whether calls continue past a slow head (it may be waiting for a retry), up to a multiple of the limit. Only for queries
    /// whose results are all required. The number in flight never exceeds the limit.
    /// </summary>
    public bool MayRunAhead { get; init; }

    /// <summary>
    /// Determines whether an item's error is written; null for all. An item may be one of several calls for the same stream.
    /// </summary>
    public Func<TItem, LvbException, bool>? ShouldWriteError { get; init; }

    /// <summary>Gets the action that is called at intervals while the head is waited for; null for none.</summary>
    public Action<IEnumerable<TItem>>? WhileWaiting { get; init; }

    /// <summary>Gets the interval at which <see cref="WhileWaiting"/> is called.</summary>
    public TimeSpan WhileWaitingInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Starts a call. First emits the completed calls at the head, and waits for a free slot.</summary>
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

        // Without a connection no item can be processed, so the command ends.
        calls.Connect();
        PendingCall<TValue> pending;
        try
        {
            pending = prepare(item);
        }
        catch (LvbException error)
        {
            // Keeps the order: earlier results are emitted first.
            Drain();
            Write(item, error);
            return;
        }

        _calls.Add(new Call(item, pending));
        _workers.Add(pending, Limit);
        if (Limit == 1)
        {
            // If the source of the pipeline is slow, the next input may take a long time.
            EmitHead();
        }
    }

    /// <summary>Waits for all calls in flight and emits their results.</summary>
    public void Drain()
    {
        while (Limit > 0 && _calls.Count > 0)
        {
            EmitHead();
        }
    }

    /// <summary>Emits up to the last call in flight whose item matches. Returns whether there was one.</summary>
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
        if (ShouldWriteError?.Invoke(item, error) != false)
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
