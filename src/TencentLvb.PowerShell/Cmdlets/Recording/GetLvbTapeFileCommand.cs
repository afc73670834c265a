using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the recorded files of streams (LVB: Live_Tape_GetFilelist). Any range within what the service keeps (about two months) will do: it is asked
/// for in pieces of one China day. A file is listed some minutes after its recording ended; the service asks not to be polled often.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbTapeFile", SupportsPaging = true)]
[OutputType(typeof(TapeFile))]
public sealed class GetLvbTapeFileCommand : LvbStreamCmdlet
{
    private TimeRangeReader<RowPage>? _query;
    private PagedWriter? _output;
    private bool _isOneList;

    /// <summary>Where the range begins. Without any time the service's default range is asked for.</summary>
    [Parameter]
    [PointInTimeArgument]
    public LvbTime? StartTime { get; set; }

    /// <summary>Where the range ends. Default: now. Needs <c>-StartTime</c>.</summary>
    [Parameter]
    [PointInTimeArgument]
    public LvbTime? EndTime { get; set; }

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
        var days = QueryRange.Days(this, StartTime, EndTime, Descending);
        var isOneStream = GivenStreams is { Length: 1 } && !MyInvocation.ExpectingInput;
        _isOneList = isOneStream && days.Count == 1;
        var output = _output = new PagedWriter(this, PagingParameters, _isOneList);
        var firstPage = _isOneList ? output.SkipPages(PageSize) : 1;
        _query = new TimeRangeReader<RowPage>(
            this,
            days,
            isOneStream,
            () => output.CallsNeeded(PageSize, ThrottleLimit),
            call => TapeGetFilelist.Request(call.Stream.Id!, call.Window, Descending, firstPage, PageSize),
            (call, page) => new PageReader<RowPage>(this, output, PageSize).Continue(
                number => TapeGetFilelist.Request(call.Stream.Id!, call.Window, Descending, number, PageSize),
                firstPage,
                page,
                call.Stream.IsNew));
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            _query!.Add(stream);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _query!.Drain();
}
