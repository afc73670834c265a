namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Tape_Stop: ends a recording task. The task's number is an unsigned 64-bit one, digits in full.</summary>
internal static class TapeStop
{
    public static LvbRequest<TapeTask> Request(TapeTask task) => new(
        Lvb2Interface.TapeStop,
        new WireParameters()
            .Text("channel_id", task.StreamId)
            .Number("task_id", Lvb2TaskId.Parse(task.TaskId))
            .Number("task_sub_type", task.RealTime ? 1 : null),
        _ => task)
    {
        WhatMayExist = $"the recording task {task.TaskId} of the stream '{task.StreamId}' may have ended",
        HowToLook = $"Its file shows up when it has: Get-LvbTapeFile -StreamId {CommandText.Quote(task.StreamId)}",
    };
}
