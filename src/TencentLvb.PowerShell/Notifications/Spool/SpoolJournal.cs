using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>
/// Records the results of spooled events, one per line (<see cref="SpoolJournalFile"/>). A line is written to the system before the next
/// event is emitted, so that a killed process repeats at most the event in progress.
/// </summary>
internal sealed class SpoolJournal : IDisposable
{
    private readonly object _gate = new();
    private readonly string _folder;
    private readonly TimeSpan _retention;
    private readonly Func<DateTimeOffset> _now;
    private readonly SpoolJournalWriter _writer;
    private readonly string _run;
    private readonly Dictionary<long, HashSet<string>> _breaks = [];
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);

    /// <param name="hold">The lock of the spool.</param>
    /// <param name="retention">The time for which keys are kept to detect duplicates.</param>
    /// <param name="now">The clock.</param>
    /// <param name="holdsBack">Whether a segment of an earlier run has unfinished events, so that lines older than the retention are
    /// still required.</param>
    /// <param name="create">Creates a file; tests use files that fail.</param>
    public SpoolJournal(
        SpoolLock hold, TimeSpan retention, Func<DateTimeOffset> now, Func<bool> holdsBack, Func<string, FileStream>? create = null)
    {
        _writer = new SpoolJournalWriter(
            hold,
            retention,
            now,
            holdsBack,
            create ?? (path => PrivateFile.Create(path, FileMode.CreateNew, FileShare.Read | FileShare.Delete)));
        _folder = hold.Folder;
        _retention = retention;
        _now = now;
        _run = now().UtcTicks.ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Gets completed events, with the time and their key.</summary>
    public Dictionary<long, (DateTimeOffset At, EventFingerprint Key)> Done { get; private set; } = [];

    /// <summary>Returns the number of runs in which the event caused the pipeline to fail.</summary>
    public int Breaks(long number) => _breaks.TryGetValue(number, out var runs) ? runs.Count : 0;

    /// <summary>Reads the files of earlier runs.</summary>
    /// <returns>The lines that cannot be read. Their events are emitted again.</returns>
    public List<SpoolDamage> Load()
    {
        var damages = new List<SpoolDamage>();
        var files = Files().ToList();
        foreach (var path in files)
        {
            var bad = SpoolJournalFile.Read(path, path == files[files.Count - 1], (number, at, key) => Done[number] = (at, key), AddBreak);
            if (bad.Count > 0)
            {
                _damaged.Add(path);
                damages.AddRange(bad);
            }
        }

        return damages;
    }

    /// <summary>
    /// Writes the required entries to one new file and deletes the others: recent entries for duplicates, entries that unfinished
    /// segments refer to, and the failures of unfinished events. If the disk is full, the old files are kept and extended when there is
    /// space, because the events that fill the disk must still be emitted. From the number <paramref name="keep"/> on, <see cref="Done"/>
    /// is kept.
    /// </summary>
    /// <returns>Why it could not be written; null if it was.</returns>
    public string? Compact(Func<long, bool> isInSegment, Func<long, bool> isUndone, long keep)
    {
        var old = Files().ToList();
        _writer.FileNumber = old.Select(FileNumber).DefaultIfEmpty(0).Max();
        var oldest = _now() - _retention;
        foreach (var entry in Done.OrderBy(entry => entry.Key))
        {
            if (entry.Value.At >= oldest || isInSegment(entry.Key))
            {
                SpoolJournalFile.AppendDone(_writer.Unwritten, entry.Key, entry.Value.At, entry.Value.Key);
            }
        }

        foreach (var (number, run) in _breaks.Where(b => isUndone(b.Key)).SelectMany(b => b.Value.Select(run => (b.Key, run))))
        {
            SpoolJournalFile.AppendBreak(_writer.Unwritten, number, run);
        }

        Done = Done.Where(done => done.Key >= keep).ToDictionary(done => done.Key, done => done.Value);
        try
        {
            WritePending();
            _writer.Flush();
        }
        catch (IOException error)
        {
            return error.Message;
        }

        // A file that could not be read completely is kept for inspection.
        old.ForEach(path => Remove(path, _damaged.Contains(path)));
        return null;
    }

    public void Forget() => Done = [];

    /// <param name="number">The number of the event.</param>
    /// <param name="key">The key of the event.</param>
    /// <param name="isChecked">Whether the file is checked in any case. Otherwise it is checked at most every 20 ms.</param>
    /// <exception cref="IOException">It could not be written; it is kept and written with the next.</exception>
    public void MarkDone(long number, EventFingerprint key, bool isChecked)
    {
        lock (_gate)
        {
            SpoolJournalFile.AppendDone(_writer.Unwritten, number, _now(), key);
            _writer.Write(isChecked);
        }
    }

    /// <exception cref="IOException">It could not be written; it is kept and written with the next.</exception>
    public void MarkBroken(long number)
    {
        lock (_gate)
        {
            SpoolJournalFile.AppendBreak(_writer.Unwritten, number, _run);
            _writer.Write(isChecked: true);
        }
    }

    /// <summary>Writes entries that could not be written before, and those that were written to a file that no longer exists.</summary>
    /// <inheritdoc cref="MarkBroken"/>
    public void WritePending()
    {
        lock (_gate)
        {
            _writer.Write(isChecked: true);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                WritePending();
            }
#pragma warning disable CA1031 // There is no space yet, or the folder no longer exists: the events are emitted again.
            catch (Exception)
#pragma warning restore CA1031
            {
                // It can no longer be reported.
            }

            _writer.Dispose();
        }
    }

    private IEnumerable<string> Files() => SpoolFiles.Of(_folder, SpoolFiles.Journals).OrderBy(path => path, StringComparer.Ordinal);

    private static long FileNumber(string path) =>
        SpoolRecord.TryRead(Path.GetFileNameWithoutExtension(path).Substring("done-".Length), int.MaxValue, out var number) ? number : 0;

    /// <summary>Deletes a file that is not needed any more; one that could not be read to its end is kept for inspection.</summary>
    public static void Remove(string path, bool isDamaged)
    {
        try
        {
            if (isDamaged)
            {
                FailedFolder.Move(path);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its content is known; the next start tries again.
        }
    }

    private void AddBreak(long number, string run)
    {
        if (!_breaks.TryGetValue(number, out var runs))
        {
            _breaks.Add(number, runs = []);
        }

        runs.Add(run);
    }
}
