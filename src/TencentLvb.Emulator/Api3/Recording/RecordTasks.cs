namespace TencentLvb.Emulator;

/// <summary>CreateRecordTask, StopRecordTask, DeleteRecordTask.</summary>
internal static class RecordTasks
{
    private const int MostAtOnce = 3;
    private static readonly TimeSpan FurthestEnd = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static Action<AnswerJson>? Create(Api3Call call)
    {
        var name = call.Stream();
        var end = call.Parameters.NeedUnixTime("EndTime");
        var start = call.Parameters.Has("StartTime") ? call.Parameters.NeedUnixTime("StartTime") : ChinaTime.WholeSecond(call.Now);
        call.Parameters.Number("StreamType", 0, 1);
        call.Parameters.Text("Extension");
        var template = call.Parameters.Number("TemplateId", 0, long.MaxValue) ?? 0;
        CheckTimes(call, start, end);

        var stream = call.Account.FindOrAdd(name, call.Now);
        var begin = start < call.Now ? call.Now : start;
        if (call.Account.Recordings.RunningWithin(stream, begin, end) >= MostAtOnce)
        {
            throw new Api3Error("LimitExceeded.MaximumRunningTask", "Too many recording tasks are running for this stream.");
        }

        // An unknown template is not an error: the service then records HLS.
        var formats = call.Account.RecordTemplates.FirstOrDefault(known => known.Id == template)?.Formats ?? RecordTemplate.DefaultFormats;
        var task = call.Account.Recordings.Start(stream, begin, end, formats, new RecordTaskFacts(call.Region, start, template));
        return json => json.Text("TaskId", task.Id);
    }

    /// <summary>Ends a task. Succeeds if it has already ended.</summary>
    public static Action<AnswerJson>? Stop(Api3Call call)
    {
        var task = Find(call);
        if (!task.Finished)
        {
            task.StoppedAt = call.Now;
            call.Account.Recordings.Stop(task, call.Now);
        }

        return null;
    }

    public static Action<AnswerJson>? Delete(Api3Call call)
    {
        call.Account.Recordings.Forget(Find(call), call.Now);
        return null;
    }

    // Tasks of other regions are not visible.
    private static TapeTask Find(Api3Call call) =>
        call.Account.Recordings.Find(call.Parameters.NeedText("TaskId")) is { Facts: { } facts } task && facts.Region == call.Region
            ? task
            : throw new Api3Error("InvalidParameter.InvalidTaskId", "The task does not exist.");

    private static void CheckTimes(Api3Call call, DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start || end <= call.Now || end >= call.Now + FurthestEnd || end - start > Longest)
        {
            throw call.Parameters.Wrong("EndTime", "a time at most 24 hours after StartTime and within the next 7 days");
        }

        if (!call.IsChina && start > call.Now.AddDays(6))
        {
            throw call.Parameters.Wrong("StartTime", "a time within the next 6 days");
        }
    }
}
