using System.Diagnostics;
using System.Net;

namespace TencentLvb.Notifications;

/// <summary>
/// Holds the work of the pipeline thread: events to emit and warnings to write. Many threads fill it, and only the pipeline thread
/// empties it. Warnings never delay events: there are few of them, and they alternate with events.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    private const int MaxWarnings = 100;
    private static readonly TimeSpan WakePause = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private readonly Queue<QueuedEvent> _deliveries = new();
    private readonly Queue<string> _warnings = new();
    private readonly QuietSemaphore _ready = new();
    private readonly Func<TimeSpan> _clock;
    private readonly RefusalLog _refusals;
    private IEnumerator<QueuedEvent?>? _backlog;
    private bool _wasEvent = true;
    private TimeSpan _woken = -WakePause;
    private bool _closed;

    /// <param name="clock">A monotonic clock; tests use their own.</param>
    public EventQueue(Func<TimeSpan>? clock = null)
    {
        var watch = Stopwatch.StartNew();
        _clock = clock ?? (() => watch.Elapsed);
        _refusals = new RefusalLog(_clock);
    }

    /// <summary>Gets the number of waiting events.</summary>
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

    /// <summary>Adds an event. After <see cref="Close"/> the event is immediately completed as not accepted.</summary>
    public void Add(QueuedEvent delivery) => Add([delivery]);

    /// <summary>Adds several events in their order.</summary>
    public void Add(QueuedEvent[] deliveries)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                foreach (var delivery in deliveries)
                {
                    _deliveries.Enqueue(delivery);
                }

                _ready.Release(deliveries.Length);
                return;
            }
        }

        Array.ForEach(deliveries, NotTaken);
    }

    /// <summary>Emits events before all others in the queue. They are read one at a time on the thread that emits them.</summary>
    /// <param name="backlog">The events. A null is not an event: it lets the caller check its time limit and whether it was
    /// stopped.</param>
    public void Replay(IEnumerable<QueuedEvent?> backlog)
    {
        lock (_gate)
        {
            _backlog = _closed ? null : backlog.GetEnumerator();
        }
    }

    /// <summary>Adds a warning that no remote party can trigger at will.</summary>
    public void Warn(string text)
    {
        lock (_gate)
        {
            if (!_closed && _warnings.Count < MaxWarnings)
            {
                _warnings.Enqueue(text);
                _ready.Release();
            }
        }
    }

    /// <summary>Adds a warning about a refused request, or only counts it to limit the number of warnings.</summary>
    /// <param name="reason">The reason that such refusals have in common: a status and a few words.</param>
    /// <param name="from">The sender.</param>
    /// <param name="text">The warning.</param>
    public void WarnOfRefusal(string reason, IPAddress? from, string text)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            var wasQuiet = _refusals.Due is null;
            if (_refusals.Note(reason, from))
            {
                Warn(text);
            }
            else if (wasQuiet)
            {
                // Ends the wait when the report is due.
                _ready.Release();
            }
        }
    }

    /// <summary>Ends the wait of <see cref="TryTake"/> without an item, at most once per second.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (!_closed && _clock() is var now && now - _woken >= WakePause)
            {
                _woken = now;
                _ready.Release();
            }
        }
    }

    /// <summary>Waits for the next item. Events and warnings alternate.</summary>
    /// <returns>False when the time is up. Occasionally true without an event or a warning: then there is nothing to do.</returns>
    public bool TryTake(TimeSpan wait, CancellationToken cancellation, out QueuedEvent? delivery, out string? warning)
    {
        if (TryTakeFromBacklog(cancellation, out delivery, out warning))
        {
            return true;
        }

        TimeSpan? due;
        lock (_gate)
        {
            due = _refusals.Due;
        }

        var isShortened = due < wait || (due is not null && wait == Timeout.InfiniteTimeSpan);
        if (!_ready.Wait(isShortened ? due!.Value : wait, cancellation) && !isShortened)
        {
            return false;
        }

        lock (_gate)
        {
            QueueReport();
            if (_deliveries.Count > 0 && !(_wasEvent && _warnings.Count > 0))
            {
                delivery = _deliveries.Dequeue();
                _wasEvent = true;
            }
            else if (_warnings.Count > 0)
            {
                warning = _warnings.Dequeue();
                _wasEvent = false;
            }
        }

        return true;
    }

    private bool TryTakeFromBacklog(CancellationToken cancellation, out QueuedEvent? delivery, out string? warning)
    {
        delivery = null;
        warning = null;
        IEnumerator<QueuedEvent?>? backlog;
        lock (_gate)
        {
            backlog = _backlog;
            QueueReport();
            if (backlog is not null && _wasEvent && _warnings.Count > 0 && _ready.TryTake())
            {
                _wasEvent = false;
                warning = _warnings.Dequeue();
                return true;
            }
        }

        if (backlog is null)
        {
            return false;
        }

        cancellation.ThrowIfCancellationRequested();

        // Outside the lock, because it reads files.
        if (backlog.MoveNext())
        {
            _wasEvent = true;
            delivery = backlog.Current;
            return true;
        }

        lock (_gate)
        {
            _backlog = null;
        }

        return false;
    }

    // When it is due, even while a long backlog is being emitted.
    private void QueueReport()
    {
        if (_refusals.Report() is { } report)
        {
            _warnings.Enqueue(report);
            _ready.Release();
        }
    }

    /// <summary>Returns the report of refusals that were not reported yet; null if there are none.</summary>
    public string? LastReport()
    {
        lock (_gate)
        {
            return _refusals.Report(isLast: true);
        }
    }

    /// <summary>Accepts no more events. Waiting events are completed as not accepted.</summary>
    public void Close()
    {
        QueuedEvent[] waiting;
        lock (_gate)
        {
            _closed = true;
            _backlog = null;
            waiting = _deliveries.ToArray();
            _deliveries.Clear();
        }

        Array.ForEach(waiting, NotTaken);
    }

    public void Dispose() => Close();

    private static void NotTaken(QueuedEvent delivery) => delivery.Complete(EventDisposition.NotTaken);
}
