namespace TencentLvb.Notifications;

/// <summary>
/// The segments of a long spool that a start does not read: their turn comes when the pipeline has taken what lies before them, so that a
/// million events take no more memory, and no more time until the first, than a few thousand. What a start has to know of them is read from
/// their beginnings, and from those alone that hold recent events.
/// </summary>
internal sealed class SpoolRest
{
    /// <summary>Segments of so many bytes in all are read at the start.</summary>
    public const long ReadAtStart = 16 * 1024 * 1024;

    // A segment's records are written in groups, so their times are not in order to the millisecond.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(1);

    private readonly List<string> _paths;
    private int _next;

    /// <param name="paths">The segments, oldest first.</param>
    /// <param name="oldest">Keys of events that were received before are of no use against duplicates.</param>
    public SpoolRest(IReadOnlyList<string> paths, DateTimeOffset oldest)
    {
        _paths = [.. paths];
        var heads = _paths.ConvertAll(SpoolSegmentReader.First);
        for (var i = 0; i < _paths.Count; i++)
        {
            // What is older than the first record of the next segment is older than all that follow.
            var isRecent = i + 1 == _paths.Count || heads[i + 1] is not { } next || ReceivedAt(next) >= oldest - Blur;
            if (isRecent || heads[i] is null)
            {
                Survey(_paths[i], oldest);
            }
            else
            {
                FirstNumber = Math.Min(FirstNumber, heads[i]!.Value.Number);
            }
        }
    }

    /// <summary>Whether segments are left to read.</summary>
    public bool IsLeft => _next < _paths.Count;

    /// <summary>No number in these segments is lower.</summary>
    public long FirstNumber { get; private set; } = long.MaxValue;

    /// <summary>The highest number that was seen.</summary>
    public long LastNumber { get; private set; }

    /// <summary>The keys of the recent events, oldest first.</summary>
    public List<(EventFingerprint Key, DateTimeOffset At)> RecentKeys { get; } = [];

    /// <summary>The next segment; whether it is the newest.</summary>
    public string Take(out bool isNewest)
    {
        isNewest = _next == _paths.Count - 1;
        return _paths[_next++];
    }

    /// <summary>How many of the segments are read at the start: those up to the limit, and one at least.</summary>
    public static int CountAtStart(IReadOnlyList<string> paths)
    {
        var bytes = 0L;
        for (var i = 0; i < paths.Count; i++)
        {
            bytes += new FileInfo(paths[i]).Length;
            if (bytes > ReadAtStart)
            {
                return Math.Max(1, i);
            }
        }

        return paths.Count;
    }

    private void Survey(string path, DateTimeOffset oldest)
    {
        foreach (var entry in SpoolSegmentReader.Read(new SpoolSegment(path, static () => false)).Entries)
        {
            FirstNumber = Math.Min(FirstNumber, entry.Number);
            LastNumber = Math.Max(LastNumber, entry.Number);
            if (entry.ReceivedAt >= oldest)
            {
                RecentKeys.Add((entry.Key, entry.ReceivedAt));
            }
        }
    }

    private static DateTimeOffset ReceivedAt(SpoolRecord record) => DateTimeOffset.FromUnixTimeMilliseconds(record.Received);
}
