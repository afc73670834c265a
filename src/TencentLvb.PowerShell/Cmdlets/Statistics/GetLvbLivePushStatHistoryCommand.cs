using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets how streams were pushed over a past range (LVB: Get_LivePushStatHistory, which must be enabled for the account). The service keeps
/// about three days. Any range will do: it is asked for in pieces of two hours.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbLivePushStatHistory")]
[OutputType(typeof(LivePushStatPoint))]
public sealed class GetLvbLivePushStatHistoryCommand : LvbPushedStreamCmdlet
{
    private TimeRangeReader<Page<LivePushStatPoint>>? _reader;

    /// <summary>Where the range begins. Default: an hour before its end.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>Where the range ends. Default: now.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>How far back the range reaches from its end: the last so many hours or days. Not with -StartTime.</summary>
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
