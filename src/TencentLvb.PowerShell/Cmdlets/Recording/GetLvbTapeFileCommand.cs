using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the recorded files of streams (LVB: Live_Tape_GetFilelist). The range can have any length within the retention period of the
/// service (about two months); it is queried in parts of one day in China Standard Time. A file is listed a few minutes after its
/// recording ends; the service asks clients not to poll often.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbTapeFile", SupportsPaging = true)]
[OutputType(typeof(TapeFile))]
public sealed class GetLvbTapeFileCommand : LvbPushedStreamCmdlet
{
    private TimeRangeReader<Page<TapeFile>>? _reader;

    /// <summary>The start of the range. Without any time, the default range of the service is used.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>The end of the range. Default: now. Requires <c>-StartTime</c> or <c>-Last</c>.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>The length of the range up to its end. Cannot be combined with -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    /// <summary>Returns the latest files first.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>The number of rows per request, 1 to 100. Default: 100.</summary>
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
