namespace TencentLvb.Notifications;

/// <summary>A file of spooled events, deleted when all of them are done. One that could not be read to its end is kept instead.</summary>
/// <param name="path">The file.</param>
/// <param name="isOurs">Whether what has this path now still is that file.</param>
internal sealed class SpoolSegment(string path, Func<bool> isOurs)
{
    private int _undone;
    private int _closed;

    public string Path => path;

    /// <summary>A part of it could not be read, so it may hold events that nobody has seen.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>How many of its events the pipeline has not taken.</summary>
    public int Undone => Volatile.Read(ref _undone);

    public void Add(int count) => Interlocked.Add(ref _undone, count);

    /// <summary>No more events will be added.</summary>
    public void Close()
    {
        Volatile.Write(ref _closed, 1);
        RemoveIfDone();
    }

    public void Done()
    {
        Interlocked.Decrement(ref _undone);
        RemoveIfDone();
    }

    private void RemoveIfDone()
    {
        if (Volatile.Read(ref _closed) == 0 || Undone != 0 || !isOurs())
        {
            return;
        }

        try
        {
            if (IsDamaged)
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
            // Its events are known as done; the next start tries again.
        }
    }
}
