using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace TencentLvb.Events;

/// <summary>
/// Events on disk between their acknowledgement and the pipeline. One thread appends them in groups, each group flushed to the
/// disk before its senders hear of it. One process at a time holds the folder.
/// </summary>
internal sealed class EventSpool : IDisposable
{
    public const int MaxBreaks = 3;
    private const long SegmentSize = 8 * 1024 * 1024;
    private const long SmallSegment = 1024 * 1024;
    private const int MaxGroup = 512;

    // So many events wait for the pipeline in memory; the bodies of more are read from disk when their turn comes.
    private const int MaxHeld = 256;

    private readonly BlockingCollection<Append> _appends = new(new ConcurrentQueue<Append>());
    private readonly SpoolLedger _ledger;
    private readonly FileStream _lock;
    private readonly Thread _writer;
    private readonly string _folder;
    private readonly List<SpoolEntry> _undone = [];
    private readonly List<SpoolEntry> _poisoned = [];
    private readonly List<SpoolSegment> _leftovers = [];
    private SpoolSegment? _segment;
    private FileStream? _file;
    private long _lastNumber;
    private long _lastSegment;

    private EventSpool(string folder, TimeSpan retention, Func<DateTimeOffset> now)
    {
        _folder = folder;
        UserOnly.CreateFolder(folder);
        _lock = Hold(folder);
        _ledger = new SpoolLedger(folder, retention, now, () => _leftovers.Exists(segment => segment.Undone > 0));
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

        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "LVB event spool" };
        _writer.Start();
    }

    /// <summary>Keys of what earlier runs took, and of what is still to come; oldest first.</summary>
    public IReadOnlyList<(EventKey Key, DateTimeOffset At)> KnownKeys { get; private set; } = [];

    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>.</exception>
    public static EventSpool Open(string folder, TimeSpan? retention = null, Func<DateTimeOffset>? now = null)
    {
        try
        {
            return new EventSpool(folder, retention ?? DuplicateWindow.DefaultRetention, now ?? (() => DateTimeOffset.UtcNow));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw EventErrors.SpoolFailed(folder, error.Message, error);
        }
    }

    /// <summary>
    /// Hands over what an earlier run did not finish. What the filter does not want stays for a run that does; what broke the pipeline
    /// in three runs goes to <c>failed/</c>.
    /// </summary>
    public void Replay(EventInbox inbox, EventFilter filter)
    {
        foreach (var entry in _poisoned)
        {
            inbox.Warn(MoveToFailed(entry));
        }

        var wanted = _undone.ConvertAll(entry => new SpooledDelivery(this, entry, null)).FindAll(delivery => filter.IsOpen || delivery.IsWanted(filter));
        wanted.ForEach(inbox.Add);
        if (wanted.Count < _undone.Count)
        {
            inbox.Warn($"{_undone.Count - wanted.Count} events of an earlier run stay in the spool, since -EventType or -StreamId does not want them.");
        }

        _undone.Clear();
        _poisoned.Clear();
    }

    /// <summary>Ends when the event is on disk; it is in the inbox then.</summary>
    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>.</exception>
    public Task StoreAsync(ParsedEvent parsed, EventInbox inbox)
    {
        var append = new Append(parsed, inbox);
        try
        {
            _appends.Add(append);
        }
        catch (InvalidOperationException)
        {
            append.Stored.TrySetException(EventErrors.SpoolFailed(_folder, "it is closed."));
        }

        return append.Stored.Task;
    }

    /// <exception cref="IOException">It can't be recorded now; it is recorded with the next.</exception>
    public void MarkDone(SpoolEntry entry)
    {
        try
        {
            _ledger.MarkDone(entry.Number, entry.Key);
        }
        finally
        {
            entry.Segment.Done();
        }
    }

    public void MarkBroken(SpoolEntry entry) => _ledger.MarkBroken(entry.Number);

    /// <summary>Writes what is still to be written, and lets go of the folder.</summary>
    public void Dispose()
    {
        _appends.CompleteAdding();
        _writer.Join();
        CloseSegment();
        _ledger.Dispose();
        _lock.Dispose();
        _appends.Dispose();
    }

    private static FileStream Hold(string folder)
    {
        try
        {
            return UserOnly.Create(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw EventErrors.SpoolFailed(folder, "another Receive-LvbEvent uses it. " + error.Message, error);
        }
    }

    private void Load(TimeSpan retention, Func<DateTimeOffset> now)
    {
        _ledger.Load();
        var inSegments = new HashSet<long>();
        foreach (var path in Directory.EnumerateFiles(_folder, "events-*.log").OrderBy(path => path, StringComparer.Ordinal).ToList())
        {
            LoadSegment(path, inSegments);
        }

        _lastNumber = Math.Max(_lastNumber, _ledger.Done.Keys.DefaultIfEmpty(0).Max());
        var oldest = now() - retention;
        KnownKeys = _ledger.Done.Where(done => done.Value.At >= oldest).OrderBy(done => done.Value.At).Select(done => (done.Value.Key, done.Value.At))
            .Concat(_undone.Select(entry => (entry.Key, entry.ReceivedAt))).ToList();
        _ledger.Compact(inSegments.Contains, _undone.Concat(_poisoned).Select(entry => entry.Number).ToList());
    }

    private void LoadSegment(string path, HashSet<long> inSegments)
    {
        _ = long.TryParse(Path.GetFileNameWithoutExtension(path).Substring("events-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        _lastSegment = Math.Max(_lastSegment, number);
        var segment = new SpoolSegment(path);
        var all = SpoolRecord.ReadAll(segment).ToList();
        foreach (var entry in all)
        {
            _lastNumber = Math.Max(_lastNumber, entry.Number);
            if (_ledger.Done.ContainsKey(entry.Number))
            {
                continue;
            }

            segment.Add(1);
            (_ledger.Breaks(entry.Number) >= MaxBreaks ? _poisoned : _undone).Add(entry);
        }

        if (segment.Undone > 0)
        {
            inSegments.UnionWith(all.Select(entry => entry.Number));
            _leftovers.Add(segment);
        }

        segment.Close();
    }

    private string MoveToFailed(SpoolEntry entry)
    {
        var folder = Path.Combine(_folder, "failed");
        var path = Path.Combine(folder, entry.Number.ToString("d8", CultureInfo.InvariantCulture) + ".json");
        try
        {
            UserOnly.CreateFolder(folder);
            using (var file = UserOnly.Create(path, FileMode.Create, FileShare.None))
            {
                var body = SpoolRecord.ReadBody(entry);
                file.Write(body, 0, body.Length);
                file.Flush(true);
            }

            MarkDone(entry);
            return $"An event broke the pipeline at {MaxBreaks} starts and was moved to '{path}'. When the cause is repaired, hand the file to ConvertFrom-LvbEvent -AllowExpired.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{EventErrors.SpoolFailedId}: An event that broke the pipeline at {MaxBreaks} starts can't be moved to '{path}': {error.Message} It is left out.";
        }
    }

    private void WriteLoop()
    {
        var group = new List<Append>();
        foreach (var first in _appends.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < MaxGroup && _appends.TryTake(out var next))
            {
                group.Add(next);
            }

            Write(group);
            group.Clear();
        }
    }

    private void Write(List<Append> group)
    {
        var error = TryWrite(group);
        if (error is not null && _segment is null)
        {
            error = TryWrite(group);
        }

        if (error is not null)
        {
            group.ForEach(append => append.Stored.TrySetException(EventErrors.SpoolFailed(_folder, error.Message, error)));
        }
    }

    /// <returns>What went wrong; then nothing of the group is in the spool.</returns>
    private Exception? TryWrite(List<Append> group)
    {
        long start = -1;
        try
        {
            var file = CurrentFile();
            start = file.Length;
            using var bytes = new MemoryStream();
            var entries = group.ConvertAll(append => Compose(append, bytes, start));
            file.Position = start;
            file.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
            file.Flush(true);
            _segment!.Add(group.Count);
            for (var i = 0; i < group.Count; i++)
            {
                var held = group[i].Inbox.Count < MaxHeld ? group[i].Parsed.Event : null;
                group[i].Inbox.Add(new SpooledDelivery(this, entries[i], held));
                group[i].Stored.TrySetResult(true);
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            TakeBack(start);
            return error;
        }
    }

    private SpoolEntry Compose(Append append, MemoryStream bytes, long start)
    {
        var told = append.Parsed.Event;
        var body = Encoding.UTF8.GetBytes(told.Raw);
        var at = SpoolRecord.Write(bytes, ++_lastNumber, told, append.Parsed.Key, body);
        return new SpoolEntry(_lastNumber, _segment!, start + at, body.Length, told.ReceivedAt, told.Verified, append.Parsed.Key);
    }

    private FileStream CurrentFile()
    {
        if (_file is { Length: > SegmentSize } || (_file is { Length: > SmallSegment } && _segment is { Undone: 0 }))
        {
            CloseSegment();
        }

        if (_file is null)
        {
            var path = Path.Combine(_folder, "events-" + (++_lastSegment).ToString("d8", CultureInfo.InvariantCulture) + ".log");
            _file = UserOnly.Create(path, FileMode.CreateNew, FileShare.Read | FileShare.Delete);
            _segment = new SpoolSegment(path);
        }

        return _file;
    }

    // A group that was not acknowledged must not come out at the next start as if it had been; its senders send it again. A segment that has
    // nothing undone goes, which may be the room that the disk lacks.
    private void TakeBack(long start)
    {
        try
        {
            if (start >= 0 && _segment is { Undone: > 0 })
            {
                _file?.SetLength(start);
                return;
            }
        }
        catch (IOException)
        {
            // Then its remains end this segment.
        }

        CloseSegment();
    }

    /// <summary>Ends the segment before it is full, between two groups: for tests.</summary>
    internal void CloseSegmentForTest() => CloseSegment();

    private void CloseSegment()
    {
        _file?.Dispose();
        _file = null;
        _segment?.Close();
        _segment = null;
    }

    private sealed record Append(ParsedEvent Parsed, EventInbox Inbox)
    {
        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
