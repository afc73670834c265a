using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>CreateRecordTask, StopRecordTask and DescribeRecordTask: recording tasks. A task ID is an opaque text.</summary>
internal static class RecordTasks
{
    /// <summary>The longest task.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan LatestEnd = TimeSpan.FromDays(7);
    private static readonly TimeSpan LatestStartAbroad = TimeSpan.FromDays(6);

    /// <summary>The longest range of one query.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <exception cref="LvbException">The service does not accept these times.</exception>
    public static void Check(TapeOptions options, LvbSite site, DateTimeOffset now)
    {
        if (options.End - options.Start > Longest)
        {
            throw LvbErrors.InvalidArgument(
                $"A recording of {options.End - options.Start} is too long for API 3.0.",
                "Specify at most 24 hours, or start several tasks in sequence.");
        }

        if (options.End <= now)
        {
            throw LvbErrors.InvalidArgument(
                FormattableString.Invariant($"The end of the recording ({options.End.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz}) has passed."),
                "Specify an end time in the future.");
        }

        if (options.End > now + LatestEnd || (site == LvbSite.International && options.Start > now + LatestStartAbroad))
        {
            throw LvbErrors.InvalidArgument(
                "The recording is too far in the future for API 3.0.",
                site == LvbSite.International
                    ? "Specify a start time within the next 6 days and an end time within the next 7 days."
                    : "Specify an end time within the next 7 days.");
        }
    }

    public static Api3Request<TapeTask> Start(
        string streamId, StreamPlace place, TapeOptions options, long? templateId, DateTimeOffset now)
    {
        var body = StreamState.Of(streamId, place);

        // Without a start the recording begins immediately.
        if (!options.RealTime && options.Start > now)
        {
            body["StartTime"] = options.Start.ToUnixTimeSeconds();
        }

        body["EndTime"] = options.End.ToUnixTimeSeconds();
        if (options.MixStream)
        {
            body["StreamType"] = 1;
        }

        if (templateId is { } template)
        {
            body["TemplateId"] = template;
        }

        return new Api3Request<TapeTask>(Api3Action.CreateRecordTask, body, response => new TapeTask
        {
            StreamId = streamId,
            PushDomain = place.PushDomain,
            AppName = place.AppName,
            TaskId = Api3Response.Required(response.Fields, "TaskId"),
            StartTime = options.Start.ToLocalTime(),
            EndTime = options.End.ToLocalTime(),
            RealTime = options.RealTime,
            TemplateId = templateId,
        })
        {
            Stream = streamId,
            WhatMayExist = $"a recording task of the stream '{streamId}' might exist",
            HowToLook = $"List the recording tasks of the stream: Get-LvbTapeTask -StreamId {CommandText.Quote(streamId)}",
        };
    }

    public static Api3Request<TapeTask> Stop(TapeTask task) => new(
        Api3Action.StopRecordTask, new JsonObject { ["TaskId"] = task.TaskId }, _ => task)
    {
        Stream = task.StreamId,
        DoneWhenNotFound = true,
        WhatMayExist = $"the recording task {task.TaskId} might have ended",
        HowToLook = $"Check whether the task has ended: Get-LvbTapeTask -StreamId {CommandText.Quote(task.StreamId)}",
    };

    /// <summary>
    /// Creates the request for the tasks within a range of at most one week, including both ends. A task that only overlaps the range is
    /// not listed.
    /// </summary>
    /// <param name="stream">One stream; null for all. Push domain and path filter only if they were specified.</param>
    /// <param name="range">The range.</param>
    /// <param name="token">The token from the previous page; null for the first.</param>
    public static Api3Request<Page<TapeTask>> List(StreamKey? stream, TimeWindow range, string? token) => new(
        Api3Action.DescribeRecordTask,
        new JsonObject { ["StartTime"] = range.Start.ToUnixTimeSeconds(), ["EndTime"] = range.End.ToUnixTimeSeconds() }
            .With("StreamName", stream?.Id)
            .With("DomainName", stream?.PushDomain)
            .With("AppName", stream?.AppName)
            .With("ScrollToken", token),
        Read)
    {
        Stream = stream?.Id,
        WhenEmpty = static () => new Page<TapeTask> { IsLast = true },
    };

    /// <summary>Finds a task by its ID; null if the service does not list it around that time.</summary>
    public static async Task<TapeTask?> FindAsync(
        Api3Account account, StreamKey stream, string taskId, DateTimeOffset about, OperationContext context,
            CancellationToken cancellation)
    {
        // A task that starts around that time has ended one day later, so both ends are within the week.
        var range = new TimeWindow(about - TimeSpan.FromDays(3), about - TimeSpan.FromDays(3) + Week);
        string? token = null;
        do
        {
            var page = await context.CallAsync(account, List(stream, range, token), cancellation).ConfigureAwait(false);
            if (page.Rows.FirstOrDefault(t => t.TaskId == taskId) is { } task)
            {
                return task;
            }

            token = page.Next;
        }
        while (token is not null);

        return null;
    }

    private static Page<TapeTask> Read(Api3Response response)
    {
        var next = WireReader.Text(response.Fields, "ScrollToken") is { Length: > 0 } token ? token : null;
        var page = new Page<TapeTask> { Next = next, IsLast = next is null };
        foreach (var row in response.Objects("TaskList"))
        {
            var task = new TapeTask
            {
                StreamId = Api3Response.Required(row, "StreamName"),
                PushDomain = WireReader.Text(row, "DomainName"),
                AppName = WireReader.Text(row, "AppName"),
                TaskId = Api3Response.Required(row, "TaskId"),
                StartTime = WireReader.UnixTime(row, "StartTime"),
                EndTime = WireReader.UnixTime(row, "EndTime"),
                Stopped = WireReader.UnixTime(row, "Stopped"),
                TemplateId = WireReader.Long(row, "TemplateId") is { } template and > 0 ? template : null,
            };
            page.Add(task, task.TaskId);
        }

        return page;
    }
}
