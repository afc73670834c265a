namespace TencentLvb;

/// <summary>
/// Screenshots that were taken from the service's queue and have not been emitted yet: nothing else holds them. Several
/// cmdlets on several threads may use it; each screenshot goes to one of them.
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

    /// <summary>What to say when the connection is given up; null when nothing is left in here.</summary>
    public string? Warning => Count is > 0 and var left
        ? $"The discarded connection still holds {left} screenshots that were read from the queue and not emitted. They are available "
        + "only from that connection: Get-LvbScreenshot -Connection, if a variable holds it."
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

    /// <summary>Takes the oldest out, to emit it. What could not be emitted is to be put back.</summary>
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

    /// <summary>Puts one back in the first place.</summary>
    public void PutBack(Screenshot screenshot)
    {
        lock (_gate)
        {
            _waiting.AddFirst(screenshot);
        }
    }

    /// <summary>Notes a call that goes on although its cmdlet was stopped: what it brings is to come first at the next call.</summary>
    public void AddUnderWay(Task call)
    {
        lock (_gate)
        {
            _underWay.RemoveAll(static c => c.IsCompleted);
            _underWay.Add(call);
        }
    }

    /// <summary>The calls that were left under way. Each ends within its timeout, and none fails.</summary>
    public Task[] LeftUnderWay()
    {
        lock (_gate)
        {
            _underWay.RemoveAll(static c => c.IsCompleted);
            return _underWay.ToArray();
        }
    }

    /// <summary>Notes a call whose answer was lost, with what it may have held, until somebody has told the user.</summary>
    public void AddLoss(LvbException error)
    {
        lock (_gate)
        {
            _losses.Add(error);
        }
    }

    /// <summary>The user has been told.</summary>
    public void RemoveLoss(LvbException error)
    {
        lock (_gate)
        {
            _losses.Remove(error);
        }
    }

    /// <summary>Takes out what nobody was told: the cmdlet had been stopped by then.</summary>
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
