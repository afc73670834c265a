using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets the push of streams over a past range (LVB: Get_LivePushStatHistory, which must be activated for the account). The service keeps
/// about three days. The range can have any length: it is queried in parts of two hours.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePushStatHistory")]
[OutputType(typeof(LivePushStatPoint))]
public sealed class GetLvbLivePushStatHistoryCommand : LvbPushedStreamCmdlet
{
    private TimeRangeReader<Page<LivePushStatPoint>>? _reader;

    /// <summary>The start of the range. Default: one hour before its end.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>The end of the range. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>The length of the range up to its end. Cannot be combined with -StartTime.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Last { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        var range = QueryRange.History(this, StartTime, EndTime, Last);
        _reader = new TimeRangeReader<Page<LivePushStatPoint>>(
            this,
            QueryRange.Split(range, () => Backend.Limits.PushHistory),
            GivenStreams is { Length: 1 },
            (call, _) => Backend.GetPushHistory(call.Stream.Key!.Value, call.Window!.Value),
            new RowWriter(this));
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
}
