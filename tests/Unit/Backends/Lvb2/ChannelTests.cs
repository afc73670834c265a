using static TencentLvb.Unit.Backends.Lvb2.Answers;

namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class ChannelTests
{
    private static Channel One(string row) =>
        Assert.Single(Read(ChannelGetChannelList.Request(new ChannelQuery(), new PageRequest(1, 100)),
            "{\"all_count\":31,\"channel_list\":[" + row + "]}").Rows);

    [Fact]
    public void Reads_a_channel_with_all_fields()
    {
        var channel = One("{\"channel_id\":\"8888_a\",\"channel_name\":\"a\",\"create_mode\":0,\"create_time\":\"2026-03-02 "
            + "00:00:00\",\"path\":[\"live\",\"rtmp://play.example.com/live/8888_a\"],\"status\":4,\"watermark_id\":12}");
        Assert.Equal(("8888_a", "a", "0"), (channel.StreamId, channel.Name, channel.CreateMode));
        Assert.Equal(At("2026-03-01T16:00:00Z"), channel.CreateTime);
        Assert.Equal(["live", "rtmp://play.example.com/live/8888_a"], channel.Path);
        Assert.Equal(LvbChannelState.Forbidden, channel.Status);
        Assert.Equal(12, channel.WatermarkId);
    }

    [Theory]
    [InlineData("{\"channel_id\":\"8888_a\"}")]
    [InlineData("{\"channel_id\":\"8888_a\",\"path\":null,\"status\":null}")]
    [InlineData("\"8888_a\"")]
    [InlineData("{\"stream_id\":\"8888_a\"}")]
    public void Reads_a_channel_with_only_an_id(string row)
    {
        var channel = One(row);
        Assert.Equal("8888_a", channel.StreamId);
        Assert.Empty(channel.Path);
        Assert.Null(channel.Status);
    }

    [Theory]
    [InlineData("\"channel_status\":\"1\"", LvbChannelState.Live)]
    [InlineData("\"status\":\"3\"", LvbChannelState.Disabled)]
    [InlineData("\"channel_status\":\"1\",\"status\":\"3\"", LvbChannelState.Disabled)]
    [InlineData("\"status\":99", (LvbChannelState)99)]
    public void Reads_the_state_in_all_its_spellings(string field, LvbChannelState state)
        => Assert.Equal(state, One("{\"channel_id\":\"a\"," + field + "}").Status);

    [Theory]
    [InlineData("{\"channel_name\":\"a\"}")]
    [InlineData("[1]")]
    public void A_row_without_an_id_is_refused(string row) => Assert.Throws<FormatException>(() => One(row));

    [Theory]
    [InlineData("{\"all_count\":2,\"channel_list\":[\"8888_a\",\"8888_b\"]}", "8888_a 8888_b")]
    [InlineData("{\"all_count\":2,\"channel_list\":[{\"channel_id\":\"8888_a\"},{\"channel_id\":18446744073709551615}]}",
        "8888_a 18446744073709551615")]
    [InlineData("[{\"channel_list\":\"8888_a\"}]", "8888_a")]
    [InlineData("{\"channel_list\":[{\"stream_id\":\"8888_a\"}]}", "8888_a")]
    [InlineData("{\"all_count\":0,\"channel_list\":[]}", "")]
    [InlineData("[]", "")]
    [InlineData(null, "")]
    public void Reads_live_channels_in_all_their_forms(string? output, string expected)
    {
        var page = Read(ChannelGetLiveChannelList.Request(), output);
        Assert.Equal(expected, string.Join(" ", page.Rows.Select(c => c.StreamId)));
        Assert.True(page.IsLast);
    }

    [Theory]
    [InlineData("[{\"rate_type\":0,\"recv_type\":1,\"status\":1}]", LvbChannelState.Live)]
    [InlineData("{\"rate_type\":\"0\",\"recv_type\":\"1\",\"status\":\"3\"}", LvbChannelState.Disabled)]
    [InlineData("[{\"status\":17}]", (LvbChannelState)17)]
    public void Reads_a_status_in_all_its_forms(string output, LvbChannelState state)
    {
        var status = Read(ChannelGetStatus.Request("8888_a"), output);
        Assert.Equal(("8888_a", state), (status.StreamId, status.Status));
        Assert.Null(status.Width);
    }

    [Fact]
    public void A_status_has_all_its_fields()
    {
        var status = Read(ChannelGetStatus.Request("a"),
            "[{\"rate_type\":10,\"recv_type\":1,\"status\":1,\"width\":1280,\"height\":720}]");
        Assert.Equal((10, 1, 1280, 720), (status.RateType, status.RecvType, status.Width, status.Height));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("{\"status\":\"live\"}")]
    public void A_status_without_a_row_is_refused(string? output) => Assert.Contains(
        "status", Assert.Throws<FormatException>(() => Read(ChannelGetStatus.Request("8888_a"), output)).Message, StringComparison.Ordinal);
}
