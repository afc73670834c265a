namespace TencentLvb.Emulator;

/// <summary>Holds recording tasks and their files. A task records the pushes within its time, one file for each push.</summary>
internal sealed class Recordings(Action<AccountEvent> happened)
{
    public static readonly TimeSpan LongestRealTime = TimeSpan.FromMinutes(30);
    private readonly Dictionary<string, TapeTask> _tasks = new(StringComparer.Ordinal);
    private readonly List<TapeTask> _running = [];
    private readonly Dictionary<string, List<TapeFile>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TapeFile> _byName = new(StringComparer.Ordinal);

    // Above 2^63-1, to reveal clients that read IDs as signed numbers or doubles.
    private ulong _taskId = 9_531_622_708_116_201_570;
    private int _recordTasks;
    private ulong _fileId = 16_093_425_727_657_168_197;

    public int TaskCount => _tasks.Count;

    /// <summary>Starts a task with a numeric ID.</summary>
    public TapeTask Start(EmulatedStream stream, DateTimeOffset start, DateTimeOffset end, bool realTime, string format, bool audioOnly)
    {
        _taskId += 7;
        return Start(
            new TapeTask(Wire.Text(_taskId), stream, start, end) { RealTime = realTime, Formats = [format], AudioOnly = audioOnly });
    }

    /// <summary>Starts a task of CreateRecordTask.</summary>
    public TapeTask Start(
        EmulatedStream stream, DateTimeOffset start, DateTimeOffset end, IReadOnlyList<string> formats, RecordTaskFacts facts) =>
        Start(new TapeTask(RecordTaskId.Make(_recordTasks++), stream, start, end) { Formats = formats, Facts = facts });

    /// <summary>Returns the number of tasks that run within a time or now.</summary>
    public int RunningWithin(EmulatedStream stream, DateTimeOffset start, DateTimeOffset end) =>
        _running.Count(task => task.Stream == stream && task.Overlaps(start, end));

    public TapeTask? Find(string id) => _tasks.TryGetValue(id, out var task) ? task : null;

    /// <summary>Gets the tasks of CreateRecordTask that were not deleted, oldest first.</summary>
    public IEnumerable<TapeTask> RecordTasks => _tasks.Values.Where(task => task.Facts is not null);

    /// <summary>Gets all files, earliest end first.</summary>
    public IEnumerable<TapeFile> AllFiles => _files.Values.SelectMany(files => files).OrderBy(file => file.End).ThenBy(file => file.FileId);

    /// <summary>Deletes a task. The current recording continues; later pushes are not recorded.</summary>
    public void Forget(TapeTask task, DateTimeOffset now)
    {
        _tasks.Remove(task.Id);
        if (!task.Finished && task.Start <= now && task.Stream.IsLive)
        {
            task.EndsWithPush = true;
        }
        else if (!task.Finished)
        {
            Finish(task, now < task.End ? now : task.End);
        }
    }

    /// <summary>Returns the total number of tasks of a stream.</summary>
    public int TasksOf(string streamId) => _tasks.Values.Count(task => task.Stream.Id == streamId);

    public void Stop(TapeTask task, DateTimeOffset now)
    {
        if (!task.Finished)
        {
            Finish(task, now < task.End ? now : task.End);
        }
    }

    public void Settle(DateTimeOffset now)
    {
        if (_running.Count == 0)
        {
            return;
        }

        foreach (var task in _running.Where(task => task.End <= now).ToArray())
        {
            Finish(task, task.End);
        }
    }

    public void StreamCut(EmulatedStream stream, DateTimeOffset now)
    {
        foreach (var task in _running.Where(task => task.Stream == stream).ToArray())
        {
            if (task.EndsWithPush)
            {
                Finish(task, now);
            }
            else
            {
                FileUp(task, now);
            }
        }
    }

    /// <summary>Adds a file without a task, for sample data.</summary>
    public TapeFile Add(EmulatedStream stream, DateTimeOffset start, DateTimeOffset end, string format) =>
        Keep(new TapeFile(NextFileId(), stream, start, end) { Format = format });

    /// <summary>Returns the files of a stream, earliest first.</summary>
    public IReadOnlyList<TapeFile> FilesOf(string streamId) => _files.TryGetValue(streamId, out var files) ? files : [];

    public TapeFile? FindFile(string fileName) => _byName.TryGetValue(fileName, out var file) ? file : null;

    private void Finish(TapeTask task, DateTimeOffset end)
    {
        task.Finished = true;
        _running.Remove(task);
        FileUp(task, end);
    }

    private void FileUp(TapeTask task, DateTimeOffset until)
    {
        var end = until < task.End ? until : task.End;
        foreach (var session in task.Stream.Sessions)
        {
            var from = Later(Later(session.Start, task.Start), task.FiledUntil);
            var to = session.End is DateTimeOffset cut && cut < end ? cut : end;

            // A recording that is stopped in the second of its start still has a file.
            if (to > from || (to == from && session.IsOpen && task.Files == 0))
            {
                task.Files++;
                Write(task, from, to);
            }
        }

        task.FiledUntil = Later(task.FiledUntil, end);
    }

    private void Write(TapeTask task, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var format in task.Formats)
        {
            var file = Keep(
                new TapeFile(NextFileId(), task.Stream, from, to) { TaskId = task.Id, RealTime = task.RealTime, Format = format });
            happened(new FileRecorded(task.Stream, to, file));
        }
    }

    private TapeTask Start(TapeTask task)
    {
        _tasks.Add(task.Id, task);
        _running.Add(task);
        return task;
    }

    private TapeFile Keep(TapeFile file)
    {
        if (!_files.TryGetValue(file.Stream.Id, out var files))
        {
            _files.Add(file.Stream.Id, files = []);
        }

        var place = files.Count;
        while (place > 0 && files[place - 1].Start > file.Start)
        {
            place--;
        }

        files.Insert(place, file);
        _byName[file.FileName] = file;
        return file;
    }

    private ulong NextFileId() => _fileId += 13;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
