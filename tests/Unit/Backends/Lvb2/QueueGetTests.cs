namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class QueueGetTests
{
    [Fact]
    public void Requests_screenshots_by_number_and_finishes_when_stopped()
    {
        var request = QueueGet.Request(7);
        Assert.Equal("Live_Queue_Get Param.n.bid=100&Param.n.count=7", request.Names());
        Assert.Equal(RetryClass.AtMostOnce, request.Retry);
        Assert.True(request.FinishWhenStopped);
        Assert.Contains("up to 7 screenshots", request.WhatMayExist, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"stream_id":"8888_a","create_time":1772294400,"pic_full_url":"http://pics.example.com/2026-03-01/8888_a%20b.jpg"}""",
        "http://pics.example.com/2026-03-01/8888_a%20b.jpg", "/2026-03-01/8888_a b.jpg")]
    [InlineData("""{"stream_id":"8888_a","create_time":"1772294400","pic_url":"/2026-03-01/8888_a.jpg"}""", null, "/2026-03-01/8888_a.jpg")]
    [InlineData("""{"stream_id":"8888_a","create_time":1772294400,"pic_url":"https://pics.example.com/x.jpg"}""",
        "https://pics.example.com/x.jpg", "/x.jpg")]
    [InlineData("""{"channel_id":"8888_a","create_time":1772294400,"pic_full_url":"http://h/x.jpg","pic_url":"/2026/y.jpg"}""",
        "http://h/x.jpg", "/2026/y.jpg")]
    [InlineData("""{"stream_id":"8888_a","channel_id":"8888_b","create_time":1772294400,"pic_full_url":"http://h/x.jpg","pic_url":""}""",
        "http://h/x.jpg", "/x.jpg")]
    public void Reads_a_row_with_an_address_or_a_path(string row, string? url, string path)
    {
        var screenshot = Assert.Single(QueueGet.Request(5).Reads(Wire.Output("{\"count\":1,\"data\":[" + row + "]}")));
        Assert.Equal("8888_a", screenshot.StreamId);
        Assert.Equal(url, screenshot.Url);
        Assert.Equal(path, screenshot.Path);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772294400), screenshot.CreateTime);
    }

    [Theory]
    [InlineData("\"/b.jpg\"", "", null, "/b.jpg")]
    [InlineData("\"http://h/b.jpg\"", "", "http://h/b.jpg", "/b.jpg")]
    [InlineData("""{"pic_url":"/b.jpg"}""", "", null, "/b.jpg")]
    [InlineData("""{"stream_id":"a"}""", "a", null, null)]
    public void Reads_a_row_with_only_a_picture_or_a_stream(string row, string stream, string? url, string? path)
    {
        var screenshot = Assert.Single(QueueGet.Request(5).Reads(Wire.Output("{\"data\":[" + row + "]}")));
        Assert.Equal((stream, url, path), (screenshot.StreamId, screenshot.Url, screenshot.Path));
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("[]", 0)]
    [InlineData("null", 0)]
    [InlineData("""{"count":0,"data":null}""", 0)]
    [InlineData("""{"count":1,"data":{"stream_id":"a","pic_url":"/a.jpg"}}""", 1)]
    [InlineData("""{"count":2,"data":[{"stream_id":"a","pic_url":"/a.jpg"},null,"/b.jpg",7]}""", 2)]
    [InlineData("""[{"stream_id":"a","pic_url":"/a.jpg"},{"stream_id":"b","pic_url":"/b.jpg"}]""", 2)]
    public void Reads_other_forms_too(string output, int count) =>
        Assert.Equal(count, QueueGet.Request(5).Reads(Wire.Output(output)).Count);

    [Theory]
    [InlineData("""{"count":3,"data":[{"stream_id":"a","pic_url":"/a.jpg"},{"picture":1},null]}""", 1, 2)]
    [InlineData("""{"data":[{"stream_id":"a","pic_url":"/a.jpg"},{"picture":1}]}""", 1, 1)]
    [InlineData("""{"count":4,"data":[{"stream_id":"a","pic_url":"/a.jpg"}]}""", 1, 3)]
    [InlineData("""{"count":77,"data":[{"stream_id":"a","pic_url":"/a.jpg"}]}""", 1, 0)]
    [InlineData("""{"count":1,"data":[{"stream_id":"a","pic_url":"/a.jpg"},{"stream_id":"b","pic_url":"/b.jpg"}]}""", 2, 0)]
    public void Unreadable_rows_are_counted(string output, int read, int unread)
    {
        var batch = QueueGet.Request(5).Reads(Wire.Output(output));
        Assert.Equal(read, batch.Count);
        Assert.Equal(unread, batch.Unread);
    }

    [Theory]
    [InlineData("""{"count":3}""")]
    [InlineData("""{"count":"2","data":[]}""")]
    [InlineData("""{"data":[{"picture":1}]}""")]
    public void A_response_that_announces_screenshots_but_contains_none_is_not_an_empty_queue(string output) => Assert.Contains(
        "screenshots", Assert.Throws<FormatException>(() => QueueGet.Request(5).Reads(Wire.Output(output))).Message,
        StringComparison.Ordinal);
}
