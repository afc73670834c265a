using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of the cmdlets for live streams: all streams or specified ones, page by page, or a summary.</summary>
/// <typeparam name="TRow">The figures of a live stream.</typeparam>
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

    /// <summary>The number of rows per request, 1 to 300. Default: 300.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int PageSize { get; set; } = 300;

    /// <summary>Emits one <c>LiveStatSummary</c> for all live streams of the account, or for the specified streams that are live.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Indicates whether the figures include bandwidth and viewers.</summary>
    internal virtual bool HasPlayback => true;

    private IRowWriter Writer => Summary ? _sum : _output!;

    /// <summary>Creates the query of one page for a stream; null means all streams.</summary>
    internal abstract LvbOperation<LiveStatPage<TRow>> Query(StreamKey? stream, PageRequest page);

    /// <inheritdoc/>
    protected override void Check()
    {
        foreach (var name in new[] { "First", "Skip", "IncludeTotalCount" })
        {
            if (Summary && MyInvocation.BoundParameters.TryGetValue(name, out var given))
            {
                ThrowInvalid(
                    $"-Summary and -{name} are both specified.", $"A summary is one object for all rows. Omit -Summary or -{name}.", given);
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
            // Each stream is one row, so -First also limits how many streams are queried at once.
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
            WriteObject(_sum.ToSummary(HasPlayback));
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
        if (!_sum.TakeTotals(first.Total, first.TotalBandwidth, first.TotalOnline, first.Time, HasPlayback))
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
