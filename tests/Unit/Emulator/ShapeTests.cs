using TencentLvb.Emulator;
using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

public sealed class ShapeTests
{
    private const string Status = "Live_Channel_GetStatus";

    [Theory]
    [InlineData(LvbEmulatorShape.StatusObject, """{"height":720,"rate_type":0,"recv_type":1,"status":1,"width":1280}""")]
    [InlineData(LvbEmulatorShape.StatusWithoutSize, """[{"rate_type":0,"recv_type":1,"status":1}]""")]
    [InlineData(LvbEmulatorShape.NumbersAsText, """[{"height":"720","rate_type":"0","recv_type":"1","status":"1","width":"1280"}]""")]
    public void Status_has_other_forms(LvbEmulatorShape shape, string output) =>
        Assert.Equal(output, Live(shape).Output(Status, ("Param.s.channel_id", "a")).GetRawText());

    [Theory]
    [InlineData(LvbEmulatorShape.OutputMissing, null)]
    [InlineData(LvbEmulatorShape.OutputNull, "null")]
    [InlineData(LvbEmulatorShape.OutputEmptyObject, "{}")]
    [InlineData(LvbEmulatorShape.OutputEmptyArray, "[]")]
    public void An_empty_output_has_every_form(LvbEmulatorShape shape, string? output)
    {
        using var emulator = new TestEmulator(shape);
        Assert.Equal(output, Raw(emulator.Ask(Status, ("Param.s.channel_id", "never"))));
        Assert.Equal(output, Raw(emulator.Ask("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "1"))));
        Assert.Equal(output, Raw(emulator.Ask("Live_Tape_GetFilelist", ("Param.s.channel_id", "a"))));
        Assert.Equal(output, Raw(emulator.Ask("Live_Queue_Get", ("Param.n.bid", "100"))));
        Assert.Equal(output, Raw(emulator.Ask("Get_LiveStat")));
    }

    [Fact]
    public void Envelopes_can_lack_either_pair_of_names()
    {
        using var one = new TestEmulator(LvbEmulatorShape.RetMessageOnly);
        Assert.Equal(
            """{"message":"","output":{},"ret":0}""", one.Raw("Live_Set_Delay", ("Param.s.channel_id", "a"), ("Param.n.time_length", "0")));
        using var other = new TestEmulator(LvbEmulatorShape.RetcodeErrmsgOnly);
        Assert.Equal("""{"errmsg":"","output":{},"retcode":0}""", other.Raw(
            "Live_Set_Delay", ("Param.s.channel_id", "a"), ("Param.n.time_length", "0")));
    }

    [Fact]
    public void Set_status_can_succeed_and_report_that_it_has_no_data()
    {
        var emulator = Live(LvbEmulatorShape.SetStatusNoReturnData);
        Assert.Equal(
            "request failed.no returnData", emulator.Raw("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "0")));
        Assert.Equal(3, emulator.Status("a"));
    }

    [Fact]
    public void Lists_have_other_forms()
    {
        Assert.Equal(
            """[{"channel_id":"a"}]""",
            Live(LvbEmulatorShape.LiveChannelObjects).Output("Live_Channel_GetLiveChannelList").GetProperty("channel_list").GetRawText());
        Assert.Equal(
            """[{"channel_id":"a"}]""",
            Live(LvbEmulatorShape.ChannelIdOnly).Output("Live_Channel_GetChannelList").GetProperty("channel_list").GetRawText());
        var row = Live(LvbEmulatorShape.ChannelStatusKey).Output("Live_Channel_GetChannelList").GetProperty("channel_list")[0];
        Assert.Equal("channel_id channel_name channel_status create_mode create_time path watermark_id", Keys(row));
        Assert.Equal(JsonValueKind.Array, Live(LvbEmulatorShape.OutputInArray).Output("Live_Channel_GetLiveChannelList").ValueKind);
    }

    [Fact]
    public void Live_statistics_have_other_forms()
    {
        var none = Live(LvbEmulatorShape.EmptyLiveStat).Output("Get_LiveStat", ("Param.s.stream_id", "b"));
        Assert.Equal(0, none.GetProperty("stream_info").GetArrayLength());
        var emulator = Live(LvbEmulatorShape.StreamCountTotal);
        emulator.Push("b");
        Assert.Equal(2, emulator.Output("Get_LiveStat", ("Param.s.stream_id", "b")).GetProperty("stream_count").GetInt32());
    }

    [Fact]
    public void Recordings_have_other_forms()
    {
        Assert.Equal(
            JsonValueKind.String,
            Live(LvbEmulatorShape.TaskIdText).Output("Live_Tape_Start", ("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"))
                .GetProperty("task_id").ValueKind);
        Assert.Equal("end_time file_id record_file_url start_time vid", Keys(Files(LvbEmulatorShape.FileRowDocumented)[0]));
        Assert.Equal("", Files(LvbEmulatorShape.FileUrlEmpty)[0].GetProperty("record_file_url").GetString());
        (string, string)[] window = [("Param.s.start_time", "2026-02-28 10:00:01"), ("Param.s.end_time", "2026-02-28 14:30:00")];
        Assert.Equal(1, Files(LvbEmulatorShape.FileInsideWindow, window).GetArrayLength());
    }

    [Fact]
    public void Screenshots_and_sums_have_other_forms()
    {
        using var sample = TestEmulator.WithSample(LvbEmulatorShape.PicturePath, LvbEmulatorShape.SumInfoArray);
        var picture = sample.Output("Live_Queue_Get", ("Param.n.bid", "100")).GetProperty("data")[0];
        Assert.Equal("create_time pic_url stream_id", Keys(picture));
        Assert.Equal("/2026-03-01/8888_news-screenshot-11-59-20-1920x1080.jpg", picture.GetProperty("pic_url").GetString());
        var history = sample.Output(
            "Get_LivePlayStatHistory", ("Param.n.start_time", sample.Unix(-60)), ("Param.n.end_time", sample.Unix()));
        Assert.Equal(JsonValueKind.Array, history.GetProperty("sum_info").ValueKind);
    }

    [Fact]
    public void Every_shape_has_a_unique_value()
    {
        var all = Enum.GetValues<LvbEmulatorShape>();
        Assert.All(all, shape =>
        {
            var chosen = new Shapes([shape]);
            Assert.Equal([shape], all.Where(chosen.Has));
        });
    }

    private static JsonElement Files(LvbEmulatorShape shape, params (string, string)[] window)
    {
        using var sample = TestEmulator.WithSample(shape);
        return sample.Output("Live_Tape_GetFilelist", [("Param.s.channel_id", "8888_news"), .. window]).GetProperty("file_list").Clone();
    }

    private static TestEmulator Live(LvbEmulatorShape shape)
    {
        var emulator = new TestEmulator(shape);
        emulator.Push("a");
        return emulator;
    }

    private static string? Raw(JsonElement envelope) => envelope.TryGetProperty("output", out var output) ? output.GetRawText() : null;

    private static string Keys(JsonElement value) => string.Join(' ', value.EnumerateObject().Select(field => field.Name));

    [Fact]
    public void Every_shape_fits() => Assert.InRange(Enum.GetValues<LvbEmulatorShape>().Length, 1, 64);
}
