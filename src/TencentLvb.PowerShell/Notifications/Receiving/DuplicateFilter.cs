namespace TencentLvb.Notifications;

/// <summary>
/// Recognizes recent events. It remembers only accepted events, for longer than the service repeats notifications (15 minutes), and only
/// a limited number. If an event is still being processed, another delivery of it waits for the result.
/// </summary>
internal sealed class DuplicateFilter
{
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromMinutes(30);
    public const int DefaultCapacity = 500_000;

    private readonly object _gate = new();
    private readonly Dictionary<EventFingerprint, TaskCompletionSource<EventDisposition>> _underWay = [];
    private readonly HashSet<EventFingerprint> _taken = [];
    private readonly Queue<(EventFingerprint Key, DateTimeOffset At)> _order = new();
    private readonly TimeSpan _retention;
    private readonly int _capacity;
    private readonly Func<DateTimeOffset> _now;
    private int _joined;

    public DuplicateFilter(TimeSpan? retention = null, int capacity = DefaultCapacity, Func<DateTimeOffset>? now = null)
    {
        _retention = retention ?? DefaultRetention;
        _capacity = capacity;
        _now = now ?? (() => DateTimeOffset.UtcNow);
    }

    /// <summary>Gets the number of events that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _taken.Count;
            }
        }
    }

    /// <summary>Gets the number of deliveries that waited for the result of an earlier one.</summary>
    public int Joined
    {
        get
        {
            lock (_gate)
            {
                return _joined;
            }
        }
    }

    /// <summary>Starts processing an event.</summary>
    /// <returns>Null if the event is new: call <see cref="Complete"/> afterward. Otherwise the result of the first delivery, which may
    /// still be pending.</returns>
    public Task<EventDisposition>? Begin(EventFingerprint key)
    {
        lock (_gate)
        {
            Forget();
            if (_taken.Contains(key))
            {
                return AlreadyTaken;
            }

            if (_underWay.TryGetValue(key, out var first))
            {
                _joined++;
                return first.Task;
            }

            _underWay.Add(key, new TaskCompletionSource<EventDisposition>(TaskCreationOptions.RunContinuationsAsynchronously));
            return null;
        }
    }

    /// <summary>Sets the result of an event that was started.</summary>
    public void Complete(EventFingerprint key, EventDisposition outcome)
    {
        TaskCompletionSource<EventDisposition>? waiting;
        lock (_gate)
        {
            if (_underWay.TryGetValue(key, out waiting))
            {
                _underWay.Remove(key);
            }

            if (outcome == EventDisposition.Taken)
            {
                Add(key, _now());
            }
        }

        waiting?.TrySetResult(outcome);
    }

    /// <summary>Remembers events that an earlier run accepted, oldest first.</summary>
    public void Remember(EventFingerprint key, DateTimeOffset at)
    {
        lock (_gate)
        {
            Add(key, at);
            Forget();
        }
    }

    private static readonly Task<EventDisposition> AlreadyTaken = Task.FromResult(EventDisposition.Taken);

    private void Add(EventFingerprint key, DateTimeOffset at)
    {
        if (_taken.Add(key))
        {
            _order.Enqueue((key, at));
        }
    }

    private void Forget()
    {
        var oldest = _now() - _retention;
        while (_order.Count > 0 && (_order.Peek().At < oldest || _order.Count > _capacity))
        {
            _taken.Remove(_order.Dequeue().Key);
        }
    }
}
