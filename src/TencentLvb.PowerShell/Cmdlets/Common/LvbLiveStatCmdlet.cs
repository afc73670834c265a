using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>What the cmdlets about live streams have in common: all streams or some, page by page, or one summary.</summary>
/// <typeparam name="TRow">What is known of a live stream.</typeparam>
public abstract class LvbLiveStatCmdlet<TRow> : LvbOptionalStreamCmdlet
    where TRow : class
{
    private readonly LiveStatSum _sum = new();
    private OrderedCallQueue<StreamKey, LiveStatPage<TRow>>? _queue;
    private PagedWriter? _output;
    private bool _wasAsked;

    private protected LvbLiveStatCmdlet()
    {
    }

    /// <summary>Rows per request, 1 to 300. Default 300.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int PageSize { get; set; } = 300;

    /// <summary>
    /// Emits one <c>LiveStatSummary</c>: over all live streams of the account, or over those that were asked for and are live.
    /// </summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Whether the figures tell bandwidth and viewers.</summary>
    internal virtual bool TellsPlayback => true;

    private IRowWriter Writer => Summary ? _sum : _output!;

    /// <summary>One page of one stream, or with null of all.</summary>
    internal abstract LvbOperation<LiveStatPage<TRow>> Query(StreamKey? stream, PageRequest page);

    /// <inheritdoc/>
    protected override void Check()
    {
        foreach (var name in new[] { "First", "Skip", "IncludeTotalCount" })
        {
            if (Summary && MyInvocation.BoundParameters.TryGetValue(name, out var given))
            {
                ThrowInvalid(
                    $"-Summary and -{name} are both specified.", "A summary is one object for all rows: omit one of the two.", given);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        var isOneList = AsksForAll || (GivenStreams is { Length: 1 } && !MyInvocation.ExpectingInput);
        _output = new PagedWriter(this, PagingParameters, isOneList);
        _queue = StreamQueue(stream => Query(stream, First), Emit);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            // A stream is one row: with -First, only so many are asked about at once.
            SetLimit();
            _queue!.Add(stream);
        }

        _wasAsked |= GivenStreams is not null;
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (AsksForAll)
        {
            AskForAll();
        }
        else
        {
            SetLimit();
            _queue!.Drain();
        }

        if (Summary && (_sum.HasAnswer || !_wasAsked))
        {
            WriteObject(_sum.ToSummary(TellsPlayback));
        }
    }

    private PageRequest First => new(1, RowsPerPage(Backend.Limits.LiveStat, PageSize));

    private void AskForAll()
    {
        var reader = new PageReader<LiveStatPage<TRow>>(Calls, Writer, page => Query(null, page));
        if (!Summary)
        {
            reader.Run(_output!.SkipPages(First));
            return;
        }

        var first = Calls.Run(Query(null, First));
        if (!_sum.TakeTotals(first.Total, first.TotalBandwidth, first.TotalOnline, first.Time, TellsPlayback))
        {
            reader.Continue(First, first);
        }
    }

    private void Emit(StreamKey stream, LiveStatPage<TRow> page)
    {
        new PageReader<LiveStatPage<TRow>>(Calls, Writer, request => Query(stream, request)) { EndsWhenRepeated = true }
            .Continue(First, page);
        SetLimit();
    }

    private void SetLimit() => _queue!.Limit = Summary ? ThrottleLimit : _output!.CallsNeeded(1, ThrottleLimit);
}
