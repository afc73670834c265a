using System.Globalization;

namespace TencentLvb.Emulator;

/// <summary>Live_Tape_Start and Live_Tape_Stop.</summary>
internal static class TapeTasks
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } =
    [
        new("Live_Tape_Start", IsStatistics: false, Start),
        new("Live_Tape_Stop", IsStatistics: false, Stop),
    ];

    public static Reply Start(ApiCall call)
    {
        var parameters = call.Parameters;
        var id = parameters.NeedText("channel_id");
        var realTime = parameters.Number("task_sub_type", 0, 1) == 1;
        var audio = parameters.OneOf("record_type", "video", "video", "audio") == "audio";
        var format = audio
            ? parameters.OneOf("file_format", "flv", "aac", "flv", "hls", "mp4")
            : parameters.OneOf("file_format", "flv", "flv", "hls", "mp4");
        parameters.OneOf("mix_stream", "0", "0", "1");
        var (start, end) = realTime ? RealTime(call) : Timed(call);

        var stream = call.Account.Streams.FindOrAdd(id, call.Now);
        var task = call.Account.Recordings.Start(stream, start, end, realTime, format, audio);
        return Reply.Object(json =>
        {
            if (call.Shapes.Has(LvbEmulatorShape.TaskIdText))
            {
                json.Text("task_id", task.Id);
            }
            else
            {
                json.Number("task_id", ulong.Parse(task.Id, CultureInfo.InvariantCulture));
            }
        });
    }

    public static Reply Stop(ApiCall call)
    {
        var id = call.Parameters.NeedText("channel_id");
        var taskId = call.Parameters.NeedId("task_id");
        call.Parameters.Number("task_sub_type", 0, 1);
        var task = call.Account.Recordings.Find(Wire.Text(taskId));
        if (task is null || task.Stream.Id != id)
        {
            return Reply.Error(Codes.TaskNotFound, "task not found");
        }

        call.Account.Recordings.Stop(task, call.Now);
        return Reply.Done();
    }

    /// <summary>Starts immediately. A missing end, or one more than 30 minutes ahead, means 30 minutes.</summary>
    private static (DateTimeOffset Start, DateTimeOffset End) RealTime(ApiCall call)
    {
        var longest = call.Now + Recordings.LongestRealTime;
        var end = call.Parameters.Time("end_time") ?? longest;
        if (end <= call.Now)
        {
            throw call.Parameters.Wrong("Param.s.end_time");
        }

        return (call.Now, end > longest ? longest : end);
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Timed(ApiCall call)
    {
        var start = call.Parameters.NeedTime("start_time");
        var end = call.Parameters.NeedTime("end_time");
        if (end <= start || end <= call.Now)
        {
            throw call.Parameters.Wrong("Param.s.end_time");
        }

        return (start < call.Now ? call.Now : start, end);
    }
}
