using static TencentLvb.Unit.Backends.Lvb2.Answers;

namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class TapeFileTests
{
    // Every value is text or null, as the service writes it.
    private const string Row =
        "{\"appid\":\"1250000000\",\"create_time\":\"2026-03-02 00:20:01\",\"end_time\":\"2026-03-02 "
            + "00:20:00\",\"err_code\":\"0\",\"expire_time\":\"2038-01-19 11:14:07\","
        + "\"file_format\":\"3\",\"file_id\":\"16093425727650000001\",\"file_size\":\"4571794123\",\"id\":\"276\","
        + "\"record_file_id\":\"16093425727650000001\","
        + "\"record_file_url\":\"http://1250000000.vod.example.com/x/f0.mp4 "
        + "\",\"record_type\":null,\"report_message\":null,\"start_time\":\"2026-03-01 23:50:30\","
        + "\"stream_id\":\"8888_a\",\"task_id\":null,\"task_sub_type\":\"0\",\"vid\":\"1250000000_0a1b\",\"vod2Flag\":\"1\"}";

    private static TapeFile One(string row) =>
        Assert.Single(Read(TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("8888_asked"), null, Descending: false),
            new PageRequest(1, 100)), "{\"all_count\":1,\"file_list\":[" + row + "]}").Rows);

    [Fact]
    public void Reads_a_row_as_the_service_writes_it()
    {
        var file = One(Row);
        Assert.Equal(("8888_a", "16093425727650000001", "1250000000_0a1b"), (file.StreamId, file.FileId, file.Vid));
        Assert.Equal("http://1250000000.vod.example.com/x/f0.mp4", file.Url);
        Assert.Equal(At("2026-03-01T15:50:30Z"), file.StartTime);
        Assert.Equal(At("2026-03-01T16:20:00Z"), file.EndTime);
        Assert.Equal(new TimeSpan(0, 29, 30), file.Duration);
        Assert.Null(file.TaskId);
        Assert.Equal(4571794123, file.FileSize);
        Assert.Equal("mp4", file.FileFormat);
    }

    [Fact]
    public void Reads_a_row_as_documented()
    {
        var file = One("{\"end_time\":\"2026-03-02 "
            + "00:20:00\",\"file_id\":16093425727650000001,\"record_file_url\":\"\",\"start_time\":\"\",\"vid\":\"200000001_0a1b\"}");
        Assert.Equal(("8888_asked", "16093425727650000001"), (file.StreamId, file.FileId));
        Assert.Equal("http://200000001.vod.myqcloud.com/200000001_0a1b.f0.flv", file.Url);
        Assert.Null(file.StartTime);
        Assert.Null(file.Duration);
        Assert.Null(file.FileSize);
        Assert.Null(file.FileFormat);
    }

    [Theory]
    [InlineData("\"vid\":\"nounderscore\"", null)]
    [InlineData("\"vid\":\"_a\"", null)]
    [InlineData("\"vid\":null", null)]
    [InlineData("\"vid\":\"1_a\",\"record_file_url\":null", "http://1.vod.myqcloud.com/1_a.f0.flv")]
    public void An_address_is_built_only_where_possible(string fields, string? url) => Assert.Equal(url, One("{" + fields + "}").Url);

    [Theory]
    [InlineData("3", "mp4")]
    [InlineData("7", "7")]
    [InlineData("hls", "hls")]
    public void An_unknown_format_is_kept(string wire, string format)
    {
        Assert.Equal(format, One("{\"file_format\":\"" + wire + "\"}").FileFormat);
    }

    [Theory]
    [InlineData("16093425727650000001")]
    [InlineData("\"16093425727650000001\"")]
    public void A_task_id_keeps_its_digits(string id) => Assert.Equal("16093425727650000001", One("{\"task_id\":" + id + "}").TaskId);

    [Theory]
    [InlineData(null, null)]
    [InlineData("[]", null)]
    [InlineData("{\"all_count\":0,\"file_list\":[]}", 0L)]
    [InlineData("{\"all_count\":\"12\",\"file_list\":null}", 12L)]
    public void No_files_is_an_empty_result(string? output, long? total)
    {
        var page = Read(TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("8888_a"), null, Descending: false),
            new PageRequest(1, 100)), output);
        Assert.Empty(page.Rows);
        Assert.Equal(total, page.Total);
    }

    [Theory]
    [InlineData("\"file_id\":\"1\",\"record_file_id\":\"2\",\"channel_id\":\"8888_b\"", "1", "8888_b")]
    [InlineData("\"file_id\":\"\",\"record_file_id\":\"2\",\"stream_id\":\"8888_a\",\"channel_id\":\"8888_b\"", "2", "8888_a")]
    [InlineData("\"record_file_id\":\"2\"", "2", "8888_asked")]
    [InlineData("\"file_id\":null", null, "8888_asked")]
    public void A_file_has_one_of_two_ids_and_streams(string fields, string? id, string stream)
    {
        var file = One("{" + fields + "}");
        Assert.Equal((id, stream), (file.FileId, file.StreamId));
    }

    [Fact]
    public void Files_are_distinguished_by_id_and_format_and_else_by_their_whole_row()
    {
        string[] rows =
        [
            "{\"file_id\":\"1\",\"file_format\":\"12\"}", "{\"file_id\":\"11\",\"file_format\":\"2\"}",
            "{\"start_time\":\"2026-03-01 23:50:30\"}", "{\"start_time\":\"2026-03-01 23:50:31\"}",
            "{\"file_id\":\"1\",\"x\":1,\"file_format\":\"12\"}",
        ];
        var keys = Read(TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("8888_a"), null, Descending: false),
            new PageRequest(1, 100)), "{\"file_list\":[" + string.Join(',', rows) + "]}").Keys;
        Assert.Equal(4, keys.Distinct().Count());
        Assert.Equal(keys[0], keys[4]);
    }

    [Fact]
    public void One_recording_in_two_formats_is_two_rows()
    {
        var keys = Read(TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("8888_a"), null, Descending: false), new PageRequest(1,
            100)), "{\"file_list\":[" + Row + "," + Row.Replace("\"file_format\":\"3\"", "\"file_format\":\"1\"") + "," + Row + "]}").Keys;
        Assert.NotEqual(keys[0], keys[1]);
        Assert.Equal(keys[0], keys[2]);
        Assert.Equal(2, keys.Distinct().Count());
    }
}
