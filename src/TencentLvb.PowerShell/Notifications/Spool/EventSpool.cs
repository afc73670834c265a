namespace TencentLvb.Notifications;

/// <summary>
/// Stores events on disk between their acknowledgment and the pipeline, and remembers earlier ones. Only one process at a time holds the
/// folder.
/// </summary>
internal sealed partial class EventSpool : IDisposable
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
    private SpoolRest? _rest;
    private long _lastNumber;
    private long _lastSegment;

    private EventSpool(string folder, TimeSpan retention, Func<DateTimeOffset> now, Func<string, FileStream>? create)
    {
        _folder = folder;
        PrivateFile.CreateFolder(folder);
        _problems.NoteExposure(folder);
        _lock = SpoolLock.Hold(folder);
        _ledger = new SpoolJournal(_lock, retention, now, HoldsBack, create);
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

    /// <summary>
    /// Gets the keys of events that earlier runs completed and of those that remain, oldest first. Available until <see cref="Replay"/>.
    /// </summary>
    public IReadOnlyList<(EventFingerprint Key, DateTimeOffset At)> KnownKeys { get; private set; } = [];

    /// <param name="folder">The folder; created if it does not exist.</param>
    /// <param name="retention">The time for which keys are kept to detect duplicates.</param>
    /// <param name="now">The clock; tests use their own.</param>
    /// <param name="create">Creates a file; tests use files that fail.</param>
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

    /// <inheritdoc cref="SpoolWriter.StoreAsync"/>
    public Task StoreAsync(UnverifiedEvent parsed, EventQueue inbox) => _writer.StoreAsync(parsed, inbox);

    /// <param name="entry">The event.</param>
    /// <param name="isChecked">Whether the journal checks its file in any case. Otherwise it checks it at most every 20 ms.</param>
    /// <exception cref="IOException">It cannot be recorded now; it is recorded with the next.</exception>
    public void MarkDone(SpoolEntry entry, bool isChecked = false)
    {
        try
        {
            _ledger.MarkDone(entry.Number, entry.Key, isChecked);
        }
        catch (IOException)
        {
            // The segment may have filled the disk.
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

    /// <summary>Writes the remaining data and releases the folder.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _ledger.Dispose();
        _lock.Dispose();
    }

    /// <summary>For tests: ends the segment before it is full, between two groups.</summary>
    internal void CloseSegmentForTest() => _writer.CloseSegmentForTest();

    private bool HoldsBack() => _rest is { IsLeft: true } || _leftovers.Exists(segment => segment.Undone > 0);

    private void Load(TimeSpan retention, Func<DateTimeOffset> now)
    {
        _problems.NoteJournal(_ledger.Load());
        var inSegments = new HashSet<long>();
        _problems.NoteLinks(SpoolFiles.Links(_folder));
        var paths = SpoolFiles.Of(_folder, SpoolFiles.Segments)
            .OrderBy(SegmentNumber).ThenBy(path => path, StringComparer.Ordinal).ToList();
        _lastSegment = paths.Select(SegmentNumber).DefaultIfEmpty(0).Max();
        var atStart = SpoolRest.CountAtStart(paths);
        foreach (var path in paths.Take(atStart))
        {
            LoadSegment(path, path == paths[paths.Count - 1], inSegments, _problems);
        }

        var oldest = now() - retention;
        _rest = new SpoolRest(paths.Skip(atStart).ToArray(), oldest);
        _lastNumber = Math.Max(Math.Max(_lastNumber, _rest.LastNumber), _ledger.Done.Keys.DefaultIfEmpty(0).Max()) + _problems.NumbersLost;
        KnownKeys = _ledger.Done.Where(done => done.Value.At >= oldest).OrderBy(done => done.Value.At)
            .Select(done => (done.Value.Key, done.Value.At))
            .Concat(_undone.Select(entry => (entry.Key, entry.ReceivedAt))).Concat(_rest.RecentKeys).ToList();
        var undone = new HashSet<long>(_undone.Concat(_poisoned).Select(entry => entry.Number));
        var first = _rest.FirstNumber;
        _problems.NoteUnwritten(_ledger.Compact(
            number => number >= first || inSegments.Contains(number), number => number >= first || undone.Contains(number), first));
        _rest.RecentKeys.Clear();
    }

    private static long SegmentNumber(string path) =>
        SpoolRecord.TryRead(Path.GetFileNameWithoutExtension(path).Substring("events-".Length), int.MaxValue, out var number) ? number : 0;

    private void LoadSegment(string path, bool isNewest, HashSet<long>? inSegments, SpoolProblems problems)
    {
        var segment = new SpoolSegment(path, _lock.Hold());
        var read = SpoolSegmentReader.Read(segment);
        segment.IsDamaged = problems.NoteSegment(path, read, isNewest);
        foreach (var entry in read.Entries)
        {
            _lastNumber = Math.Max(_lastNumber, entry.Number);
            // Also compares the key: a folder that was merged from several may have two events with the same number.
            if (_ledger.Done.TryGetValue(entry.Number, out var done) && done.Key == entry.Key)
            {
                continue;
            }

            segment.Add(1);
            (_ledger.Breaks(entry.Number) >= MaxBreaks ? _poisoned : _undone).Add(entry);
        }

        bool isLeftover = segment.Undone > 0;
        segment.Close();
        if (isLeftover)
        {
            _leftovers.Add(segment);
        }

        // A segment that could not be removed is read again at the next start. Until then, its completed events must be remembered.
        if (isLeftover || File.Exists(path))
        {
            inSegments?.UnionWith(read.Entries.Select(entry => entry.Number));
        }
    }
}
