namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class ChannelRequestTests
{
    [Theory]
    [InlineData(LvbChannelCommand.Disabled, "0")]
    [InlineData(LvbChannelCommand.Enabled, "1")]
    [InlineData(LvbChannelCommand.Disconnected, "2")]
    public void Set_status_sends_the_stream_as_text_and_the_status_as_a_number(object command, string number) => Assert.Equal(
        "Live_Channel_SetStatus Param.s.channel_id=8888_1&Param.n.status=" + number,
        ChannelSetStatus.Request(new StreamKey("8888_1"), (LvbChannelCommand)command).Names());

    [Fact]
    public void Set_status_sends_path_and_domain() => Assert.Equal(
        "Live_Channel_SetStatus Param.s.channel_id=123&Param.n.status=0&Param.s.path=live&Param.s.domain=push.example.com",
        ChannelSetStatus.Request(new StreamKey("123", "push.example.com", "live"), LvbChannelCommand.Disabled).Names());

    [Fact]
    public void Cutting_is_sent_at_most_once_and_the_others_are_same_state_changes()
    {
        Assert.Equal(RetryClass.SameState, ChannelSetStatus.Request(new StreamKey("a"), LvbChannelCommand.Disabled).Retry);
        Assert.Equal(RetryClass.SameState, ChannelSetStatus.Request(new StreamKey("a"), LvbChannelCommand.Enabled).Retry);
        Assert.Equal(RetryClass.AtMostOnce, ChannelSetStatus.Request(new StreamKey("a"), LvbChannelCommand.Disconnected).Retry);
    }

    [Fact]
    public void Suspending_sends_forbid_and_the_end_in_Unix_seconds()
    {
        var request = ChannelManager.Suspend("8888_1", Wire.At("2026-03-01T00:00:00.5+08:00"));
        Assert.Equal("channel_manager Param.s.channel_id=8888_1&Param.n.abstime_end=1772294401&Param.s.action=forbid", request.Names());
        Assert.Equal(RetryClass.SameState, request.Retry);
        var result = request.Reads(Wire.Output("{}"));
        Assert.True(result.Suspended);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772294401), result.Until);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772294400),
            ChannelManager.Suspend("8888_1", Wire.At("2026-03-01T00:00:00+08:00")).Reads(Wire.Output("{}")).Until);
    }

    [Fact]
    public void Resuming_sends_the_current_time_as_the_end()
    {
        var request = ChannelManager.Resume("8888_1", Wire.At("2026-03-01T00:00:00.9+08:00"));
        Assert.Equal("channel_manager Param.s.channel_id=8888_1&Param.n.abstime_end=1772294400&Param.s.action=resume", request.Names());
        Assert.Equal(RetryClass.SameState, request.Retry);
        var result = request.Reads("""{"ret":0,"message":"","output":null}""");
        Assert.Equal(("8888_1", false), (result.StreamId, result.Suspended));
        Assert.Null(result.Until);
    }

    [Fact]
    public void A_delay_is_sent_in_whole_seconds()
    {
        var request = SetDelay.Request("8888_1", TimeSpan.FromMinutes(1.5));
        Assert.Equal("Live_Set_Delay Param.s.channel_id=8888_1&Param.n.time_length=90", request.Names());
        Assert.Equal(RetryClass.SameState, request.Retry);
        Assert.Equal(TimeSpan.FromSeconds(90), request.Reads(Wire.Output("{}")).Delay);
    }

    [Theory]
    [InlineData("""{"ret":0,"message":""}""")]
    [InlineData("""{"ret":0,"message":"","output":[]}""")]
    [InlineData("""{"ret":0,"message":"","output":{}}""")]
    public void A_change_accepts_a_response_without_output(string answer) =>
        Assert.Equal(LvbChannelCommand.Enabled, ChannelSetStatus.Request(new StreamKey("a"), LvbChannelCommand.Enabled)
            .Reads(answer).Status);

    [Fact]
    public void A_lost_response_is_reported_with_a_command_to_check_that_can_be_pasted()
    {
        var request = ChannelSetStatus.Request(new StreamKey("it's"), LvbChannelCommand.Disconnected);
        Assert.Contains("'it's'", request.WhatMayExist, StringComparison.Ordinal);
        Assert.Contains("Get-LvbChannelStatus -StreamId 'it''s'", request.HowToLook, StringComparison.Ordinal);
    }
}
