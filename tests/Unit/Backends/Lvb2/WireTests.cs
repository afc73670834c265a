using static TencentLvb.Unit.Backends.Lvb2.Answers;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>The exact names and values that are sent.</summary>
public sealed class WireTests
{
    private static readonly TimeWindow Window = new(
        new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(-5)),
        new DateTimeOffset(2026, 3, 2, 0, 0, 0, 999, TimeSpan.FromHours(-5)));

    [Fact]
    public void Live_statistics_of_all_streams() => Assert.Equal(
        "Get_LiveStat Param.n.page_no=2 Param.n.page_size=300",
        Wire(GetLiveStat.Request(new LiveStatQuery(), new PageRequest(2, 300))));

    [Fact]
    public void Live_statistics_of_one_stream_and_two_domains() => Assert.Equal(
        "Get_LiveStat Param.n.page_no=1 Param.n.page_size=20 Param.s.pull_domain=play.example.com Param.s.push_domain=push.example.com "
            + "Param.s.stream_id=42",
        Wire(GetLiveStat.Request(
            new LiveStatQuery { StreamId = "42", PushDomain = "push.example.com", PlayDomain = "play.example.com" },
                new PageRequest(1, 20))));

    [Fact]
    public void Push_statistics() => Assert.Equal(
        "Get_LivePushStat Param.n.page_no=1 Param.n.page_size=300 Param.s.push_domain=push.example.com",
        Wire(GetLivePushStat.Request(new LiveStatQuery { PushDomain = "push.example.com" }, new PageRequest(1, 300))));

    [Fact]
    public void Play_statistics() => Assert.Equal(
        "Get_LivePlayStat Param.n.page_no=1 Param.n.page_size=300 Param.s.pull_domain=play.example.com",
        Wire(GetLivePlayStat.Request(new LiveStatQuery { PlayDomain = "play.example.com" }, new PageRequest(1, 300))));

    [Fact]
    public void Push_history_in_Unix_seconds() => Assert.Equal(
        "Get_LivePushStatHistory Param.n.end_time=1772427600 Param.n.start_time=1772425800 Param.s.stream_id=8888_a",
        Wire(GetLivePushStatHistory.Request("8888_a", Window)));

    [Fact]
    public void Play_history_of_a_stream_and_a_domain() => Assert.Equal(
        "Get_LivePlayStatHistory Param.n.end_time=1772427600 Param.n.start_time=1772425800 Param.s.domain=play.example.com "
            + "Param.s.stream_id=8888_a",
        Wire(GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window) { StreamId = "8888_a", PlayDomain = "play.example.com" })));

    [Fact]
    public void Play_history_of_the_account() => Assert.Equal(
        "Get_LivePlayStatHistory Param.n.end_time=1772427600 Param.n.start_time=1772425800",
        Wire(GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window))));

    [Fact]
    public void Files_are_queried_in_China_Standard_Time() => Assert.Equal(
        "Live_Tape_GetFilelist Param.n.page_no=3 Param.n.page_size=100 Param.s.channel_id=8888_a Param.s.end_time=2026-03-02 13:00:00 "
            + "Param.s.sort_type=desc Param.s.start_time=2026-03-02 12:30:00",
        Wire(TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("8888_a"), Window, Descending: true), new PageRequest(3, 100))));

    [Fact]
    public void Files_without_times_leave_the_range_to_the_service() => Assert.Equal(
        "Live_Tape_GetFilelist Param.n.page_no=1 Param.n.page_size=10 Param.s.channel_id=8888_a",
        Wire(TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("8888_a"), null, Descending: false), new PageRequest(1, 10))));

    [Theory]
    [InlineData(LvbChannelState.NoInput, "0")]
    [InlineData(LvbChannelState.Live, "1")]
    [InlineData(LvbChannelState.Disabled, "3")]
    public void Channels_in_a_state(LvbChannelState state, string number) => Assert.Equal(
        $"Live_Channel_GetChannelList Param.n.order_by_type=1 Param.n.page_no=1 Param.n.page_size=10 Param.n.status={number} "
            + "Param.s.order_field=create_time",
        Wire(ChannelGetChannelList.Request(new ChannelQuery { Status = state, Descending = true }, new PageRequest(1, 10))));

    [Fact]
    public void Channels_of_any_state() => Assert.Equal(
        "Live_Channel_GetChannelList Param.n.order_by_type=0 Param.n.page_no=1 Param.n.page_size=100 Param.s.order_field=create_time",
        Wire(ChannelGetChannelList.Request(new ChannelQuery { Status = null, Descending = false }, new PageRequest(1, 100))));

    [Fact]
    public void Live_channels() => Assert.Equal("Live_Channel_GetLiveChannelList", Wire(ChannelGetLiveChannelList.Request()));

    [Fact]
    public void Channel_status() => Assert.Equal("Live_Channel_GetStatus Param.s.channel_id=8888_a",
        Wire(ChannelGetStatus.Request("8888_a")));

    [Fact]
    public void Statistics_go_to_their_own_host()
    {
        Assert.Equal(LvbHost.Statistics, GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 1)).Interface.Host);
        Assert.Equal(LvbHost.Statistics, GetLivePushStat.Request(new LiveStatQuery(), new PageRequest(1, 1)).Interface.Host);
        Assert.Equal(LvbHost.Statistics, GetLivePlayStat.Request(new LiveStatQuery(), new PageRequest(1, 1)).Interface.Host);
        Assert.Equal(LvbHost.Statistics, GetLivePushStatHistory.Request("a", Window).Interface.Host);
        Assert.Equal(LvbHost.Statistics, GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window)).Interface.Host);
        Assert.Equal(LvbHost.Business, TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("a"), null, Descending: false),
            new PageRequest(1, 1)).Interface.Host);
        Assert.Equal(LvbHost.Business, ChannelGetChannelList.Request(new ChannelQuery { Status = null, Descending = false },
            new PageRequest(1, 10)).Interface.Host);
        Assert.Equal(LvbHost.Business, ChannelGetLiveChannelList.Request().Interface.Host);
    }
}
