namespace TencentLvb.Cmdlets;

/// <summary>
/// Asks about streams, each over the same windows of time, several calls in flight, answers in order. For one stream the first window goes
/// alone and the number in flight grows from there, so that who wants only the first rows does not pay for the rest.
/// </summary>
internal sealed class TimeRangeReader<TPage>
    where TPage : RowPage
{
    private readonly IEnumerable<TimeWindow?> _windows;
    private readonly OrderedCallQueue<WindowCall, TPage> _calls;
    private readonly Func<int> _atMost;
    private readonly int _throttle;
    private int _ramp;

    /// <param name="cmdlet">The cmdlet on whose behalf.</param>
    /// <param name="windows">The windows in the order of the output; null is the service's default range.</param>
    /// <param name="isOneStream">Whether it is known that only one stream will be asked about.</param>
    /// <param name="atMost">How many calls are needed for certain; 0 when nothing more is wanted.</param>
    /// <param name="request">Makes the call.</param>
    /// <param name="emit">Takes the answers, in order.</param>
    public TimeRangeReader(
        LvbStreamsCmdlet cmdlet,
        IEnumerable<TimeWindow?> windows,
        bool isOneStream,
        Func<int> atMost,
        Func<WindowCall, LvbRequest<TPage>> request,
        Action<WindowCall, TPage> emit)
    {
        _windows = windows;
        _atMost = atMost;
        _throttle = cmdlet.ThrottleLimit;
        _ramp = isOneStream ? 1 : _throttle;
        _calls = new OrderedCallQueue<WindowCall, TPage>(cmdlet, _throttle, request, Emit, call => call.Stream.Id);
        cmdlet.TellWhatCameBefore = Drain;

        void Emit(WindowCall call, TPage page)
        {
            _ramp = Math.Min(_throttle, _ramp * 2);
            call.Stream.NextAnswer();
            try
            {
                emit(call, page);
            }
            finally
            {
                SetLimit();
            }
        }
    }

    /// <summary>Asks about one stream, or with null about the account.</summary>
    public void Add(string? stream)
    {
        var asked = new StreamProgress(stream);
        using var windows = _windows.GetEnumerator();
        var more = windows.MoveNext();
        for (var index = 0; more; index++)
        {
            SetLimit();
            if (_calls.Limit == 0)
            {
                return;
            }

            var window = windows.Current;
            more = windows.MoveNext();
            _calls.Add(new WindowCall(asked, window, index, IsLast: !more));
        }
    }

    /// <summary>Waits for everything in flight and hands it on.</summary>
    public void Drain()
    {
        SetLimit();
        _calls.Drain();
    }

    private void SetLimit() => _calls.Limit = Math.Min(_ramp, _atMost());
}

/// <summary>A stream and a window to ask about.</summary>
internal sealed record WindowCall(StreamProgress Stream, TimeWindow? Window, int Index, bool IsLast);

/// <summary>A stream that is asked about in several windows, and what its answers so far came to.</summary>
internal sealed class StreamProgress(string? id)
{
    private HashSet<string> _before = [];
    private HashSet<string> _now = [];

    /// <summary>The stream; null for the whole account.</summary>
    public string? Id { get; } = id;

    /// <summary>How many of its windows were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>Traffic so far, in MB.</summary>
    public double Traffic { get; set; }

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
}
