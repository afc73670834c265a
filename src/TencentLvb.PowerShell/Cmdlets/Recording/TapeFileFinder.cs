namespace TencentLvb.Cmdlets;

/// <summary>A stream whose recording is waited for.</summary>
internal sealed class TapeWait(string streamId, DateTimeOffset startTime, string? taskId) : StreamWait(streamId)
{
    public DateTimeOffset StartTime { get; } = startTime;

    public string? TaskId { get; } = taskId;
}

/// <summary>Looks once for the files of a recording, the latest first.</summary>
internal sealed class TapeFileFinder(LvbConnection client, TapeWait wait)
{
    private const int PageSize = 100;

    // The service's times are not exact to the second.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<TapeFile>> FindAsync(CallLog notes, CancellationToken cancellation)
    {
        if (wait.TaskId is not null)
        {
            // No file is ever found by an id that has lost digits.
            _ = Lvb2TaskId.Parse(wait.TaskId);
        }

        var found = new List<TapeFile>();
        foreach (var day in Days(DateTimeOffset.Now))
        {
            for (var page = 1; ; page++)
            {
                var rows = await client.SendAsync(
                    TapeGetFilelist.Request(wait.StreamId, day, descending: true, page, PageSize), notes, cancellation).ConfigureAwait(false);
                found.AddRange(rows.Rows.Cast<TapeFile>());
                if (rows.Rows.Count < PageSize || found[found.Count - 1].EndTime < wait.StartTime - Slack)
                {
                    break;
                }
            }
        }

        return Matching(found);
    }

    /// <summary>The files that belong to what is waited for.</summary>
    internal IReadOnlyList<TapeFile> Matching(IReadOnlyList<TapeFile> files)
    {
        if (wait.TaskId is null)
        {
            return files.Where(f => (f.EndTime ?? f.StartTime) >= wait.StartTime - Slack).ToArray();
        }

        // Real answers were seen that tell no task at all.
        return files.Any(f => f.TaskId is not null)
            ? files.Where(f => f.TaskId == wait.TaskId).ToArray()
            : files.Where(f => f.StartTime >= wait.StartTime - Slack).ToArray();
    }

    /// <summary>China's days to look at, the latest first. Days that are over are looked at once: nothing new is listed there later.</summary>
    internal IReadOnlyList<TimeWindow> Days(DateTimeOffset now)
    {
        var first = wait.Answers > 0 && now - wait.StartTime > Day ? now - Day : wait.StartTime;
        var from = ChinaTime.EndOfDay(first).AddSeconds(1) - Day;
        return ChinaTime.Days(from, ChinaTime.EndOfDay(now > first ? now : first)).Reverse().ToArray();
    }
}
