using System.Management.Automation;

namespace TencentLvb;

/// <summary>Ends recording tasks early (LVB: Live_Tape_Stop). Accepts a <see cref="TapeTask"/> from the pipeline.</summary>
[Cmdlet(VerbsLifecycle.Stop, "LvbTape", SupportsShouldProcess = true)]
[OutputType(typeof(TapeTask))]
public sealed class StopLvbTapeCommand : LvbStreamCmdlet
{
    private OrderedCallQueue<TapeTask, TapeTask>? _queue;

    /// <summary>
    /// The ID of the task, as emitted by <c>Start-LvbTape</c>. On API 2.0 a whole number of up to 20 digits: keep it as text.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [TaskIdArgument]
    public string? TaskId { get; set; }

    /// <summary>Indicates that the task is a real-time recording.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchTextArgument]
    public SwitchParameter RealTime { get; set; }

    /// <summary>Emits the <see cref="TapeTask"/> that was ended. If the task is specified only by its ID, the times are null.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The start of a task from the pipeline, for -PassThru.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [PointInTimeArgument(Carried = true)]
    public LvbTime? StartTime { get; set; }

    /// <summary>The end of a task from the pipeline, for -PassThru.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [PointInTimeArgument(Carried = true)]
    public LvbTime? EndTime { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => _queue = new OrderedCallQueue<TapeTask, TapeTask>(
        this,
        Calls,
        ThrottleLimit,
        task => Calls.Prepare(Backend.StopTape(task)),
        (_, task) => Emit(task),
        task => task.StreamId);

    /// <inheritdoc/>
    protected override void Process()
    {
        if (StreamId is { Length: > 1 })
        {
            WriteError(LvbErrors.InvalidArgument("-StreamId specifies several streams, but a task belongs to one stream.",
                "Specify one -StreamId with its -TaskId, or pipe in the output of Start-LvbTape."), StreamId);
            return;
        }

        foreach (var stream in ValidStreams())
        {
            if (string.IsNullOrWhiteSpace(TaskId))
            {
                WriteError(
                    LvbErrors.InvalidArgument(
                        $"The task ID of the stream '{stream}' is empty.",
                            "Specify the TaskId that Start-LvbTape returned, or pipe in its output."),
                    stream.Id);
            }
            else if (ShouldProcess("recording task " + PrintableText.Of(TaskId) + " of stream '" + stream + "'", "Stop"))
            {
                _queue!.Add(new TapeTask { StreamId = stream.Id, TaskId = TaskId!, RealTime = RealTime, StartTime = StartTime,
                    EndTime = EndTime });
            }
        }
    }

    /// <inheritdoc/>
    protected override void End() => _queue!.Drain();

    private void Emit(TapeTask task)
    {
        if (PassThru)
        {
            WriteObject(task);
        }
    }
}
