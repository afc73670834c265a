using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>
/// Appends events to the segments of a spool: on one thread, in groups, each flushed to the disk before its senders receive a response.
/// </summary>
internal sealed class SpoolWriter : IDisposable
{
    private const long SegmentSize = 8 * 1024 * 1024;
    private const long SmallSegment = 1024 * 1024;

    // The number of events that wait for the pipeline in memory. The bodies of further events are read from disk when they are emitted.
    private const int MaxHeld = 256;

    // The number of senders that one thread answers. A thread for each sender would have to be woken for each.
    private const int AnsweredAtOnce = 8;

    private readonly SpoolAppends _appends = new();
    private readonly TextBytes _bytes = new();
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
        var append = new SpoolAppend(parsed, inbox);
        if (!_appends.TryAdd(append))
        {
            append.Stored.TrySetException(EventErrors.SpoolFailed(_folder, "it is closed."));
        }

        return append.Stored.Task;
    }

    /// <summary>Writes the remaining events.</summary>
    public void Dispose()
    {
        _appends.Close();
        _thread.Join();
        CloseSegment();
    }

    private void WriteLoop()
    {
        while (_appends.Take() is { Count: > 0 } group)
        {
            Write(group);
        }
    }

    private void Write(List<SpoolAppend> group)
    {
        var error = TryWrite(group);
        if (error is not null && _segment is null)
        {
            error = TryWrite(group);
        }

        if (error is not null)
        {
            var failure = EventErrors.SpoolFailed(_folder, error.Message, error);
            ThreadPool.UnsafeQueueUserWorkItem(_ => group.ForEach(append => append.Stored.TrySetException(failure)), null);
            return;
        }

        foreach (var ofInbox in group.GroupBy(append => append.Inbox))
        {
            var waiting = ofInbox.Key.Count;
            ofInbox.Key.Add(ofInbox.Select(append => (QueuedEvent)new SpooledEvent(
                _spool, append.Entry!, waiting++ < MaxHeld ? append.Parsed.Event : null)).ToArray());
        }

        for (var from = 0; from < group.Count; from += AnsweredAtOnce)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static state => Answer((List<SpoolAppend>)state!), group.GetRange(from, Math.Min(AnsweredAtOnce, group.Count - from)));
        }
    }

    private static void Answer(List<SpoolAppend> appends)
    {
        foreach (var append in appends)
        {
            append.Stored.TrySetResult(true);
        }
    }

    /// <returns>The failure; in that case no event of the group is in the spool.</returns>
    private Exception? TryWrite(List<SpoolAppend> group)
    {
        long start = -1;
        try
        {
            var file = CurrentFile();
            start = file.Length;
            _bytes.Start();
            foreach (var append in group)
            {
                append.Entry = Compose(append, start);
            }

            file.Position = start;
            file.Write(_bytes.Bytes, 0, _bytes.Count);
            file.Flush(true);
            RequireFile(file, start + _bytes.Count);
            _segment!.Add(group.Count);
            return null;
        }
        // After any failure the senders receive an error, because their events are not stored. An exception on this thread would end the
        // process.
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
            throw new IOException($"'{file.Name}' was deleted, moved, replaced or changed by another process.");
        }
    }

    private SpoolEntry Compose(SpoolAppend append, long start)
    {
        var told = append.Parsed.Event;
        var body = append.Parsed.Body;
        var checksum = Crc32.Of(body);
        var at = SpoolRecord.Write(_bytes, ++_lastNumber, append.Parsed, checksum);
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
        SpoolFiles.Close(_file);
        _file = null;
        _segment?.Close();
        _segment = null;
    }
}
