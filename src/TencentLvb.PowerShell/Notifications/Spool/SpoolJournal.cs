using System.Globalization;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>
/// What became of spooled events, a line each (<see cref="SpoolJournalFile"/>). A line is with the system before the next event is emitted,
/// so that a killed process repeats at most the event that was under way.
/// </summary>
internal sealed class SpoolJournal : IDisposable
{
    private const long RollAt = 4 * 1024 * 1024;
    private readonly object _gate = new();
    private readonly string _folder;
    private readonly SpoolLock _lock;
    private readonly TimeSpan _retention;
    private readonly Func<DateTimeOffset> _now;
    private readonly Func<bool> _holdsBack;
    private readonly Func<string, FileStream> _create;
    private readonly string _run;
    private readonly Dictionary<long, HashSet<string>> _breaks = [];
    private readonly StringBuilder _unwritten = new();
    private readonly List<(string Path, DateTimeOffset Last, Func<bool> IsOurs)> _old = [];
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);
    private FileStream? _file;
    private Func<bool> _isOurs;
    private long _fileNumber;

    /// <param name="hold">The hold of the spool.</param>
    /// <param name="retention">How long keys are of use against duplicates.</param>
    /// <param name="now">The present.</param>
    /// <param name="holdsBack">Whether a segment of an earlier run has undone events, so that lines older than the retention are
    /// needed.</param>
    /// <param name="create">Creates a file; tests have files that fail.</param>
    public SpoolJournal(
        SpoolLock hold, TimeSpan retention, Func<DateTimeOffset> now, Func<bool> holdsBack, Func<string, FileStream>? create = null)
    {
        _lock = hold;
        _isOurs = hold.Hold();
        _create = create ?? (path => PrivateFile.Create(path, FileMode.CreateNew, FileShare.Read | FileShare.Delete));
        _holdsBack = holdsBack;
        _folder = hold.Folder;
        _retention = retention;
        _now = now;
        _run = now().UtcTicks.ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Events that are done, with when and their key.</summary>
    public Dictionary<long, (DateTimeOffset At, EventFingerprint Key)> Done { get; private set; } = [];

    /// <summary>In how many runs the event broke the pipeline.</summary>
    public int Breaks(long number) => _breaks.TryGetValue(number, out var runs) ? runs.Count : 0;

    /// <summary>Reads what earlier runs left.</summary>
    /// <returns>Lines that can't be read: the events that they name come again.</returns>
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
    /// Writes what is still needed to one new file and drops the others: what is recent enough for duplicates, what undone segments
    /// refer to, and the breaks of what is undone. Where the disk has no room for it, the old files stay and are added to when there is:
    /// the events that fill the disk must come out all the same. From the number <paramref name="keep"/> on <see cref="Done"/> is kept.
    /// </summary>
    /// <returns>Why it could not be written; null when it was.</returns>
    public string? Compact(Func<long, bool> isInSegment, Func<long, bool> isUndone, long keep)
    {
        var old = Files().ToList();
        _fileNumber = old.Select(FileNumber).DefaultIfEmpty(0).Max();
        var oldest = _now() - _retention;
        foreach (var entry in Done.OrderBy(entry => entry.Key))
        {
            if (entry.Value.At >= oldest || isInSegment(entry.Key))
            {
                _unwritten.Append(SpoolJournalFile.DoneLine(entry.Key, entry.Value.At, entry.Value.Key));
            }
        }

        foreach (var (number, run) in _breaks.Where(b => isUndone(b.Key)).SelectMany(b => b.Value.Select(run => (b.Key, run))))
        {
            _unwritten.Append(SpoolJournalFile.BreakLine(number, run));
        }

        Done = Done.Where(done => done.Key >= keep).ToDictionary(done => done.Key, done => done.Value);
        try
        {
            WritePending();
            _file?.Flush(true);
        }
        catch (IOException error)
        {
            return error.Message;
        }

        // What could not be read to its end is for somebody to look at.
        old.ForEach(path => Remove(path, _damaged.Contains(path)));
        return null;
    }

    public void Forget() => Done = [];

    /// <exception cref="IOException">It could not be written; it is kept and goes out with the next.</exception>
    public void MarkDone(long number, EventFingerprint key) => Append(SpoolJournalFile.DoneLine(number, _now(), key));

    /// <inheritdoc cref="MarkDone"/>
    public void MarkBroken(long number) => Append(SpoolJournalFile.BreakLine(number, _run));

    /// <summary>Writes what could not be written before.</summary>
    /// <inheritdoc cref="MarkDone"/>
    public void WritePending() => Append("");

    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                WritePending();
            }
#pragma warning disable CA1031 // There is no room yet, or the folder is gone: the events come again.
            catch (Exception)
#pragma warning restore CA1031
            {
                // Nobody is left to be told.
            }

            _file?.Dispose();
            _file = null;
        }
    }

    private void Append(string line)
    {
        lock (_gate)
        {
            if (_unwritten.Append(line).Length == 0)
            {
                return;
            }

            if (_file is not null && !IsInPlace(_file))
            {
                // Somebody deleted or replaced it: what is written to it would be gone at the next start.
                _file.Dispose();
                _file = null;
            }

            _file ??= Open();
            var bytes = Encoding.ASCII.GetBytes(_unwritten.ToString());
            var start = _file.Position;
            try
            {
                _file.Write(bytes, 0, bytes.Length);
            }
            catch
            {
                // What a full disk took of it would read as a broken line.
                _file.SetLength(start);
                _file.Position = start;
                throw;
            }

            _unwritten.Clear();
            if (_file.Length > RollAt)
            {
                Roll();
            }
        }
    }

    private static bool IsInPlace(FileStream file) => new FileInfo(file.Name) is { Exists: true } named && named.Length == file.Length;

    // Never in the folder of another receiver, whose events have the same numbers.
    private FileStream Open()
    {
        _lock.Require();
        _isOurs = _lock.Hold();
        return _create(Path.Combine(_folder, "done-" + (++_fileNumber).ToString("d8", CultureInfo.InvariantCulture) + ".log"));
    }

    // Events of this run are done in order, and a segment holds far fewer than this file has lines: what is older than the retention is
    // of no segment that is still there.
    private void Roll()
    {
        _file!.Flush(true);
        _old.Add((_file.Name, _now(), _isOurs));
        _file.Dispose();
        _file = null;
        var oldest = _now() - _retention;
        if (!_holdsBack())
        {
            _old.FindAll(old => old.Last < oldest && old.IsOurs()).ForEach(old => Remove(old.Path, isDamaged: false));
            _old.RemoveAll(old => old.Last < oldest);
        }
    }

    private IEnumerable<string> Files() => SpoolFiles.Of(_folder, SpoolFiles.Journals).OrderBy(path => path, StringComparer.Ordinal);

    private static long FileNumber(string path) =>
        SpoolRecord.TryRead(Path.GetFileNameWithoutExtension(path).Substring("done-".Length), int.MaxValue, out var number) ? number : 0;

    private static void Remove(string path, bool isDamaged)
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
            // What it holds is known; the next start tries again.
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
