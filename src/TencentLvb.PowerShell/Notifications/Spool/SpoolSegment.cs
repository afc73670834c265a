namespace TencentLvb.Notifications;

/// <summary>A file of spooled events, deleted when all of them are done.</summary>
internal sealed class SpoolSegment(string path)
{
    private int _undone;
    private int _closed;

    public string Path => path;

    /// <summary>How many of its events the pipeline has not taken.</summary>
    public int Undone => Volatile.Read(ref _undone);

    public void Add(int count) => Interlocked.Add(ref _undone, count);

    /// <summary>No more events will be added.</summary>
    public void Close()
    {
        Volatile.Write(ref _closed, 1);
        DeleteIfDone();
    }

    public void Done()
    {
        Interlocked.Decrement(ref _undone);
        DeleteIfDone();
    }

    private void DeleteIfDone()
    {
        if (Volatile.Read(ref _closed) == 0 || Undone != 0)
        {
            return;
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its events are known as done; the next start tries again.
        }
    }
}

/// <summary>One event in the spool, without its body.</summary>
internal sealed record SpoolEntry(long Number, SpoolSegment Segment, long Offset, int Length, DateTimeOffset ReceivedAt, bool Verified, EventFingerprint Key);
