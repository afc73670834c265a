namespace TencentLvb.Notifications;

/// <summary>
/// Knows events that came lately. Remembered is only what was taken, for longer than the service repeats itself (15 minutes), and
/// so many at most. A delivery of an event that is still under way waits for what becomes of that one.
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

    /// <summary>How many events it remembers.</summary>
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

    /// <summary>How many deliveries waited for what became of an earlier one.</summary>
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

    /// <summary>Takes an event in hand.</summary>
    /// <returns>Null when it is new: <see cref="Complete"/> must follow. Else what became of the first delivery, or will.</returns>
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

    /// <summary>Tells what became of an event in hand.</summary>
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

    /// <summary>Remembers what an earlier run took; oldest first.</summary>
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
