namespace TencentLvb.Notifications;

/// <summary>
/// Represents a file of spooled events, which is deleted when all its events are completed. A file that could not be read completely is
/// kept.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="isOurs">Determines whether the file at this path is still the same.</param>
internal sealed class SpoolSegment(string path, Func<bool> isOurs)
{
    private int _undone;
    private int _closed;

    public string Path => path;

    /// <summary>Indicates that a part could not be read, so that the file may contain unknown events.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>Gets the number of its events that the pipeline has not handled.</summary>
    public int Undone => Volatile.Read(ref _undone);

    public void Add(int count) => Interlocked.Add(ref _undone, count);

    /// <summary>Marks the segment as complete: no more events will be added.</summary>
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
            // Its events are recorded as completed; the next start tries again.
        }
    }
}
