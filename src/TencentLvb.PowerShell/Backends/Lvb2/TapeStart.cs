namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Tape_Start: records a stream, either between two times or (real-time) from now on. A second call would record twice.</summary>
internal static class TapeStart
{
    /// <summary>How long a real-time task may last; the service takes this when it hears of no end.</summary>
    public static readonly TimeSpan LongestRealTime = TimeSpan.FromMinutes(30);

    public static LvbRequest<TapeTask> Request(string streamId, Lvb2TapeOptions options)
    {
        var start = options.Start.ToLocalTime();
        var end = options.End.ToLocalTime();
        return new LvbRequest<TapeTask>(
            Lvb2Interface.TapeStart,
            new WireParameters()
                .Text("channel_id", streamId)
                .ChinaTime("start_time", start)
                .ChinaTime("end_time", end)
                .Number("task_sub_type", options.RealTime ? 1 : null)
                .Text("file_format", options.FileFormat)
                .Text("record_type", options.RecordType)
                .Text("mix_stream", options.MixStream ? "1" : null)
                .Text("path", options.Path)
                .Text("domain", options.Domain),
            reply => new TapeTask
            {
                StreamId = streamId,
                TaskId = Lvb2TaskId.Text(WireReader.ULong(reply.GetOutputObject(), "task_id")) ?? throw new FormatException("No task id."),
                StartTime = start,
                EndTime = end,
                RealTime = options.RealTime,
            })
        {
            WhatMayExist = $"a recording of the stream '{streamId}' may be running or waiting for its time, under a task id that nobody knows",
            HowToLook = HowToLook(streamId) + FormattableString.Invariant($" -StartTime '{start:yyyy-MM-ddTHH:mm:sszzz}'"),
        };
    }

    /// <summary>What shows a recording whose task nobody knows; it ends with a command.</summary>
    public static string HowToLook(string streamId) =>
        $"No interface lists tasks. What it records shows up when it has ended: Get-LvbTapeFile -StreamId {CommandText.Quote(streamId)}";
}

/// <summary>What to record, with times cut to whole seconds.</summary>
internal sealed record Lvb2TapeOptions(DateTimeOffset Start, DateTimeOffset End)
{
    public bool RealTime { get; init; }

    public string? FileFormat { get; init; }

    public string? RecordType { get; init; }

    public bool MixStream { get; init; }

    public string? Path { get; init; }

    public string? Domain { get; init; }
}
