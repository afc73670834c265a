namespace TencentLvb;

/// <summary>
/// Holds screenshots that were taken from the service's queue but not yet emitted, and exist nowhere else. Thread-safe: each screenshot
/// is returned to one cmdlet only.
/// </summary>
internal sealed class ScreenshotBacklog
{
    private readonly object _gate = new();
    private readonly LinkedList<Screenshot> _waiting = new();
    private readonly List<LvbException> _losses = [];
    private readonly List<Task> _underWay = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Gets the warning when the connection is discarded; null if no screenshots remain.</summary>
    public string? Warning => Count is > 0 and var left
        ? $"The discarded connection still contains {(left == 1 ? "1 screenshot that was" : left + " screenshots that were")} "
        + "read from the queue but not returned. "
        + $"If a variable still refers to that connection, get {(left == 1 ? "it" : "them")} with Get-LvbScreenshot -Connection."
        : null;

    public void Add(IEnumerable<Screenshot> screenshots)
    {
        lock (_gate)
        {
            foreach (var screenshot in screenshots)
            {
                _waiting.AddLast(screenshot);
            }
        }
    }

    /// <summary>Takes the oldest screenshot to emit it. A screenshot that could not be emitted must be put back.</summary>
    public bool TryTake(out Screenshot screenshot)
    {
        lock (_gate)
        {
            screenshot = _waiting.First?.Value!;
            if (screenshot is null)
            {
                return false;
            }

            _waiting.RemoveFirst();
            return true;
        }
    }

    /// <summary>Puts a screenshot back at the front.</summary>
    public void PutBack(Screenshot screenshot)
    {
        lock (_gate)
        {
            _waiting.AddFirst(screenshot);
        }
    }

    /// <summary>Adds a call that continues although its cmdlet was stopped. Its screenshots are emitted first by the next call.</summary>
    public void AddUnderWay(Task call)
    {
        lock (_gate)
        {
            _underWay.RemoveAll(static c => c.IsCompleted);
            _underWay.Add(call);
        }
    }

    /// <summary>Returns the calls that are still in progress. Each completes within its time limit, and none fails.</summary>
    public Task[] LeftUnderWay()
    {
        lock (_gate)
        {
            _underWay.RemoveAll(static c => c.IsCompleted);
            return _underWay.ToArray();
        }
    }

    /// <summary>Adds a call whose response was lost, with the screenshots that it may have contained, until the user is informed.</summary>
    public void AddLoss(LvbException error)
    {
        lock (_gate)
        {
            _losses.Add(error);
        }
    }

    /// <summary>Removes a loss after the user was informed.</summary>
    public void RemoveLoss(LvbException error)
    {
        lock (_gate)
        {
            _losses.Remove(error);
        }
    }

    /// <summary>Removes and returns losses that were not reported because the cmdlet had been stopped.</summary>
    public IReadOnlyList<LvbException> TakeLosses()
    {
        lock (_gate)
        {
            var losses = _losses.ToArray();
            _losses.Clear();
            return losses;
        }
    }
}
