using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the recorded files of streams (LVB: Live_Tape_GetFilelist). Any range within what the service keeps (about two months) will do:
/// it is asked for in pieces of one China day. A file is listed some minutes after its recording ended; the service asks not to be polled
/// often.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbTapeFile", SupportsPaging = true)]
[OutputType(typeof(TapeFile))]
public sealed class GetLvbTapeFileCommand : LvbPushedStreamCmdlet
{
    private TimeRangeReader<Page<TapeFile>>? _reader;

    /// <summary>Where the range begins. Without any time the service's default range is asked for.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>Where the range ends. Default: now. Needs <c>-StartTime</c> or <c>-Last</c>.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>How far back the range reaches from its end: the last so many hours or days. Not with -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    /// <summary>The latest first.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>Rows per request, 1 to 100. Default 100.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int PageSize { get; set; } = 100;

    /// <inheritdoc/>
    protected override void Begin()
    {
        var range = QueryRange.Recordings(this, StartTime, EndTime, Last);
        var first = new PageRequest(1, RowsPerPage(Backend.Limits.TapeFiles, PageSize));
        var isOneStream = GivenStreams is { Length: 1 } && !MyInvocation.ExpectingInput;

        var isOneList = isOneStream && (range is null || Windows(range).Take(2).Count() == 1);
        var output = new PagedWriter(this, PagingParameters, isOneList);
        _reader = new TimeRangeReader<Page<TapeFile>>(
            this,
            Windows(range),
            isOneStream,
            (call, page) => Backend.GetTapeFiles(new TapeFileQuery(call.Stream.Key!.Value, call.Window, Descending), page),
            output)
        {
            FirstPage = isOneList && Backend.Limits.TapeFiles.IsExact ? output.SkipPages(first) : first,
            RowsAreUnique = true,
            CallsNeeded = () => output.CallsNeeded(first.Size, ThrottleLimit),
        };
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            _reader!.Add(stream);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _reader!.Drain();

    private IEnumerable<TimeWindow?> Windows(TimeWindow? range)
    {
        if (range is not { } known)
        {
            return [null];
        }

        var windows = QueryRange.Split(known, () => Backend.Limits.TapeFileRange);
        return Descending ? windows.Reverse() : windows;
    }
}
