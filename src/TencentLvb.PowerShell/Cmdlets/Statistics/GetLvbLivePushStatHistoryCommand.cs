using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets how streams were pushed over a past range (LVB: Get_LivePushStatHistory, which must be enabled for the account). The service keeps
/// about three days. Any range will do: it is asked for in pieces of two hours.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePushStatHistory")]
[OutputType(typeof(LivePushStatPoint))]
public sealed class GetLvbLivePushStatHistoryCommand : LvbStreamCmdlet
{
    private TimeRangeReader<RowPage>? _query;

    /// <summary>Where the range begins. Default: an hour before its end.</summary>
    [Parameter]
    [PointInTimeArgument]
    public LvbTime? StartTime { get; set; }

    /// <summary>Where the range ends. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    public LvbTime? EndTime { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        var range = QueryRange.History(this, StartTime, EndTime);
        _query = new TimeRangeReader<RowPage>(
            this,
            QueryRange.HistoryWindows(range),
            GivenStreams is { Length: 1 },
            () => ThrottleLimit,
            call => GetLivePushStatHistory.Request(call.Stream.Id!, call.Window!.Value),
            Emit);
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

    private void Emit(WindowCall call, RowPage page)
    {
        for (var i = 0; i < page.Rows.Count; i++)
        {
            if (call.Stream.IsNewSinceLastWindow(page.Keys[i]))
            {
                WriteObject(page.Rows[i]);
            }
        }
    }
}
