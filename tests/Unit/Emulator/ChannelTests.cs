namespace TencentLvb.Unit.Emulator;

public sealed class ChannelTests : IDisposable
{
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_stream_that_was_never_pushed_has_no_record() =>
        Assert.Equal(
            """{"errmsg":"channel has no record","message":"channel has no record","output":[],"ret":20601,"retcode":20601}""",
            emulator.Raw("Live_Channel_GetStatus", ("Param.s.channel_id", "a")));

    [Fact]
    public void Status_is_an_array_of_one_in_the_real_key_order()
    {
        emulator.Push("a");
        Assert.Equal(
            TestEmulator.OneLine("""
                {"errmsg":"return successfully!","message":"return successfully!",
                "output":[{"height":720,"rate_type":0,"recv_type":1,"status":1,"width":1280}],"ret":0,"retcode":0}
                """),
            emulator.Raw("Live_Channel_GetStatus", ("Param.s.channel_id", "a")));
    }

    [Fact]
    public void A_ban_cuts_and_lasts_seven_days()
    {
        emulator.Push("a");
        Assert.Equal(0, emulator.Ret("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "0")));
        Assert.Equal(3, emulator.Status("a"));
        emulator.Push("a");
        Assert.Equal(3, emulator.Status("a"));
        emulator.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(3, emulator.Status("a"));
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, emulator.Status("a"));
    }

    [Fact]
    public void After_a_ban_the_stream_waits_for_its_encoder()
    {
        emulator.Push("a");
        emulator.Ret("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "0"));
        emulator.Ret("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "1"));
        Assert.Equal(0, emulator.Status("a"));
        emulator.Push("a");
        Assert.Equal(1, emulator.Status("a"));
    }

    [Fact]
    public void A_cut_leaves_the_stream_free_to_push()
    {
        emulator.Push("a");
        emulator.Ret("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "2"));
        Assert.Equal(0, emulator.Status("a"));
        emulator.Push("a");
        Assert.Equal(1, emulator.Status("a"));
    }

    [Fact]
    public void A_suspension_ends_at_its_time_or_by_resume()
    {
        emulator.Push("a");
        Pause("a", "forbid", emulator.Unix(3600));
        Assert.Equal(3, emulator.Status("a"));
        Assert.Equal(4, ListStatus("a"));
        emulator.Push("a");
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, emulator.Status("a"));

        Pause("a", "Forbid", emulator.Unix(3600));
        Pause("a", "Resume", emulator.Unix());
        Assert.Equal(0, emulator.Status("a"));
    }

    [Fact]
    public void A_suspension_is_limited_to_ninety_days()
    {
        emulator.Push("a");
        Pause("a", "forbid", emulator.Unix(86400 * 365));
        emulator.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal(0, emulator.Status("a"));
    }

    [Theory]
    [InlineData("Live_Channel_GetStatus")]
    [InlineData("Live_Channel_GetStatus", "Param.n.channel_id", "123")]
    [InlineData("Live_Channel_SetStatus", "Param.s.channel_id", "a")]
    [InlineData("Live_Channel_SetStatus", "Param.s.channel_id", "a", "Param.n.status", "3")]
    [InlineData("Live_Channel_SetStatus", "Param.s.channel_id", "a", "Param.s.status", "0")]
    [InlineData("channel_manager", "Param.s.channel_id", "a", "Param.n.abstime_end", "1772337600", "Param.s.actio", "resume")]
    [InlineData("channel_manager", "Param.s.channel_id", "a", "Param.n.abstime_end", "soon", "Param.s.action", "forbid")]
    [InlineData("channel_manager", "Param.s.channel_id", "a", "Param.n.abstime_end", "1772337600", "Param.s.action", "ban")]
    [InlineData("Live_Set_Delay", "Param.s.channel_id", "a", "Param.n.time_length", "601")]
    [InlineData("Live_Channel_GetChannelList", "Param.n.page_size", "9")]
    [InlineData("Live_Channel_GetChannelList", "Param.s.order_field", "name")]
    [InlineData("Live_Queue_Get", "Param.n.count", "1")]
    [InlineData("Live_Queue_Get", "Param.n.bid", "100", "Param.n.count", "101")]
    public void Requests_that_violate_the_contract_are_refused(string name, params string[] parameters) =>
        Assert.NotEqual(0, emulator.Ret(name, [.. parameters.Chunk(2).Select(pair => (pair[0], pair[1]))]));

    [Fact]
    public void Delay_responds_as_documented()
    {
        Assert.Equal("""{"errmsg":"","message":"","output":{},"ret":0,"retcode":0}""", emulator.Raw(
            "Live_Set_Delay", ("Param.s.channel_id", "a"), ("Param.n.time_length", "30")));
        Assert.Equal(30, emulator.Engine.Account.Streams.Find("a")!.DelaySeconds);
    }

    [Fact]
    public void Channels_are_paged_by_creation_time_in_both_directions()
    {
        for (var i = 0; i < 25; i++)
        {
            emulator.Push("s" + i.ToString("00", System.Globalization.CultureInfo.InvariantCulture));
            emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var third = emulator.Output("Live_Channel_GetChannelList", ("Param.n.page_no", "3"));
        Assert.Equal(25, third.GetProperty("all_count").GetInt32());
        Assert.Equal(["s20", "s21", "s22", "s23", "s24"], third.GetProperty("channel_list").EnumerateArray().Select(
            row => row.GetProperty("channel_id").GetString()!));
        var last = emulator.Output("Live_Channel_GetChannelList", ("Param.n.page_no", "3"), ("Param.n.order_by_type", "1"));
        Assert.Equal(["s04", "s03", "s02", "s01", "s00"], last.GetProperty("channel_list").EnumerateArray().Select(
            row => row.GetProperty("channel_id").GetString()!));
        var beyond = emulator.Output("Live_Channel_GetChannelList", ("Param.n.page_no", "4"));
        Assert.Equal(0, beyond.GetProperty("channel_list").GetArrayLength());
    }

    [Fact]
    public void Channels_can_be_filtered_by_state()
    {
        using var sample = TestEmulator.WithSample();
        foreach (var status in new[] { 0, 1, 3, 4 })
        {
            var text = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var output = sample.Output("Live_Channel_GetChannelList", ("Param.n.status", text), ("Param.n.page_size", "100"));
            var rows = output.GetProperty("channel_list");
            Assert.NotEqual(0, rows.GetArrayLength());
            Assert.All(rows.EnumerateArray(), row => Assert.Equal(status, row.GetProperty("status").GetInt32()));
        }
    }

    [Fact]
    public void Live_channels_are_plain_strings()
    {
        emulator.Push("a");
        emulator.Push("b");
        emulator.Cut("a");
        Assert.Equal("""{"all_count":1,"channel_list":["b"]}""", emulator.Output("Live_Channel_GetLiveChannelList").GetRawText());
    }

    private void Pause(string stream, string action, string until) =>
        Assert.Equal(
            0, emulator.Ret("channel_manager", ("Param.s.channel_id", stream), ("Param.s.action", action), ("Param.n.abstime_end", until)));

    private int ListStatus(string stream) => emulator.Output("Live_Channel_GetChannelList").GetProperty("channel_list").EnumerateArray()
        .Single(row => row.GetProperty("channel_id").GetString() == stream).GetProperty("status").GetInt32();
}
