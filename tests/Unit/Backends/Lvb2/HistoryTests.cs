using static TencentLvb.Unit.Backends.Lvb2.Answers;

namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class HistoryTests
{
    private static readonly TimeWindow Window = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    [Fact]
    public void Reads_push_points()
    {
        var points = Read(
            GetLivePushStatHistory.Request("8888_a", Window),
            "{\"stream_info\":[{\"client_ip\":\"192.0.2.1\",\"fps\":24,\"server_ip\":\"198.51.100.1\",\"speed\":2000000,"
                + "\"time\":\"2026-03-02 00:00:00\"},{\"time\":1772380805,\"fps\":\"25\"}]}")
            .Rows;

        Assert.All(points, p => Assert.Equal("8888_a", p.StreamId));
        Assert.Equal(("192.0.2.1", "198.51.100.1", 24, 2000000L),
            (points[0].ClientIP, points[0].ServerIP, points[0].Fps, points[0].BitrateBps));
        Assert.Equal(At("2026-03-01T16:00:00Z"), points[0].Time);
        Assert.Equal(At("2026-03-01T16:00:05Z"), points[1].Time);
        Assert.Equal(25, points[1].Fps);
        Assert.Null(points[1].BitrateBps);
    }

    [Theory]
    [InlineData("{\"sum_flux\":12.5}", 12.5)]
    [InlineData("[{\"sum_flux\":12.5}]", 12.5)]
    [InlineData("[{\"sum_flux\":\"12.5\"}]", 12.5)]
    [InlineData("[{\"sum_flux\":12.5},{},{\"sum_flux\":0.5}]", 13.0)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Reads_playback_points_and_their_sum(string sum, double? expected)
    {
        var page = Read(
            GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window) { StreamId = "8888_a" }),
            "{\"domain\":\"play.example.com\",\"stream_id\":\"8888_a\",\"stat_info\":[{\"bandwidth\":1.25,\"flux\":9.4,\"online\":7,"
                + "\"time\":\"2026-03-02 00:01:00\"}],\"sum_info\":" + sum + "}");
        var point = Assert.Single(page.Rows);

        Assert.Equal(expected, page.TotalTraffic);
        Assert.Equal(("8888_a", "play.example.com", 1.25, 7, 9.4), (point.StreamId, point.PlayDomain, point.BandwidthMbps, point.Online,
            point.TrafficMB));
        Assert.Equal(At("2026-03-01T16:01:00Z"), point.Time);
    }

    [Fact]
    public void Points_of_the_account_have_no_stream()
    {
        var point = Read(GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window)),
            "{\"stat_info\":[{\"flux\":1,\"time\":\"2026-03-02 00:01:00\"}]}").Rows[0];
        Assert.Null(point.StreamId);
        Assert.Null(point.PlayDomain);
    }

    [Fact]
    public void A_push_point_may_name_its_stream()
    {
        var page = Read(GetLivePushStatHistory.Request("8888_a", Window),
            "{\"stream_info\":[{\"stream_name\":\"8888_b\",\"time\":5},{\"stream_id\":\"8888_c\",\"time\":\"5\"},{\"fps\":1}]}");
        Assert.Equal(["8888_b", "8888_c", "8888_a"], page.Rows.Select(p => p.StreamId));
        Assert.Equal(["5", "5", "{\"fps\":1}"], page.Keys);
    }

    [Theory]
    [InlineData("asked", "play.example.com", "\"told\"", "\"told.example.com\"", "asked", "play.example.com")]
    [InlineData(null, null, "\"told\"", "\"told.example.com\"", "told", "told.example.com")]
    [InlineData(null, null, "\"\"", "\"\"", null, null)]
    [InlineData("asked", "play.example.com", "null", "null", "asked", "play.example.com")]
    public void A_playback_point_belongs_to_the_queried_stream_and_else_to_that_of_the_response(
        string? stream, string? domain, string told, string toldDomain, string? expected, string? expectedDomain)
    {
        var page = Read(GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window) { StreamId = stream, PlayDomain = domain }),
            "{\"stream_id\":" + told + ",\"domain\":" + toldDomain + ",\"stat_info\":[{\"time\":\"2026-03-02 00:01:00\"},{\"flux\":1}]}");
        Assert.Equal((expected, expectedDomain), (page.Rows[0].StreamId, page.Rows[0].PlayDomain));
        Assert.Equal(["2026-03-02 00:01:00", "{\"flux\":1}"], page.Keys);
    }

    [Fact]
    public void No_data_is_an_empty_result()
    {
        Assert.Contains(10003, GetLivePushStatHistory.Request("a", Window).AlsoSuccess);
        Assert.Empty(ReadCode(GetLivePushStatHistory.Request("a", Window), 10003).Rows);
        Assert.Contains(10003, GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window) { StreamId = "a" }).AlsoSuccess);
        Assert.Empty(ReadCode(GetLivePlayStatHistory.Request(new PlayHistoryQuery(Window) { StreamId = "a" }), 10003, "null").Rows);
    }
}
