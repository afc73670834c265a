using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>
/// CreateLiveRecord and StopLiveRecord: the predecessors of CreateRecordTask, with numeric IDs. Deprecated but still supported.
/// </summary>
internal static class LiveRecords
{
    public static Action<AnswerJson>? Create(Api3Call call)
    {
        var parameters = call.Parameters;
        var id = parameters.NeedText("StreamName");
        var audio = parameters.OneOf("RecordType", "video", "audio") == "audio";
        var format = parameters.OneOf("FileFormat", "flv", "hls", "mp4", "aac", "mp3") ?? "flv";
        var highlight = parameters.Number("Highlight", 0, 1) == 1;
        parameters.Number("MixStream", 0, 1);
        parameters.Text("StreamParam");
        var (start, end) = highlight ? RealTime(call) : Timed(call);
        var domain = parameters.Text("DomainName") is { Length: > 0 } push ? push : EmulatedDomains.Push;
        var app = parameters.Text("AppName") is { Length: > 0 } path ? path : "live";
        if (highlight && call.Account.Streams.Find(id) is not { IsLive: true })
        {
            throw new Api3Error("ResourceUnavailable.StreamNotExist", "Bad stream status");
        }

        var stream = call.Account.Streams.Find(id) ?? call.Account.FindOrAdd(new StreamName(domain, app, id), call.Now);
        var task = call.Account.Recordings.Start(stream, start, end, highlight, format, audio);
        return json => json.Number("TaskId", ulong.Parse(task.Id, CultureInfo.InvariantCulture));
    }

    public static Action<AnswerJson>? Stop(Api3Call call)
    {
        var id = call.Parameters.NeedText("StreamName");
        var task = call.Account.Recordings.Find(Wire.Text(call.Parameters.NeedUnsigned("TaskId")));
        if (task is null || task.Facts is not null || task.Stream.Id != id)
        {
            throw new Api3Error("ResourceNotFound.TaskId", "The task does not exist.");
        }

        call.Account.Recordings.Stop(task, call.Now);
        return null;
    }

    private static (DateTimeOffset Start, DateTimeOffset End) RealTime(Api3Call call)
    {
        var longest = call.Now + Recordings.LongestRealTime;
        var end = Time(call, "EndTime") ?? longest;
        return end > call.Now ? (call.Now, end > longest ? longest : end) : throw call.Parameters.Wrong("EndTime", "a time in the future");
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Timed(Api3Call call)
    {
        call.Parameters.Need("StartTime");
        call.Parameters.Need("EndTime");
        var (start, end) = (Time(call, "StartTime")!.Value, Time(call, "EndTime")!.Value);
        return end > start && end > call.Now
            ? (start < call.Now ? call.Now : start, end)
            : throw call.Parameters.Wrong("EndTime", "a time in the future and after StartTime");
    }

    // The documentation requires URL encoding and does not specify whether that applies in JSON. Both forms are accepted.
    private static DateTimeOffset? Time(Api3Call call, string name)
    {
        if (call.Parameters.Text(name) is not { } text)
        {
            return null;
        }

        return ChinaTime.TryRead(QueryText.Decode(text), out var time)
            ? time
            : throw call.Parameters.Wrong(name, "a time such as 2026-11-28 12:00:00");
    }
}
