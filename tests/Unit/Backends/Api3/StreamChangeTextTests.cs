namespace TencentLvb.Unit.Backends.Api3;

/// <summary>What the actions that change a stream say when their outcome is not known, and how operations are named.</summary>
public sealed class StreamChangeTextTests
{
    private static readonly StreamPlace Place = new("push.example.com", "live");

    [Theory]
    [InlineData("banned")]
    [InlineData("unbanned")]
    [InlineData("disconnected")]
    public void An_unknown_outcome_names_the_stream_its_possible_state_and_the_command_that_shows_it(string state)
    {
        var request = Request(state);
        Assert.Contains("'stream1'", request.WhatMayExist, StringComparison.Ordinal);
        Assert.Contains(state, request.WhatMayExist, StringComparison.Ordinal);
        Assert.EndsWith(
            "Get-LvbChannelStatus -StreamId 'stream1' -PushDomain push.example.com -AppName live", request.HowToLook,
            StringComparison.Ordinal);
        Assert.Equal(("stream1", request.Action.Name + " for stream1"), (request.Stream, request.DisplayName));
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("without delay")]
    public void A_delay_whose_outcome_is_unknown_is_set_again(string state)
    {
        var request = Request(state);
        Assert.Contains("'stream1'", request.WhatMayExist, StringComparison.Ordinal);
        Assert.Contains(state, request.WhatMayExist, StringComparison.Ordinal);
        Assert.EndsWith("Set the delay again.", request.HowToLook, StringComparison.Ordinal);
        Assert.Equal(("stream1", request.Action.Name + " for stream1"), (request.Stream, request.DisplayName));
    }

    [Fact]
    public void An_operation_is_named_by_its_action_and_its_stream()
    {
        var backend = new Api3Backend(new Api3Account());
        Assert.Equal("ResumeLiveStream for stream1", backend.ResumeChannel(new StreamKey("stream1")).DisplayName);
        Assert.Equal("DescribeLiveStreamPublishedList", backend.GetChannels(new ChannelQuery(), new PageRequest(1, 100)).DisplayName);
        Assert.Equal("SearchMedia for stream1", backend.GetTapeFiles(
            new TapeFileQuery(new StreamKey("stream1"), null, Descending: false), new PageRequest(1, 100)).DisplayName);
    }

    private static Api3Request Request(string state) => state switch
    {
        "banned" => StreamChanges.Forbid("stream1", Place, null, null, "x"),
        "unbanned" => StreamChanges.Resume("stream1", Place, "x"),
        "disconnected" => StreamChanges.Drop("stream1", Place, "x"),
        "delayed" => StreamChanges.Delay("stream1", Place, TimeSpan.FromSeconds(5)),
        _ => StreamChanges.Delay("stream1", Place, TimeSpan.Zero),
    };
}
