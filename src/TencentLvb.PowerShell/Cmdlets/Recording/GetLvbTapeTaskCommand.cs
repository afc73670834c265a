using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Gets recording tasks (API 3.0: DescribeRecordTask) of the specified streams, or of all. A task that overlaps the range is listed; the
/// service keeps tasks for 90 days. A <see cref="TapeTask"/> can be piped to <c>Stop-LvbTape</c>.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbTapeTask")]
[OutputType(typeof(TapeTask))]
public sealed class GetLvbTapeTaskCommand : LvbOptionalStreamCmdlet
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly HashSet<string> _emitted = new(StringComparer.Ordinal);
    private TimeRangeReader<Page<TapeTask>>? _reader;
    private TimeWindow _range;
    private HashSet<string>? _wanted;

    /// <summary>The ID of the task to get. Objects from the pipeline supply it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [TaskIdArgument]
    public string? TaskId { get; set; }

    /// <summary>The start of the range. Default: one day ago.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>The end of the range. Default: one week ahead, the furthest end of a task.</summary>
    [Parameter]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? EndTime { get; set; }

    /// <summary>Only tasks of streams that are pushed to this domain. Objects from the pipeline supply it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Domain", "DomainName")]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(PushDomainCompleter))]
    public string? PushDomain { get; set; }

    /// <summary>Only tasks of streams that are pushed to this path, usually <c>live</c>. Objects from the pipeline supply it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? AppName { get; set; }

    internal override StreamKey Key(string id) => StreamInput.Key(id, PushDomain, AppName);

    /// <inheritdoc/>
    protected override void Check()
    {
        var now = DateTimeOffset.Now;
        _range = new TimeWindow(StartTime ?? now - Day, EndTime ?? now + Week);
        if (_range.Start > _range.End)
        {
            ThrowInvalid(
                "-StartTime is later than -EndTime.",
                "Specify a -StartTime (default: one day ago) that is not later than -EndTime (default: in seven days).",
                StartTime);
        }
    }

    /// <inheritdoc/>
    protected override void Begin() => _reader = new TimeRangeReader<Page<TapeTask>>(
        this,
        Windows(),
        isOneStream: false,
        (call, page) => Backend.GetTapeTasks(new TapeTaskQuery(call.Stream.Key, call.Window!.Value), page),
        new RowWriter(Emit))
    {
        RowsAreUnique = true,
    };

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            Want();
            _reader!.Add(stream);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (AsksForAll)
        {
            Want();
            _reader!.Add(StreamInput.NullIfEmpty(PushDomain) is null && StreamInput.NullIfEmpty(AppName) is null ? null : Key(""));
        }

        _reader!.Drain();
    }

    private void Emit(object row)
    {
        var task = (TapeTask)row;
        var overlaps = !(task.EndTime < _range.Start) && !(task.StartTime > _range.End);
        if (overlaps && _wanted?.Contains(task.TaskId) != false && _emitted.Add(task.TaskId))
        {
            WriteObject(task);
        }
    }

    private void Want()
    {
        if (StreamInput.NullIfEmpty(TaskId) is { } task)
        {
            (_wanted ??= new HashSet<string>(StringComparer.Ordinal)).Add(task);
        }
    }

    // A window lists only tasks that start and end in it. A task is at most one day long, so windows that overlap by one day list all
    // tasks.
    private IEnumerable<TimeWindow?> Windows()
    {
        var longest = Backend.Limits.TapeTasks.Longest ?? Week;
        var end = _range.End + Day;
        for (var start = _range.Start - Day; ; start += longest - Day)
        {
            var windowEnd = start + longest;
            yield return new TimeWindow(start, windowEnd < end ? windowEnd : end);
            if (windowEnd >= end)
            {
                yield break;
            }
        }
    }
}
