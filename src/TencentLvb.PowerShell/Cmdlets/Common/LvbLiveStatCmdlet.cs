using System.Management.Automation;

namespace TencentLvb;

/// <summary>What the cmdlets about live streams have in common: all streams or some, page by page, or one summary.</summary>
public abstract class LvbLiveStatCmdlet : LvbOptionalStreamCmdlet
{
    private readonly LiveStatSum _sum = new();
    private OrderedCallQueue<string, LiveStatPage>? _window;
    private PagedWriter? _output;
    private bool _wasAsked;

    /// <summary>Rows per request, 1 to 300. Default 300.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int PageSize { get; set; } = 300;

    /// <summary>Emits one <c>LiveStatSummary</c>: over all live streams of the account, or over those that were asked for and are live.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Whether the interface tells bandwidth and viewers.</summary>
    internal virtual bool TellsPlayback => true;

    private IRowWriter Sink => Summary ? _sum : _output!;

    internal abstract LvbRequest<LiveStatPage> Request(string? stream, int page);

    /// <inheritdoc/>
    protected override void Check()
    {
        foreach (var name in new[] { "First", "Skip", "IncludeTotalCount" })
        {
            if (Summary && MyInvocation.BoundParameters.TryGetValue(name, out var given))
            {
                ThrowInvalid($"-Summary and -{name} exclude each other.", "A summary is one object over all rows: leave one of the two out.", given);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _output = new PagedWriter(this, PagingParameters, isOneList: AsksForAll || (GivenStreams is { Length: 1 } && !MyInvocation.ExpectingInput));
        _window = StreamWindow(stream => Request(stream, 1), Emit);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            // A stream is one row: with -First, only so many are asked about at once.
            SetLimit();
            _window!.Add(stream);
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
            _window!.Drain();
        }

        if (Summary && (_sum.HasAnswer || !_wasAsked))
        {
            WriteObject(_sum.ToSummary(TellsPlayback));
        }
    }

    private void AskForAll()
    {
        var walk = new PageReader<LiveStatPage>(this, Sink, PageSize);
        if (!Summary)
        {
            walk.Run(page => Request(null, page), _output!.SkipPages(PageSize));
            return;
        }

        var first = Call(Request(null, 1));
        if (!_sum.TakeTotals(first, TellsPlayback))
        {
            walk.Continue(page => Request(null, page), 1, first, static _ => true);
        }
    }

    private void Emit(string stream, LiveStatPage page)
    {
        new PageReader<LiveStatPage>(this, Sink, PageSize) { EndsWhenRepeated = true }
            .Continue(number => Request(stream, number), 1, page, static _ => true);
        SetLimit();
    }

    private void SetLimit() => _window!.Limit = Summary ? ThrottleLimit : _output!.CallsNeeded(1, ThrottleLimit);
}
