namespace TencentLvb.Cmdlets;

/// <summary>
/// Queries streams over the same windows of time, each window page by page: several calls in flight, rows in order. For one stream, the
/// first window is queried separately and the number in flight grows from there, so that a pipeline that needs only the first rows does
/// not pay for the rest.
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

    /// <param name="cmdlet">The cmdlet that makes the calls.</param>
    /// <param name="windows">The windows in the order of the output; null for the default range of the service.</param>
    /// <param name="isOneStream">Whether it is known that only one stream will be queried.</param>
    /// <param name="query">Creates the call for a page of a window.</param>
    /// <param name="writer">Accepts the rows, in order.</param>
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
            ShouldWriteError = static (call, error) => call.Stream.IsNewError(error),
        };
        cmdlet.DrainEarlierCalls = Drain;
    }

    /// <summary>Gets the first page to request in each window.</summary>
    public PageRequest FirstPage { get; init; } = new(1, int.MaxValue);

    /// <summary>
    /// Indicates whether a row occurs once in a window of any number of pages. Otherwise only rows that two windows share are filtered.
    /// </summary>
    public bool RowsAreUnique { get; init; }

    /// <summary>
    /// Gets the number of calls that are certainly required; 0 when nothing more is required. Null for as many as can be in flight.
    /// </summary>
    public Func<int>? CallsNeeded { get; init; }

    /// <summary>Receives the additional data of a window after its rows have been written; null for none.</summary>
    public Action<RangeCall, TPage>? Answered { get; init; }

    /// <summary>Queries one stream, or the account if it is null.</summary>
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

    /// <summary>Waits for all calls in flight and passes on their rows.</summary>
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

/// <summary>Represents a query of one stream and one window.</summary>
internal sealed record RangeCall(StreamProgress Stream, TimeWindow? Window, int Index, bool IsLast);

/// <summary>Represents a stream that is queried in several windows, and the state of its responses.</summary>
internal sealed class StreamProgress(StreamKey? key)
{
    private HashSet<string> _before = [];
    private HashSet<string> _now = [];
    private readonly HashSet<string> _errors = new(StringComparer.Ordinal);

    /// <summary>Gets the stream; null for the whole account.</summary>
    public StreamKey? Key { get; } = key;

    /// <summary>Gets the number of its windows with a response.</summary>
    public int Answers { get; private set; }

    /// <summary>Gets the totals of its playback so far.</summary>
    public PlayTotals Play { get; } = new();

    /// <summary>Indicates whether its other windows would fail in the same way. They are not queried.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Records the failure of a window. A stream has one error of each kind, however many of its windows fail.</summary>
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

    /// <summary>
    /// Determines whether the previous window lacks this row. Neighboring windows may both contain the rows at their boundary.
    /// </summary>
    public bool IsNewSinceLastWindow(string key)
    {
        _now.Add(key);
        return !_before.Contains(key);
    }

    /// <summary>Determines whether both this window and the previous one lack this row.</summary>
    public bool IsNew(string key) => _now.Add(key) & !_before.Contains(key);

    /// <summary>Determines whether the previous window contains this row.</summary>
    public bool WasInLastWindow(string key) => _before.Contains(key);
}
