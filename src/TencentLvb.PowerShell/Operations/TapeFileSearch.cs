namespace TencentLvb.Operations;

/// <summary>Represents a recording that is waited for, and which files match it.</summary>
internal sealed record TapeFileSearch(StreamKey Stream, DateTimeOffset StartTime)
{
    // The times of the services are not exact to the second.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Gets the task whose files are waited for; null for any recording from <see cref="StartTime"/> on.</summary>
    public string? TaskId { get; init; }

    /// <summary>
    /// Gets whether this is the first search. Past days are searched only once, because no new files are listed there later.
    /// </summary>
    public bool IsFirstLook { get; init; } = true;

    /// <summary>Determines whether a list with the latest files first contains no matching files after this one.</summary>
    public bool IsBefore(TapeFile file) => file.EndTime < StartTime - Slack;

    /// <summary>Returns the matching files.</summary>
    public IReadOnlyList<TapeFile> Matching(IReadOnlyList<TapeFile> files)
    {
        if (TaskId is null)
        {
            return files.Where(f => (f.EndTime ?? f.StartTime) >= StartTime - Slack).ToArray();
        }

        // Some responses of the service contain no task IDs.
        return files.Any(f => f.TaskId is not null)
            ? files.Where(f => f.TaskId == TaskId).ToArray()
            : files.Where(f => f.StartTime >= StartTime - Slack).ToArray();
    }

    /// <summary>Returns the range to search: whole days in China.</summary>
    public TimeWindow Range(DateTimeOffset now)
    {
        var first = !IsFirstLook && now - StartTime > Day ? now - Day : StartTime;
        return new TimeWindow(ChinaTime.EndOfDay(first).AddSeconds(1) - Day, ChinaTime.EndOfDay(now > first ? now : first));
    }
}
