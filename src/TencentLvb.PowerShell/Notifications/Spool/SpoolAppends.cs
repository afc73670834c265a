namespace TencentLvb.Notifications;

/// <summary>Represents an event that is to be written to the spool.</summary>
/// <param name="parsed">The event.</param>
/// <param name="inbox">The queue that gets the event when it is on disk.</param>
internal sealed class SpoolAppend(UnverifiedEvent parsed, EventQueue inbox)
{
    public UnverifiedEvent Parsed { get; } = parsed;

    public EventQueue Inbox { get; } = inbox;

    /// <summary>Gets or sets the position of the event in the spool.</summary>
    public SpoolEntry? Entry { get; set; }

    // Continuations run on the thread that completes it, which is never the thread of the spool.
    public TaskCompletionSource<bool> Stored { get; } = new();
}

/// <summary>The queue of events for the spool's thread: many threads add events, and that thread removes them in groups.</summary>
internal sealed class SpoolAppends
{
    private const int MaxGroup = 512;
    private const int MaxGroupBytes = 4 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly Queue<SpoolAppend> _waiting = new();
    private bool _isIdle;
    private bool _isClosed;

    /// <summary>Adds an event; returns false if the queue is closed.</summary>
    public bool TryAdd(SpoolAppend append)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _waiting.Enqueue(append);
            Wake();
            return true;
        }
    }

    /// <summary>Accepts no more events. The events in the queue can still be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Wake();
        }
    }

    /// <summary>
    /// Waits for events and removes as many as the limits allow; returns an empty list when the queue is closed and empty.
    /// </summary>
    public List<SpoolAppend> Take()
    {
        lock (_gate)
        {
            // A blocking collection would spin, and use processor time that the adding threads need.
            while (_waiting.Count == 0 && !_isClosed)
            {
                _isIdle = true;
                Monitor.Wait(_gate);
                _isIdle = false;
            }

            var group = new List<SpoolAppend>(Math.Min(_waiting.Count, MaxGroup));
            for (var bytes = 0; _waiting.Count > 0 && group.Count < MaxGroup && bytes < MaxGroupBytes; group.Add(_waiting.Dequeue()))
            {
                bytes += _waiting.Peek().Parsed.Body.Length;
            }

            return group;
        }
    }

    private void Wake()
    {
        if (_isIdle)
        {
            Monitor.Pulse(_gate);
        }
    }
}
