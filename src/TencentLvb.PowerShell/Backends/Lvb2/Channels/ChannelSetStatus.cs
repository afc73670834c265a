namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Channel_SetStatus: bans a stream, allows it, or cuts its push.</summary>
internal static class ChannelSetStatus
{
    public static Lvb2Request<ChannelStatusChange> Request(StreamKey stream, LvbChannelCommand command) => new(
        new WireParameters(Lvb2Interface.ChannelSetStatus)
            .Add("channel_id", stream.Id)
            .Add("status", WireValue(command))
            .Add("path", stream.AppName)
            .Add("domain", stream.PushDomain),
        _ => new ChannelStatusChange { StreamId = stream.Id, Status = command })
    {
        // A second "disconnect" would cut a stream that has just reconnected.
        Retry = command == LvbChannelCommand.Disconnected ? RetryClass.AtMostOnce : RetryClass.SameState,
        WhatMayExist = $"the stream '{stream.Id}' might have been {Word(command)}",
        HowToLook = $"Check the current state of the stream: Get-LvbChannelStatus -StreamId {CommandText.Quote(stream.Id)}",
    };

    private static long WireValue(LvbChannelCommand command) => command switch
    {
        LvbChannelCommand.Disabled => 0,
        LvbChannelCommand.Enabled => 1,
        _ => 2,
    };

    private static string Word(LvbChannelCommand command) => command switch
    {
        LvbChannelCommand.Disabled => "banned",
        LvbChannelCommand.Enabled => "unbanned",
        _ => "disconnected",
    };
}
