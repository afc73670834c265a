namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>The names of requests in messages, and what is reported when the response to a change is lost.</summary>
public sealed class RequestTextTests
{
    private static readonly StreamKey Stream = new("8888_a");
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_772_294_400);
    private static readonly MixCall Call = new(1250000001, "show", "8888_out");
    private static readonly LvbMixInput[] Inputs = [new("8888_a", 1), new("8888_b", 2)];

    public static TheoryData<string, string, string> Changes => new()
    {
        { "ban", "Live_Channel_SetStatus for 8888_a", "the stream '8888_a' might have been banned" },
        { "allow", "Live_Channel_SetStatus for 8888_a", "the stream '8888_a' might have been unbanned" },
        { "cut", "Live_Channel_SetStatus for 8888_a", "the stream '8888_a' might have been disconnected" },
        { "suspend", "channel_manager (forbid) for 8888_a", "the stream '8888_a' might have been suspended" },
        { "resume", "channel_manager (resume) for 8888_a", "the stream '8888_a' might have been resumed" },
        { "delay", "Live_Set_Delay for 8888_a", "the delay of the stream '8888_a' might have been set to 90 s" },
        { "record", "Live_Tape_Start for 8888_a",
            "a recording of the stream '8888_a' might be running or scheduled, with an unknown task ID" },
        { "stop", "Live_Tape_Stop for 8888_a", "the recording task 7 of the stream '8888_a' might have ended" },
        { "one", "Live_Queue_Get", "1 screenshot might have been removed from the queue and lost" },
        { "many", "Live_Queue_Get", "up to 20 screenshots might have been removed from the queue and lost" },
        { "mix", "Mix_StreamV2 (start)", "the mix 'show' might be running, with the output '8888_out'" },
        { "cancel", "Mix_StreamV2 (cancel)", "the mix 'show' might have ended" },
    };

    private static Lvb2Request Request(string change) => change switch
    {
        "ban" => ChannelSetStatus.Request(Stream, LvbChannelCommand.Disabled),
        "allow" => ChannelSetStatus.Request(Stream, LvbChannelCommand.Enabled),
        "cut" => ChannelSetStatus.Request(Stream, LvbChannelCommand.Disconnected),
        "suspend" => ChannelManager.Suspend(Stream.Id, Time),
        "resume" => ChannelManager.Resume(Stream.Id, Time),
        "delay" => SetDelay.Request(Stream.Id, TimeSpan.FromSeconds(90)),
        "record" => TapeStart.Request(Stream, new TapeOptions(Time, Time.AddHours(1))),
        "stop" => TapeStop.Request(new TapeTask { StreamId = "8888_a", TaskId = "7" }),
        "one" => QueueGet.Request(1),
        "many" => QueueGet.Request(20),
        "mix" => MixStream.Start(Call, new MixRequest("show", "8888_out", Inputs) { NewStream = true }),
        "cancel" => MixStream.Cancel(Call, []),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_lost_response_to_a_change_leaves_a_sentence_and_a_way_to_check(string change, string name, string mayExist)
    {
        var request = Request(change);
        Assert.Equal(name, request.DisplayName);
        Assert.Equal(mayExist, request.WhatMayExist);
        Sentences.Check(LvbErrors.Capital(request.WhatMayExist) + ".");
        Sentences.Check(request.HowToLook);
    }

    [Theory]
    [InlineData("ban", "Check the current state of the stream: Get-LvbChannelStatus -StreamId '8888_a'")]
    [InlineData("suspend", "Check the current state of the stream: Get-LvbChannelStatus -StreamId '8888_a'")]
    [InlineData("delay", "does not report the delay. Set the delay again")]
    [InlineData("record", "After the recording ends, find its file: Get-LvbTapeFile -StreamId '8888_a' -StartTime '")]
    [InlineData("stop", "whether the task has ended, look for its file: Get-LvbTapeFile -StreamId '8888_a'")]
    [InlineData("one", "Run Get-LvbScreenshot again")]
    [InlineData("mix", "is live: Get-LvbChannelStatus -StreamId '8888_out'. "
        + "To end the mix: Stop-LvbStreamMix -SessionId 'show' -OutputStreamId '8888_out'")]
    [InlineData("cancel", "LvbApi.-30300 means that the mix has ended")]
    public void The_way_to_check_is_a_command_for_this_stream_only(string change, string part) =>
        Assert.Contains(part, Request(change).HowToLook, StringComparison.Ordinal);

    [Fact]
    public void A_mix_into_a_pushed_stream_is_not_visible()
    {
        var look = MixStream.Start(Call with { OutputStreamId = "8888_a" }, new MixRequest("show", "8888_a", Inputs)).HowToLook;
        Sentences.Check(look);
        Assert.StartsWith("The service does not report whether a mix replaces a pushed stream", look, StringComparison.Ordinal);
        Assert.Contains("To end the mix (the error LvbApi.-30300", look, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_without_a_stream_is_named_by_its_interface()
    {
        Assert.Equal("Get_LiveStat", GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 1)).DisplayName);
        Assert.Equal(
            "Get_LiveStat for 8888_a",
            GetLiveStat.Request(new LiveStatQuery { StreamId = "8888_a" }, new PageRequest(1, 1)).DisplayName);
        Assert.Equal("the call might have taken effect", Make.Query().WhatMayExist);
        Assert.Equal("Check whether the call took effect before you run the command again.", Make.Query().HowToLook);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void An_empty_task_id_differs_from_one_that_lost_digits(string? id)
    {
        var error = Sentences.Check(Assert.Throws<LvbException>(() => Lvb2TaskId.Parse(id)));
        Assert.Equal("The task ID is empty.", error.Message);
        Assert.Contains("Start-LvbTape", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9,53162E+18", "has lost digits", "Format the column as text")]
    [InlineData("-5", "has lost digits", "15 to 17 digits")]
    [InlineData("task-1", "is not a task ID", "up to 20 digits")]
    public void A_wrong_task_id_is_quoted_with_the_reason(string id, string wrong, string advice)
    {
        var error = Sentences.Check(Assert.Throws<LvbException>(() => Lvb2TaskId.Parse(id)));
        Assert.Contains($"'{id}' {wrong}", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_id_has_all_its_digits_or_is_missing()
    {
        Assert.Equal("18446744073709551615", Lvb2TaskId.Text(ulong.MaxValue));
        Assert.Null(Lvb2TaskId.Text(null));
        Assert.Equal(0UL, Lvb2TaskId.Parse("0"));
    }
}
