namespace TencentLvb.Notifications;

/// <summary>
/// Represents the segments of a long spool that are not read at the start, but when the pipeline has handled the earlier ones. A million
/// events thus require no more memory, and no more time until the first event, than a few thousand. The start reads only the beginnings
/// of segments with recent events.
/// </summary>
internal sealed class SpoolRest
{
    /// <summary>The total size in bytes of the segments that are read at the start.</summary>
    public const long ReadAtStart = 16 * 1024 * 1024;

    // Records of a segment are written in groups, so their times are not in exact order.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(1);

    private readonly List<string> _paths;
    private int _next;

    /// <param name="paths">The segments, oldest first.</param>
    /// <param name="oldest">Keys of events that were received before this time are not required to detect duplicates.</param>
    public SpoolRest(IReadOnlyList<string> paths, DateTimeOffset oldest)
    {
        _paths = [.. paths];
        var heads = _paths.ConvertAll(SpoolSegmentReader.First);
        for (var i = 0; i < _paths.Count; i++)
        {
            // Records older than the first record of the next segment are older than all following ones.
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

    /// <summary>Indicates whether there are more segments to read.</summary>
    public bool IsLeft => _next < _paths.Count;

    /// <summary>Gets the lowest number in these segments.</summary>
    public long FirstNumber { get; private set; } = long.MaxValue;

    /// <summary>Gets the highest number that was read.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Gets the keys of the recent events, oldest first.</summary>
    public List<(EventFingerprint Key, DateTimeOffset At)> RecentKeys { get; } = [];

    /// <summary>Returns the next segment, and whether it is the newest.</summary>
    public string Take(out bool isNewest)
    {
        isNewest = _next == _paths.Count - 1;
        return _paths[_next++];
    }

    /// <summary>Returns the number of segments that are read at the start: those within the limit, and at least one.</summary>
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
