namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class TapeRequestTests
{
    private static readonly TapeOptions Hour = new(Wire.At("2026-05-31T15:30:00Z"), Wire.At("2026-05-31T16:30:00Z"));

    [Fact]
    public void A_timed_recording_sends_its_times_in_China_Standard_Time() => Assert.Equal(
        "Live_Tape_Start Param.s.channel_id=8888_1&Param.s.start_time=2026-05-31 23:30:00&Param.s.end_time=2026-06-01 00:30:00",
        TapeStart.Request(new StreamKey("8888_1"), Hour).Names());

    [Fact]
    public void Every_option_of_a_recording_is_sent_under_its_name() => Assert.Equal(
        "Live_Tape_Start Param.s.channel_id=8888_1&Param.s.start_time=2026-05-31 23:30:00&Param.s.end_time=2026-06-01 00:30:00"
            + "&Param.n.task_sub_type=1&Param.s.file_format=aac&Param.s.record_type=audio&Param.s.mix_stream=1&Param.s.path=live&"
            + "Param.s.domain=push.example.com",
        TapeStart.Request(new StreamKey("8888_1", "push.example.com", "live"), Hour with
        {
            RealTime = true,
            FileFormat = "aac",
            RecordType = "audio",
            MixStream = true,
        }).Names());

    [Theory]
    [InlineData("9531622708116201570")]
    [InlineData("\"9531622708116201570\"")]
    public void A_task_id_keeps_all_its_digits_as_number_and_as_text(string id)
    {
        var task = TapeStart.Request(new StreamKey("8888_1"), Hour).Reads(Wire.Output("{\"task_id\":" + id + "}"));
        Assert.Equal("9531622708116201570", task.TaskId);
        Assert.Equal(Hour.Start, task.StartTime);
        Assert.Equal(Hour.End, task.EndTime);
        Assert.False(task.RealTime);
    }

    [Fact]
    public void A_response_without_a_task_id_is_refused() => Assert.Contains(
        "task ID",
        Assert.Throws<FormatException>(() => TapeStart.Request(new StreamKey("8888_1"), Hour).Reads(Wire.Output("{}"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Starting_is_sent_at_most_once_and_states_what_may_exist()
    {
        var request = TapeStart.Request(new StreamKey("8888_1"), Hour);
        Assert.Equal(RetryClass.AtMostOnce, request.Retry);
        Assert.Contains("a recording of the stream '8888_1' might be running", request.WhatMayExist, StringComparison.Ordinal);
        Assert.Contains("Get-LvbTapeFile -StreamId '8888_1' -StartTime '", request.HowToLook, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_sends_all_digits_of_the_task_id_as_a_number()
    {
        var task = new TapeTask { StreamId = "8888_1", TaskId = "18446744073709551615" };
        var request = TapeStop.Request(task);
        Assert.Equal("Live_Tape_Stop Param.s.channel_id=8888_1&Param.n.task_id=18446744073709551615", request.Names());
        Assert.Equal(RetryClass.SameState, request.Retry);
        Assert.Same(task, request.Reads("""{"ret":0,"message":""}"""));
    }

    [Theory]
    [InlineData("9.53162E+18")]
    [InlineData("9,53162E+18")]
    [InlineData("9531622708116201577.0")]
    [InlineData("9531622708116201577,5")]
    [InlineData("18446744073709551616")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("0x10")]
    [InlineData("")]
    [InlineData("task-1")]
    public void An_invalid_task_id_is_refused(string id)
    {
        var error = Assert.Throws<LvbException>(() => TapeStop.Request(new TapeTask { StreamId = "a", TaskId = id }));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
    }

    [Fact]
    public void Stopping_a_real_time_task_sends_the_task_type() => Assert.Equal(
        "Live_Tape_Stop Param.s.channel_id=a&Param.n.task_id=7&Param.n.task_sub_type=1",
        TapeStop.Request(new TapeTask { StreamId = "a", TaskId = "7", RealTime = true }).Names());
}
