namespace TencentLvb.Cmdlets;

/// <summary>
/// Asks about streams, each over the same windows of time, each window page by page: several calls in flight, rows in order. For one
/// stream the first window goes alone and the number in flight grows from there, so that who wants only the first rows does not pay for
/// the rest.
/// </summary>
internal sealed class TimeRangeReader<TPage>
    where TPage : Page
{
    private readonly LvbStreamsCmdlet _cmdlet;
    private readonly IEnumerable<TimeWindow?> _windows;
    private readonly Func<RangeCall, PageRequest, LvbOperation<TPage>> _query;
    private readonly IRowWriter _writer;
    private readonly OrderedCallQueue<RangeCall, TPage> _queue;
    private readonly int _throttle;
    private int _ramp;

    /// <param name="cmdlet">The cmdlet on whose behalf.</param>
    /// <param name="windows">The windows in the order of the output; null is the service's default range.</param>
    /// <param name="isOneStream">Whether it is known that only one stream will be asked about.</param>
    /// <param name="query">Makes the call for a page of a window.</param>
    /// <param name="writer">Takes the rows, in order.</param>
    public TimeRangeReader(
        LvbStreamsCmdlet cmdlet,
        IEnumerable<TimeWindow?> windows,
        bool isOneStream,
        Func<RangeCall, PageRequest, LvbOperation<TPage>> query,
        IRowWriter writer)
    {
        _cmdlet = cmdlet;
        _windows = windows;
        _query = query;
        _writer = writer;
        _throttle = cmdlet.ThrottleLimit;
        _ramp = isOneStream ? 1 : _throttle;
        _queue = new OrderedCallQueue<RangeCall, TPage>(
            cmdlet, cmdlet.Calls, _throttle, call => cmdlet.Calls.Prepare(query(call, FirstPage)), Take, call => call.Stream.Key?.Id)
        {
            TellsError = static (call, error) => call.Stream.IsNewError(error),
        };
        cmdlet.DrainEarlierCalls = Drain;
    }

    /// <summary>The first page to ask for in each window.</summary>
    public PageRequest FirstPage { get; init; } = new(1, int.MaxValue);

    /// <summary>
    /// Whether a row comes once in a window, however many pages it has; otherwise only what two windows share is told once.
    /// </summary>
    public bool RowsAreUnique { get; init; }

    /// <summary>How many calls are needed for certain; 0 when nothing more is wanted. Null for as many as may be in flight.</summary>
    public Func<int>? CallsNeeded { get; init; }

    /// <summary>Takes what a window says besides its rows, when these have been written; null for nothing.</summary>
    public Action<RangeCall, TPage>? Answered { get; init; }

    /// <summary>Asks about one stream, or with null about the account.</summary>
    public void Add(StreamKey? stream)
    {
        var progress = new StreamProgress(stream);
        using var windows = _windows.GetEnumerator();
        var more = windows.MoveNext();
        for (var index = 0; more; index++)
        {
            SetLimit();
            if (_queue.Limit == 0)
            {
                return;
            }

            if (progress.IsOver)
            {
                break;
            }

            var window = windows.Current;
            more = windows.MoveNext();
            _queue.Add(new RangeCall(progress, window, index, IsLast: !more));
        }
    }

    /// <summary>Waits for everything in flight and hands it on.</summary>
    public void Drain()
    {
        SetLimit();
        _queue.Drain();
    }

    private void Take(RangeCall call, TPage page)
    {
        _ramp = Math.Min(_throttle, _ramp * 2);
        call.Stream.NextAnswer();
        try
        {
            new PageReader<TPage>(_cmdlet.Calls, _writer, request => _query(call, request)).Continue(
                FirstPage, page, RowsAreUnique ? call.Stream.IsNew : call.Stream.IsNewSinceLastWindow);
            Answered?.Invoke(call, page);
        }
        finally
        {
            SetLimit();
        }
    }

    private void SetLimit() => _queue.Limit = Math.Min(_ramp, CallsNeeded?.Invoke() ?? _throttle);
}

/// <summary>A stream and a window to ask about.</summary>
internal sealed record RangeCall(StreamProgress Stream, TimeWindow? Window, int Index, bool IsLast);

/// <summary>A stream that is asked about in several windows, and what its answers so far came to.</summary>
internal sealed class StreamProgress(StreamKey? key)
{
    private HashSet<string> _before = [];
    private HashSet<string> _now = [];
    private readonly HashSet<string> _errors = new(StringComparer.Ordinal);

    /// <summary>The stream; null for the whole account.</summary>
    public StreamKey? Key { get; } = key;

    /// <summary>How many of its windows were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>What its minutes of playback come to so far.</summary>
    public PlayTotals Play { get; } = new();

    /// <summary>Whether its other windows would fail as one did: they are not asked for.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Takes note of the failure of a window. One stream has one error of a kind, however many of its windows fail by it.
    /// </summary>
    public bool IsNewError(LvbException error)
    {
        IsOver |= error.Reason is LvbErrorReason.NotSupported or LvbErrorReason.NotActivated or LvbErrorReason.Denied
            or LvbErrorReason.SignatureInvalid;
        return _errors.Add(error.ErrorId);
    }

    public void NextAnswer()
    {
        Answers++;
        (_before, _now) = (_now, []);
    }

    /// <summary>Whether the window before did not have this row; neighbours may both tell what lies at their seam.</summary>
    public bool IsNewSinceLastWindow(string key)
    {
        _now.Add(key);
        return !_before.Contains(key);
    }

    /// <summary>Whether neither this window nor the one before had this row.</summary>
    public bool IsNew(string key) => _now.Add(key) & !_before.Contains(key);

    /// <summary>Whether the window before had this row.</summary>
    public bool WasInLastWindow(string key) => _before.Contains(key);
}
