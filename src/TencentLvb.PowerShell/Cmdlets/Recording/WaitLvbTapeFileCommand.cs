using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Waits until recordings of streams are listed (LVB: Live_Tape_GetFilelist), and emits their files. For a task of <c>Start-LvbTape</c>,
/// emits the files of that task; otherwise files of recordings that ended at or after <c>-StartTime</c>. A file is listed some minutes
/// after its recording ended. For a recording with several files, the wait ends with the first. A recording that is not listed in time
/// causes the error <c>LvbTimeout</c>; the other streams are still waited for.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "LvbTapeFile")]
[OutputType(typeof(TapeFile))]
public sealed class WaitLvbTapeFileCommand : LvbWaitCmdlet, IPollCondition<TapeWait, IReadOnlyList<TapeFile>>
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(60);

    private StreamPoller<TapeWait, IReadOnlyList<TapeFile>>? _list;
    private DateTimeOffset _began;

    /// <summary>
    /// Recordings that ended before this time are ignored. A task is searched for from the start of that day in China Standard Time.
    /// Default: now.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PointInTimeArgument]
    [ArgumentCompleter(typeof(TimeCompleter))]
    public LvbTime? StartTime { get; set; }

    /// <summary>
    /// The recording task. If none of the listed files contains a task ID, any file that began after the start time counts as a match.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [TaskIdArgument]
    public string? TaskId { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _began = DateTimeOffset.Now;
        _list = NewList<TapeWait, IReadOnlyList<TapeFile>>(this, UsualPause, "Waiting for recordings");
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        var start = StartTime ?? _began;
        foreach (var stream in ValidStreams())
        {
            var ahead = start - DateTimeOffset.Now;
            var search = new TapeFileSearch(stream, start) { TaskId = string.IsNullOrWhiteSpace(TaskId) ? null : TaskId };
            _list!.Add(new TapeWait(search), ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _list!.Drain();

    LvbOperation<IReadOnlyList<TapeFile>> IPollCondition<TapeWait, IReadOnlyList<TapeFile>>.Look(TapeWait wait) =>
        Backend.FindTapeFiles(wait.Search with { IsFirstLook = wait.Answers == 0 });

    bool IPollCondition<TapeWait, IReadOnlyList<TapeFile>>.Take(TapeWait wait, IReadOnlyList<TapeFile> files)
    {
        foreach (var file in files.OrderBy(f => f.StartTime))
        {
            WriteObject(file);
        }

        return files.Count > 0;
    }

    IReadOnlyList<TapeFile>? IPollCondition<TapeWait, IReadOnlyList<TapeFile>>.FromError(TapeWait wait, LvbException error) => null;

    LvbException IPollCondition<TapeWait, IReadOnlyList<TapeFile>>.TimeIsUp(TapeWait wait, TimeSpan timeout) => TimeIsUp(
        wait,
        (wait.Search.TaskId is { } task ? $"The recording of the stream '{wait.Stream.Id}' (task {task}) was not"
            : $"No recording of the stream '{wait.Stream.Id}' was")
            + $" listed within {LvbErrors.Seconds(timeout)} ({Checks(wait.Answers)}).",
        "A file is listed a few minutes after its recording ends. Specify a longer -Timeout, or check with Get-LvbTapeFile "
        + FormattableString.Invariant(
            $"-StreamId {CommandText.Quote(wait.Stream.Id)} -StartTime '{wait.Search.StartTime:yyyy-MM-ddTHH:mm:sszzz}'."));
}

/// <summary>Represents a stream whose recording is waited for.</summary>
internal sealed class TapeWait(TapeFileSearch search) : StreamWait(search.Stream)
{
    public TapeFileSearch Search { get; } = search;
}
