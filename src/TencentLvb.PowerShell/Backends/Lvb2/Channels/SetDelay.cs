namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Live_Set_Delay: how much later viewers see a stream. Set before the push it holds from the push on; set during it, viewers see black
/// for that long.
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
        WhatMayExist = $"the delay of the stream '{streamId}' may be {delay.TotalSeconds} s now",
        HowToLook = "No interface of the service returns the delay: set it again.",
    };
}
