namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// channel_manager: suspends a stream until a time, or resumes it. The example in the documentation uses another interface and misspells
/// the action; both are mistakes.
/// </summary>
internal static class ChannelManager
{
    public static Lvb2Request<ChannelSuspension> Suspend(string streamId, DateTimeOffset until)
    {
        // Rounds fractions up, so that the end is never before the start.
        var end = until.ToUnixTimeSeconds() + (until.Ticks % TimeSpan.TicksPerSecond == 0 ? 0 : 1);
        return Request(streamId, "forbid", end, new ChannelSuspension
        {
            StreamId = streamId,
            Suspended = true,
            Until = DateTimeOffset.FromUnixTimeSeconds(end).ToLocalTime(),
        });
    }

    /// <summary>Creates the request that resumes a stream. It sends the current time as the end of the suspension.</summary>
    public static Lvb2Request<ChannelSuspension> Resume(string streamId, DateTimeOffset now) =>
        Request(streamId, "resume", now.ToUnixTimeSeconds(), new ChannelSuspension { StreamId = streamId });

    private static Lvb2Request<ChannelSuspension> Request(string streamId, string action, long end, ChannelSuspension result) => new(
        new WireParameters(Lvb2Interface.ChannelManager)
            .Add("channel_id", streamId)
            .Add("abstime_end", end)
            .Add("action", action),
        _ => result)
    {
        Action = action,
        WhatMayExist = $"the stream '{streamId}' might have been {(result.Suspended ? "suspended" : "resumed")}",
        HowToLook = $"Check the current state of the stream: Get-LvbChannelStatus -StreamId {CommandText.Quote(streamId)}",
    };
}
