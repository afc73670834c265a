using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>
/// Events on disk between their acknowledgement and the pipeline, and what is known of those before. One process at a time holds the
/// folder.
/// </summary>
internal sealed class EventSpool : IDisposable
{
    public const int MaxBreaks = 3;
    private readonly SpoolLock _lock;
    private readonly SpoolJournal _ledger;
    private readonly SpoolWriter _writer;
    private readonly string _folder;
    private readonly SpoolProblems _problems = new();
    private readonly List<SpoolEntry> _undone = [];
    private readonly List<SpoolEntry> _poisoned = [];
    private readonly List<SpoolSegment> _leftovers = [];
    private long _lastNumber;
    private long _lastSegment;

    private EventSpool(string folder, TimeSpan retention, Func<DateTimeOffset> now, Func<string, FileStream>? create)
    {
        _folder = folder;
        PrivateFile.CreateFolder(folder);
        _problems.NoteExposure(folder);
        _lock = SpoolLock.Hold(folder);
        _ledger = new SpoolJournal(folder, _lock, retention, now, () => _leftovers.Exists(segment => segment.Undone > 0), create);
        try
        {
            Load(retention, now);
        }
        catch
        {
            _ledger.Dispose();
            _lock.Dispose();
            throw;
        }

        _writer = new SpoolWriter(this, folder, _lastNumber, _lastSegment, create);
    }

    /// <summary>Keys of what earlier runs took, and of what is still to come; oldest first. Until <see cref="Replay"/>.</summary>
    public IReadOnlyList<(EventFingerprint Key, DateTimeOffset At)> KnownKeys { get; private set; } = [];

    /// <param name="folder">The folder; created where it does not exist.</param>
    /// <param name="retention">How long keys are of use against duplicates.</param>
    /// <param name="now">The present; tests have their own.</param>
    /// <param name="create">Creates a file; tests have files that fail.</param>
    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>.</exception>
    public static EventSpool Open(
        string folder, TimeSpan? retention = null, Func<DateTimeOffset>? now = null, Func<string, FileStream>? create = null)
    {
        try
        {
            return new EventSpool(folder, retention ?? DuplicateFilter.DefaultRetention, now ?? (() => DateTimeOffset.UtcNow), create);
        }
        catch (Exception error) when (error is not LvbException)
        {
            throw EventErrors.SpoolFailed(folder, error.Message, error);
        }
    }

    /// <summary>
    /// Hands over what an earlier run did not finish. What the filter does not want stays for a run that does; what broke the pipeline
    /// in three runs goes to <c>failed/</c>.
    /// </summary>
    public void Replay(EventQueue inbox, EventFilter filter)
    {
        foreach (var warning in _problems.Warnings())
        {
            inbox.Warn(warning);
        }

        foreach (var entry in _poisoned)
        {
            inbox.Warn(MoveToFailed(entry));
        }

        var wanted = _undone.ConvertAll(entry => new SpooledEvent(this, entry, null))
            .FindAll(delivery => filter.IsOpen || delivery.IsWanted(filter));
        wanted.ForEach(inbox.Add);
        if (wanted.Count < _undone.Count)
        {
            var left = _undone.Count - wanted.Count;
            inbox.Warn($"{left} events of an earlier run stay in the spool, since -EventType or -StreamId does not select them.");
        }

        // Not needed again, and many perhaps.
        KnownKeys = [];
        _undone.Clear();
        _poisoned.Clear();
    }

    /// <inheritdoc cref="SpoolWriter.StoreAsync"/>
    public Task StoreAsync(UnverifiedEvent parsed, EventQueue inbox) => _writer.StoreAsync(parsed, inbox);

    /// <exception cref="IOException">It can't be recorded now; it is recorded with the next.</exception>
    public void MarkDone(SpoolEntry entry)
    {
        try
        {
            _ledger.MarkDone(entry.Number, entry.Key);
        }
        catch (IOException)
        {
            // The segment may be what filled the disk.
            entry.Segment.Done();
            _ledger.WritePending();
            return;
        }
        catch
        {
            entry.Segment.Done();
            throw;
        }

        entry.Segment.Done();
    }

    public void MarkBroken(SpoolEntry entry) => _ledger.MarkBroken(entry.Number);

    /// <inheritdoc cref="SpoolLock.Require"/>
    public void RequireHold() => _lock.Require();

    /// <inheritdoc cref="SpoolLock.Hold()"/>
    public Func<bool> Hold() => _lock.Hold();

    /// <summary>Writes what is still to be written, and lets go of the folder.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _ledger.Dispose();
        _lock.Dispose();
    }

    /// <summary>For tests: ends the segment before it is full, between two groups.</summary>
    internal void CloseSegmentForTest() => _writer.CloseSegmentForTest();

    private void Load(TimeSpan retention, Func<DateTimeOffset> now)
    {
        _problems.NoteJournal(_ledger.Load());
        var inSegments = new HashSet<long>();
        _problems.NoteLinks(SpoolFiles.Links(_folder));
        var paths = SpoolFiles.Of(_folder, SpoolFiles.Segments)
            .OrderBy(SegmentNumber).ThenBy(path => path, StringComparer.Ordinal).ToList();
        foreach (var path in paths)
        {
            LoadSegment(path, path == paths[paths.Count - 1], inSegments);
        }

        _lastNumber = Math.Max(_lastNumber, _ledger.Done.Keys.DefaultIfEmpty(0).Max()) + _problems.NumbersLost;
        var oldest = now() - retention;
        KnownKeys = _ledger.Done.Where(done => done.Value.At >= oldest).OrderBy(done => done.Value.At)
            .Select(done => (done.Value.Key, done.Value.At))
            .Concat(_undone.Select(entry => (entry.Key, entry.ReceivedAt))).ToList();
        var undone = _undone.Concat(_poisoned).Select(entry => entry.Number).ToList();
        _problems.NoteUnwritten(_ledger.Compact(inSegments.Contains, undone));
    }

    private static long SegmentNumber(string path) =>
        SpoolRecord.TryRead(Path.GetFileNameWithoutExtension(path).Substring("events-".Length), int.MaxValue, out var number) ? number : 0;

    private void LoadSegment(string path, bool isNewest, HashSet<long> inSegments)
    {
        _lastSegment = Math.Max(_lastSegment, SegmentNumber(path));
        var segment = new SpoolSegment(path, _lock.Hold());
        var read = SpoolSegmentReader.Read(segment);
        segment.IsDamaged = _problems.NoteSegment(path, read, isNewest);
        foreach (var entry in read.Entries)
        {
            _lastNumber = Math.Max(_lastNumber, entry.Number);
            // By its key too: a folder that was put together from several may have two events of a number.
            if (_ledger.Done.TryGetValue(entry.Number, out var done) && done.Key == entry.Key)
            {
                continue;
            }

            segment.Add(1);
            (_ledger.Breaks(entry.Number) >= MaxBreaks ? _poisoned : _undone).Add(entry);
        }

        if (segment.Undone > 0)
        {
            inSegments.UnionWith(read.Entries.Select(entry => entry.Number));
            _leftovers.Add(segment);
        }

        segment.Close();
    }

    private string MoveToFailed(SpoolEntry entry)
    {
        try
        {
            var name = entry.Number.ToString("d8", CultureInfo.InvariantCulture) + ".json";
            var path = FailedFolder.Write(_folder, name, SpoolRecord.ReadBody(entry));
            MarkDone(entry);
            return $"An event broke the pipeline at {MaxBreaks} starts and was moved to '{path}'. "
                + "When the cause is repaired, pass the file to ConvertFrom-LvbEvent -AllowExpired.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{EventErrors.SpoolFailedId}: An event that broke the pipeline at {MaxBreaks} starts can't be moved to "
                + $"'{FailedFolder.Name}': {error.Message} It is left out.";
        }
    }
}
