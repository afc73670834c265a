namespace TencentLvb.Notifications;

/// <summary>
/// What the pipeline thread has to do: events to emit, warnings to write. Filled from many threads, emptied by that one.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    private const int MaxWarnings = 100;
    private readonly object _gate = new();
    private readonly Queue<QueuedEvent> _deliveries = new();
    private readonly Queue<string> _warnings = new();
    private readonly SemaphoreSlim _ready = new(0);
    private int _unsaid;
    private bool _closed;

    /// <summary>How many events wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _deliveries.Count;
            }
        }
    }

    /// <summary>Adds an event; after <see cref="Close"/> it hears at once that it was not taken.</summary>
    public void Add(QueuedEvent delivery)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _deliveries.Enqueue(delivery);
                _ready.Release();
                return;
            }
        }

        delivery.Complete(EventDisposition.NotTaken);
    }

    /// <summary>Adds a warning. So many wait at most, whatever somebody sends; of the others the number is told.</summary>
    public void Warn(string text)
    {
        lock (_gate)
        {
            if (_closed || _warnings.Count >= MaxWarnings)
            {
                _unsaid++;
                return;
            }

            if (_unsaid > 0)
            {
                _warnings.Enqueue($"{_unsaid} more warnings were left out while the pipeline was busy.");
                _ready.Release();
                _unsaid = 0;
            }

            _warnings.Enqueue(text);
            _ready.Release();
        }
    }

    /// <summary>Waits for the next thing to do: warnings first.</summary>
    /// <returns>False when the time is up.</returns>
    public bool TryTake(TimeSpan wait, CancellationToken cancellation, out QueuedEvent? delivery, out string? warning)
    {
        delivery = null;
        warning = null;
        if (!_ready.Wait(wait, cancellation))
        {
            return false;
        }

        lock (_gate)
        {
            if (_warnings.Count > 0)
            {
                warning = _warnings.Dequeue();
            }
            else if (_deliveries.Count > 0)
            {
                delivery = _deliveries.Dequeue();
            }
        }

        return true;
    }

    /// <summary>Takes no more events; those that wait hear that they were not taken.</summary>
    public void Close()
    {
        QueuedEvent[] waiting;
        lock (_gate)
        {
            _closed = true;
            waiting = _deliveries.ToArray();
            _deliveries.Clear();
        }

        foreach (var delivery in waiting)
        {
            delivery.Complete(EventDisposition.NotTaken);
        }
    }

    public void Dispose()
    {
        Close();
        _ready.Dispose();
    }
}
