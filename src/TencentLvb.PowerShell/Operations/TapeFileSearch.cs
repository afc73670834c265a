namespace TencentLvb.Operations;

/// <summary>A recording that is waited for, and what counts as its file.</summary>
internal sealed record TapeFileSearch(StreamKey Stream, DateTimeOffset StartTime)
{
    // The services' times are not exact to the second.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The task whose files are waited for; null for whatever is recorded from <see cref="StartTime"/> on.</summary>
    public string? TaskId { get; init; }

    /// <summary>Whether nobody has looked for it yet. Days that are over are looked at once: nothing new is listed there later.</summary>
    public bool IsFirstLook { get; init; } = true;

    /// <summary>Whether a list with the latest files first holds nothing of interest after this one.</summary>
    public bool IsBefore(TapeFile file) => file.EndTime < StartTime - Slack;

    /// <summary>The files that belong to what is waited for.</summary>
    public IReadOnlyList<TapeFile> Matching(IReadOnlyList<TapeFile> files)
    {
        if (TaskId is null)
        {
            return files.Where(f => (f.EndTime ?? f.StartTime) >= StartTime - Slack).ToArray();
        }

        // Real answers were seen that name no task at all.
        return files.Any(f => f.TaskId is not null)
            ? files.Where(f => f.TaskId == TaskId).ToArray()
            : files.Where(f => f.StartTime >= StartTime - Slack).ToArray();
    }

    /// <summary>The range to look at: whole days of China.</summary>
    public TimeWindow Range(DateTimeOffset now)
    {
        var first = !IsFirstLook && now - StartTime > Day ? now - Day : StartTime;
        return new TimeWindow(ChinaTime.EndOfDay(first).AddSeconds(1) - Day, ChinaTime.EndOfDay(now > first ? now : first));
    }
}
