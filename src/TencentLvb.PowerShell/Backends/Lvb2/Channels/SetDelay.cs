namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Live_Set_Delay: the delay with which viewers see a stream. A delay set before the push applies from the start of the push. If it is
/// set during the push, viewers see a black picture for the length of the delay.
/// </summary>
internal static class SetDelay
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(600);

    public static Lvb2Request<ChannelDelay> Request(string streamId, TimeSpan delay) => new(
        new WireParameters(Lvb2Interface.SetDelay)
            .Add("channel_id", streamId)
            .Add("time_length", (long)delay.TotalSeconds),
        _ => new ChannelDelay { StreamId = streamId, Delay = delay })
    {
        WhatMayExist = $"the delay of the stream '{streamId}' might have been set to {delay.TotalSeconds} s",
        HowToLook = "The service does not report the delay. Set the delay again.",
    };
}
