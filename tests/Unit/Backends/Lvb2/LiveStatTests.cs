using static TencentLvb.Unit.Backends.Lvb2.Answers;

namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class LiveStatTests
{
    private const string Rows =
        "[{\"bandwidth\":1.5,\"client_ip\":\"192.0.2.1\",\"flr\":0,\"fps\":25,\"online\":12,\"server_ip\":\"198.51.100.1\","
            + "\"speed\":2500000,\"stream_name\":\"8888_a\",\"time\":1772425800},"
        + "{\"bandwidth\":\"0.25\",\"client_ip\":\"192.0.2.2\",\"fps\":\"30\",\"online\":\"3\",\"server_ip\":null,"
        + "\"speed\":\"4000000000\",\"stream_name\":8888}]";

    private const string Output = "{\"data_time\":\"2026-03-02 12:30:05\",\"stream_count\":7,\"stream_info\":" + Rows
        + ",\"total_bandwidth\":9.75,\"total_online\":15}";

    [Fact]
    public void Rows_become_objects_regardless_of_how_fields_are_written()
    {
        var page = Read(GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 300)), Output);
        var rows = page.Rows;

        Assert.Equal(7, page.Total);
        Assert.Equal((9.75, 15L), (page.TotalBandwidth, page.TotalOnline));
        Assert.Equal("8888_a", rows[0].StreamId);
        Assert.Equal((1.5, 12, 25, 2500000L), (rows[0].BandwidthMbps, rows[0].Online, rows[0].Fps, rows[0].BitrateBps));
        Assert.Equal(("192.0.2.1", "198.51.100.1"), (rows[0].ClientIP, rows[0].ServerIP));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772425800), rows[0].Time);
        Assert.Equal("8888", rows[1].StreamId);
        Assert.Equal((0.25, 3, 30, 4000000000L), (rows[1].BandwidthMbps, rows[1].Online, rows[1].Fps, rows[1].BitrateBps));
        Assert.Null(rows[1].ServerIP);
        Assert.Equal(At("2026-03-02T12:30:05+08:00"), rows[1].Time);
    }

    [Fact]
    public void Push_and_playback_have_separate_rows()
    {
        var push = Read(GetLivePushStat.Request(new LiveStatQuery(), new PageRequest(1, 300)), Output).Rows[0];
        Assert.Equal(("8888_a", "192.0.2.1", "198.51.100.1", 25, 2500000L),
            (push.StreamId, push.ClientIP, push.ServerIP, push.Fps, push.BitrateBps));
        var play = Read(GetLivePlayStat.Request(new LiveStatQuery(), new PageRequest(1, 300)), Output).Rows[0];
        Assert.Equal(("8888_a", 1.5, 12), (play.StreamId, play.BandwidthMbps, play.Online));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("{\"stream_count\":0,\"stream_info\":[]}")]
    [InlineData("{\"stream_count\":0,\"stream_info\":null}")]
    [InlineData("{\"stream_count\":5}")]
    [InlineData("[{\"stream_info\":\"\"}]")]
    public void An_account_without_live_streams_is_not_an_error(string? output) =>
        Assert.Empty(Read(GetLiveStat.Request(new LiveStatQuery { StreamId = "8888_a" }, new PageRequest(1, 300)), output).Rows);

    [Fact]
    public void The_not_live_code_is_not_an_error()
    {
        var request = GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 300));
        Assert.Equal([1301, 10003], request.AlsoSuccess);
        Assert.Equal(0, ReadCode(request, 1301, "\"nothing\"").Total);
    }

    [Theory]
    [InlineData("{\"stream_count\":1,\"stream_info\":[" + "{\"fps\":25,\"stream_name\":\"8888_a\"}" + "]}")]
    [InlineData("[{\"stream_count\":1,\"stream_info\":[{\"fps\":25}]}]")]
    [InlineData("{\"stream_info\":{\"fps\":25,\"stream_name\":\"8888_a\"}}")]
    [InlineData("[[{\"stream_info\":[null,{\"fps\":\"25.0\",\"stream_name\":\"\"}]}]]")]
    public void Reads_one_stream_in_any_form(string output)
    {
        var row = Assert.Single(Read(GetLiveStat.Request(new LiveStatQuery { StreamId = "8888_a" }, new PageRequest(1, 300)), output).Rows);
        Assert.Equal(("8888_a", 25), (row.StreamId, row.Fps));
        Assert.Null(row.Online);
        Assert.InRange(DateTimeOffset.Now - row.Time, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    [InlineData("{\"stream_info\":[\"8888_a\"]}")]
    [InlineData("{\"stream_info\":[{\"fps\":25}]}", "stream")]
    public void A_response_that_is_not_a_list_of_streams_is_refused(string output, string what = "object") => Assert.Contains(
        what, Assert.Throws<FormatException>(() => Read(GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 300)), output)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_row_of_a_named_stream_is_an_object_too() => Assert.Throws<FormatException>(() => Read(
        GetLiveStat.Request(new LiveStatQuery { StreamId = "8888_a" }, new PageRequest(1, 300)), "{\"stream_info\":[\"8888_a\"]}"));

    [Fact]
    public void Pushes_are_distinguished_by_stream_and_both_addresses()
    {
        (string Id, string Client, string Server)[] pushes =
        [
            ("s1", "92.0.2.1", "198.51.100.1"), ("s", "192.0.2.1", "198.51.100.1"), ("s", "192.0.2.11", "98.51.100.1"),
            ("s", "192.0.2.1", "198.51.100.2"), ("s", "192.0.2.2", "198.51.100.1"),
        ];
        var rows = pushes.Select(p => $"{{\"stream_id\":\"{p.Id}\",\"client_ip\":\"{p.Client}\",\"server_ip\":\"{p.Server}\"}}");
        var page = Read(GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 300)),
            "{\"stream_info\":[" + string.Join(',', rows) + "]}");
        Assert.Equal(pushes.Select(p => p.Id), page.Rows.Select(r => r.StreamId));
        Assert.Equal(5, page.Keys.Distinct().Count());
    }

    [Fact]
    public void The_number_of_all_streams_is_not_used_for_one_stream()
    {
        const string one = "{\"stream_count\":5000,\"stream_info\":[{\"stream_name\":\"8888_a\"}]}";
        Assert.Null(Read(GetLiveStat.Request(new LiveStatQuery { StreamId = "8888_a" }, new PageRequest(1, 1)), one).Total);
        Assert.Equal(5000, Read(GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 1)), one).Total);
        Assert.Equal(1, Read(GetLiveStat.Request(new LiveStatQuery { StreamId = "8888_a" }, new PageRequest(1, 1)),
            one.Replace("5000", "1", StringComparison.Ordinal)).Total);
        Assert.Equal(0, Read(GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 1)), "{\"stream_count\":0}").Total);
    }

    [Theory]
    [InlineData("\"time\":\"1772425800\"", "2026-03-02T04:30:00Z")]
    [InlineData("\"time\":\"2026-03-02 12:30:00\"", "2026-03-02T04:30:00Z")]
    [InlineData("\"time\":\"2026-3-2 9:05:00\"", "2026-03-02T01:05:00Z")]
    [InlineData("\"time\":60", "2026-03-02T05:00:00Z")]
    [InlineData("\"time\":999999999", "2026-03-02T05:00:00Z")]
    [InlineData("\"time\":1000000000", "2001-09-09T01:46:40Z")]
    [InlineData("\"time\":0", "2026-03-02T05:00:00Z")]
    [InlineData("\"time\":\"soon\"", "2026-03-02T05:00:00Z")]
    public void The_time_of_a_row_may_be_a_number_or_text_and_defaults_to_that_of_the_response(string field, string expected)
    {
        var output = "{\"data_time\":\"2026-03-02 13:00:00\",\"stream_info\":[{\"stream_name\":\"a\"," + field + "}]}";
        var row = Read(GetLivePlayStat.Request(new LiveStatQuery(), new PageRequest(1, 1)), output).Rows[0];
        Assert.Equal(At(expected), row.Time);
    }
}
