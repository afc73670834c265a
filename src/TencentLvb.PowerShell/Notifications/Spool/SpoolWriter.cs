using System.Collections.Concurrent;
using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>
/// Appends events to the segments of a spool: on one thread, in groups, each flushed to the disk before its senders receive a response.
/// </summary>
internal sealed class SpoolWriter : IDisposable
{
    private const long SegmentSize = 8 * 1024 * 1024;
    private const long SmallSegment = 1024 * 1024;
    private const int MaxGroup = 512;
    private const int MaxGroupBytes = 4 * 1024 * 1024;

    // The number of events that wait for the pipeline in memory. The bodies of further events are read from disk when they are emitted.
    private const int MaxHeld = 256;

    private readonly BlockingCollection<Append> _appends = new(new ConcurrentQueue<Append>());
    private readonly EventSpool _spool;
    private readonly string _folder;
    private readonly Func<string, FileStream> _create;
    private readonly Thread _thread;
    private SpoolSegment? _segment;
    private FileStream? _file;
    private long _lastNumber;
    private long _lastSegment;

    public SpoolWriter(EventSpool spool, string folder, long lastNumber, long lastSegment, Func<string, FileStream>? create = null)
    {
        _create = create ?? (path => PrivateFile.Create(path, FileMode.CreateNew, FileShare.Read | FileShare.Delete));
        _spool = spool;
        _folder = folder;
        _lastNumber = lastNumber;
        _lastSegment = lastSegment;
        _thread = new Thread(WriteLoop) { IsBackground = true, Name = "LVB event spool" };
        _thread.Start();
    }

    /// <summary>Completes when the event is on disk. It is then in the inbox.</summary>
    /// <exception cref="LvbException"><c>LvbSpoolFailed</c>.</exception>
    public Task StoreAsync(UnverifiedEvent parsed, EventQueue inbox)
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

    /// <summary>Writes the remaining events.</summary>
    public void Dispose()
    {
        _appends.CompleteAdding();
        _thread.Join();
        CloseSegment();
        _appends.Dispose();
    }

    private void WriteLoop()
    {
        var group = new List<Append>();
        foreach (var first in _appends.GetConsumingEnumerable())
        {
            group.Add(first);
            var bytes = first.Parsed.Body.Length;
            while (group.Count < MaxGroup && bytes < MaxGroupBytes && _appends.TryTake(out var next))
            {
                group.Add(next);
                bytes += next.Parsed.Body.Length;
            }

            Write(group);
            group.Clear();
        }
    }

    private void Write(List<Append> group)
    {
        var error = TryWrite(group, out var stored);
        if (error is not null && _segment is null)
        {
            error = TryWrite(group, out stored);
        }

        if (error is not null)
        {
            group.ForEach(append => append.Stored.TrySetException(EventErrors.SpoolFailed(_folder, error.Message, error)));
            return;
        }

        for (var i = 0; i < group.Count; i++)
        {
            var held = group[i].Inbox.Count < MaxHeld ? group[i].Parsed.Event : null;
            group[i].Inbox.Add(new SpooledEvent(_spool, stored[i], held));
            group[i].Stored.TrySetResult(true);
        }
    }

    /// <returns>The failure; in that case no event of the group is in the spool.</returns>
    private Exception? TryWrite(List<Append> group, out List<SpoolEntry> stored)
    {
        stored = [];
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
            RequireFile(file, start + bytes.Length);
            _segment!.Add(group.Count);
            stored = entries;
            return null;
        }
        // After any failure the senders are told that their events are not stored. An exception on this thread would end the process.
#pragma warning disable CA1031
        catch (Exception error)
#pragma warning restore CA1031
        {
            TakeBack(start);
            return error;
        }
    }

    // A deleted folder leaves a file without a name, whose content is lost when it is closed. The length shows whether it is the same
    // file and was not truncated by others.
    private void RequireFile(FileStream file, long length)
    {
        var named = new FileInfo(file.Name);
        if (!named.Exists || named.Length != length || file.Length != length)
        {
            CloseSegment();
            throw new IOException($"'{file.Name}' no longer exists: the folder was deleted, moved or replaced.");
        }
    }

    private SpoolEntry Compose(Append append, MemoryStream bytes, long start)
    {
        var told = append.Parsed.Event;
        var body = append.Parsed.Body;
        var checksum = Crc32.Of(body);
        var at = SpoolRecord.Write(bytes, ++_lastNumber, append.Parsed, checksum);
        return new SpoolEntry(_lastNumber, _segment!, start + at, body.Length, checksum, told.ReceivedAt, told.Verified, append.Parsed.Key);
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
            _spool.RequireHold();
            _file = _create(path);
            _segment = new SpoolSegment(path, _spool.Hold());
        }

        return _file;
    }

    // A group that was not acknowledged must not be emitted at the next start, because its senders send it again. A segment without
    // unfinished events is deleted, which may free the space that the disk lacks.
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
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Then its remains end this segment.
        }

        CloseSegment();
    }

    /// <summary>For tests: ends the segment before it is full, between two groups.</summary>
    internal void CloseSegmentForTest() => CloseSegment();

    private void CloseSegment()
    {
        _file?.Dispose();
        _file = null;
        _segment?.Close();
        _segment = null;
    }

    private sealed record Append(UnverifiedEvent Parsed, EventQueue Inbox)
    {
        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
