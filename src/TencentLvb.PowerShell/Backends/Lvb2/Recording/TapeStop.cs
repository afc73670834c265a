namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Tape_Stop: ends a recording task. The task ID is an unsigned 64-bit number, sent with all digits.</summary>
internal static class TapeStop
{
    public static Lvb2Request<TapeTask> Request(TapeTask task) => new(
        new WireParameters(Lvb2Interface.TapeStop)
            .Add("channel_id", task.StreamId)
            .Add("task_id", Lvb2TaskId.Parse(task.TaskId))
            .Add("task_sub_type", task.RealTime ? 1L : null),
        _ => task)
    {
        WhatMayExist = $"the recording task {task.TaskId} of the stream '{task.StreamId}' might have ended",
        HowToLook = $"To check whether the task has ended, look for its file: Get-LvbTapeFile -StreamId {CommandText.Quote(task.StreamId)}",
    };
}
