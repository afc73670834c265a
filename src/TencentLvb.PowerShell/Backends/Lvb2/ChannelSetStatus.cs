namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Channel_SetStatus: bans a stream, allows it, or cuts its push.</summary>
internal static class ChannelSetStatus
{
    public static LvbRequest<ChannelStatusChange> Request(string streamId, LvbChannelCommand command, string? path, string? domain) => new(
        Lvb2Interface.ChannelSetStatus,
        new WireParameters()
            .Text("channel_id", streamId)
            .Number("status", WireValue(command))
            .Text("path", path)
            .Text("domain", domain),
        _ => new ChannelStatusChange { StreamId = streamId, Status = command })
    {
        // A second "disconnect" would cut the stream that has just come back.
        Retry = command == LvbChannelCommand.Disconnected ? RetryClass.AtMostOnce : RetryClass.SameState,
        WhatMayExist = $"the stream '{streamId}' may be {Word(command)} now",
        HowToLook = $"See what it does now: Get-LvbChannelStatus -StreamId {CommandText.Quote(streamId)}",
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
        LvbChannelCommand.Enabled => "allowed",
        _ => "cut",
    };
}
