namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Live_Tape_Start: records a stream, either between two times or (real-time) immediately. A second call would record twice.
/// </summary>
internal static class TapeStart
{
    public static Lvb2Request<TapeTask> Request(StreamKey stream, TapeOptions options)
    {
        var start = options.Start.ToLocalTime();
        var end = options.End.ToLocalTime();
        return new Lvb2Request<TapeTask>(
            new WireParameters(Lvb2Interface.TapeStart)
                .Add("channel_id", stream.Id)
                .Add("start_time", start)
                .Add("end_time", end)
                .Add("task_sub_type", options.RealTime ? 1L : null)
                .Add("file_format", options.FileFormat)
                .Add("record_type", options.RecordType)
                .Add("mix_stream", options.MixStream ? "1" : null)
                .Add("path", stream.AppName)
                .Add("domain", stream.PushDomain),
            reply => new TapeTask
            {
                StreamId = stream.Id,
                TaskId = Lvb2TaskId.Text(WireReader.ULong(reply.GetOutputObject(), "task_id")) ?? throw new FormatException("No task ID."),
                StartTime = start,
                EndTime = end,
                RealTime = options.RealTime,
            })
        {
            WhatMayExist = $"a recording of the stream '{stream.Id}' might be running or scheduled, "
                + "with an unknown task ID",
            HowToLook = HowToLook(stream.Id) + FormattableString.Invariant($" -StartTime '{start:yyyy-MM-ddTHH:mm:sszzz}'"),
        };
    }

    /// <summary>Returns how to find a recording whose task ID is not known. The text ends with a command.</summary>
    public static string HowToLook(string streamId) =>
        $"API 2.0 cannot list tasks. After the recording ends, find its file: Get-LvbTapeFile -StreamId {CommandText.Quote(streamId)}";
}
