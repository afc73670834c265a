using System.Text;

namespace TencentLvb.Unit.Notifications;

public sealed class ParsingTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static T Read<T>(string body) where T : LvbEvent
        => Assert.IsType<T>(NotificationParser.Parse(Encoding.UTF8.GetBytes(body)).Event);

    [Fact]
    public void Reads_the_start_of_a_push()
    {
        var told = Read<StreamStateEvent>(Signed.Sign(Signed.Start));
        Assert.Equal((LvbEventType.StreamStarted, "8888_a", "8888_a"), (told.EventType, told.StreamId, told.ChannelId));
        Assert.Equal(("push.example.com", "push.example.com", "live", At), (told.Domain, told.PushDomain, told.AppName, told.EventTime));
        Assert.Equal(("17037777160241646428", "192.0.2.5", "198.51.100.7"), (told.Sequence, told.Node, told.UserIP));
        Assert.Equal((0, "ok", "txSecret=00ff&txTime=65536F00"), (told.ErrorCode, told.ErrorMessage, told.StreamParameter));
        Assert.Null(told.PushDuration);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Signed.T), told.ExpiresAt);
        Assert.Equal(Signed.Sign(Signed.Start), told.Raw);
    }

    [Fact]
    public void Reads_the_end_of_a_push()
    {
        var told = Read<StreamStateEvent>(Signed.End);
        Assert.Equal((LvbEventType.StreamEnded, "8888_a", "77"), (told.EventType, told.StreamId, told.ChannelId));
        Assert.Equal(TimeSpan.FromMilliseconds(61_250), told.PushDuration);
        Assert.Equal((3, "recv() return 0"), (told.ErrorCode, told.ErrorMessage));
        Assert.Null(told.StreamParameter);
    }

    [Fact]
    public void A_recording_keeps_all_digits_of_its_ids()
    {
        var told = Read<TapeFileEvent>(Signed.Tape);
        Assert.Equal(("16093425727657168197", "9531622708116201570", 1349L), (told.FileId, told.TaskId, told.FileSize));
        Assert.Equal(("5158_00aa", "http://vod.example.com/00aa/playlist.m3u8", "hls"), (told.Vid, told.Url, told.FileFormat));
        Assert.Equal((At, At.AddSeconds(61), TimeSpan.FromSeconds(63)), (told.StartTime, told.EndTime, told.Duration));
        Assert.Equal("record=hls", told.StreamParameter);
    }

    [Theory]
    [InlineData("18446744073709551615")]
    [InlineData("\"18446744073709551615\"")]
    public void Ids_may_be_numbers_or_text(string id)
    {
        var told = Read<TapeFileEvent>($"{{\"event_type\":100,\"stream_id\":\"s\",\"file_id\":{id},\"task_id\":{id},\"file_size\":\"42\","
            + $"\"duration\":\"1.5\"}}");
        Assert.Equal(("18446744073709551615", "18446744073709551615", 42L), (told.FileId, told.TaskId, told.FileSize));
        Assert.Equal(TimeSpan.FromSeconds(1.5), told.Duration);
    }

    [Fact]
    public void Reads_a_screenshot()
    {
        var told = Read<ScreenshotEvent>(Signed.Picture);
        Assert.Equal("/2023-11-14/8888_a-screenshot-22-13-20-640x352.jpg", told.Path);
        Assert.Equal("http://pictures.example.com/2023-11-14/8888_a-screenshot-22-13-20-640x352.jpg", told.Url);
        Assert.Equal(At, told.CreateTime);
    }

    [Fact]
    public void A_screenshot_of_the_first_years_has_only_a_path()
    {
        var told = Read<ScreenshotEvent>("""{"event_type":200,"stream_id":"s","pic_url":"/a/b.jpg"}""");
        Assert.Equal(("/a/b.jpg", null), (told.Path, told.Url));
    }

    [Fact]
    public void Older_bodies_name_the_time_update_time() =>
        Assert.Equal(At, Read<StreamStateEvent>("""{"event_type":"1","stream_id":"s","update_time":"1700000000"}""").EventTime);

    [Theory]
    [InlineData(999)]
    [InlineData(-1)]
    [InlineData(347)]
    public void Unknown_event_types_keep_their_number_and_body(int number)
    {
        string body = $"{{\"event_type\":{number},\"stream_id\":\"s\",\"x\":{{\"y\":[1]}}}}";
        var told = Read<LvbEvent>(body);
        Assert.Equal(((LvbEventType)number, "s", body), (told.EventType, told.StreamId, told.Raw));
    }

    [Fact]
    public void An_image_audit_without_an_event_type_is_recognized_by_its_task()
        => Assert.Equal(LvbEventType.ImageAudit, Read<LvbEvent>(Signed.Audit).EventType);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("\"{}\"")]
    [InlineData("{}")]
    [InlineData("{\"event_type\":null}")]
    [InlineData("{\"event_type\":\"push\"}")]
    [InlineData("{\"event_type\":[1]}")]
    [InlineData("{\"event_type\":99999999999}")]
    [InlineData("{\"event_type\":1.5}")]
    [InlineData("{\"event_type\":\"100.9\"}")]
    [InlineData("{\"event_type\":1e-1}")]
    [InlineData("{\"tid\":5}")]
    [InlineData("{\u00e9\"event_type\":1}")]
    [InlineData("{\"event_type\":1,\"t\":\"000000000000000000000001700000600\"}")]
    public void A_body_that_is_not_a_notification_is_malformed(string body)
    {
        var error = Assert.Throws<LvbException>(() => NotificationParser.Parse(Encoding.UTF8.GetBytes(body)));
        Assert.Equal("LvbEventMalformed", error.ErrorId);
    }

    [Fact]
    public void Endless_nesting_is_malformed()
    {
        string body = "{\"event_type\":1,\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.Equal("LvbEventMalformed",
            Assert.Throws<LvbException>(() => NotificationParser.Parse(Encoding.UTF8.GetBytes(body))).ErrorId);
    }

    [Theory]
    [InlineData("{\"event_type\":1,\"sequence\":{},\"errcode\":\"x\",\"event_time\":-4,\"push_duration\":[],\"user_ip\":7,\"node\":false}")]
    [InlineData("{\"event_type\":0,\"event_time\":99999999999999999,\"push_duration\":\"-1\",\"stream_id\":null,\"channel_id\":\"c\"}")]
    [InlineData("{\"event_type\":100,\"duration\":1e300,\"task_id\":-1,\"file_size\":1e40,\"start_time\":\"now\"}")]
    [InlineData("{\"event_type\":200,\"pic_url\":\"http://[\",\"create_time\":0}")]
    public void Invalid_fields_are_null(string body)
        => Assert.NotNull(NotificationParser.Parse(Encoding.UTF8.GetBytes(body)).Event);

    [Fact]
    public void Copies_with_comments_odd_white_space_and_a_byte_order_mark_are_read()
    {
        var told = Read<ScreenshotEvent>("\ufeff{\u3000\"event_type\"\u00a0: 200, // "
            + "kind\n\u3000\"stream_id\":\"a\u3000b\",\"pic_url\":\"/x\",\n}");
        Assert.Equal("a\u3000b", told.StreamId);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_do_no_harm()
    {
        byte[] body = Encoding.Latin1.GetBytes("{\"event_type\":1,\"stream_id\":\"\u00ff\u00fe\",\"sequence\":\"1\"}");
        Assert.NotNull(NotificationParser.Parse(body).Event);
    }

    [Theory]
    [InlineData("18446744073709551615")]
    [InlineData("\"18446744073709551615\"")]
    [InlineData("9223372036854775808")]
    [InlineData("-1")]
    [InlineData("1e300")]
    public void An_invalid_size_is_null(string size) =>
        Assert.Null(Read<TapeFileEvent>($"{{\"event_type\":100,\"stream_id\":\"s\",\"file_size\":{size}}}").FileSize);

    [Fact]
    public void A_newer_recording_keeps_every_digit()
    {
        var Body = """
            {"event_type":"100","stream_id":"s","file_id":16093425727657168431,"record_file_id":"","file_size":"18446744073709551614",
            "start_time":"1703731478","duration":"63.4","task_id":"9531622708116201577","callback_ext":"{\"video_codec\":\"h264\"}",
            "record_bps":0,"media_start_time":"-1","app":"p.example.com","appname":"live"}
            """.Replace("\n", "", StringComparison.Ordinal);
        var told = Read<TapeFileEvent>(Body);
        Assert.Equal(("16093425727657168431", "9531622708116201577", TimeSpan.FromSeconds(63.4)),
            (told.FileId, told.TaskId, told.Duration));
        Assert.Equal(("p.example.com", "live", Body), (told.PushDomain, told.AppName, told.Raw));
        Assert.Equal("task-of-3.0", Read<TapeFileEvent>("""{"event_type":100,"task_id":"task-of-3.0"}""").TaskId);
    }

    [Theory]
    [InlineData("""{"event_type":200,"stream_id":"s","app":" p.example.com ","appname":"live"}""", "p.example.com", "live")]
    [InlineData("""{"event_type":200,"stream_id":"s","domain":"x","path":"/y"}""", null, null)]
    [InlineData("""{"event_type":332,"stream_id":"s","domain":"p.example.com","appname":"live"}""", "p.example.com", "live")]
    [InlineData("""{"event_type":321,"stream_id":"s","domain":"p.example.com","path":"live"}""", "p.example.com", "live")]
    [InlineData("""{"event_type":1,"stream_id":"s"}""", null, null)]
    public void The_push_domain_and_path_are_shown_as_far_as_known(string body, string? domain, string? app)
    {
        LvbEvent told = NotificationParser.Parse(Encoding.UTF8.GetBytes(body)).Event;
        Assert.Equal((domain, app), (told.PushDomain, told.AppName));
    }

    [Theory]
    [InlineData("{\"\\ud800\":1,\"event_type\":1,\"stream_id\":\"s\"}")]
    [InlineData("{\"event_type\":1,\"stream_id\":\"s\",\"s\\udc00\":2,\"t\\ud800\":3,\"e\\udfff\":4}")]
    [InlineData("{\"event_type\":1,\"stream_id\":\"s\",\"stream_\\ud800\":5,\"sign\\ud800\":6}")]
    public void Names_with_invalid_characters_do_no_harm(string body)
        => Assert.Equal("s", NotificationParser.Parse(Encoding.UTF8.GetBytes(body)).Event.StreamId);

    [Fact]
    public void The_current_name_of_a_field_is_preferred_to_an_older_one()
    {
        Assert.Equal(At, Read<StreamStateEvent>("""{"event_type":1,"event_time":1700000000,"update_time":5}""").EventTime);
        Assert.Equal("7", Read<TapeFileEvent>("""{"event_type":100,"record_file_id":"8","file_id":"7"}""").FileId);
        Assert.Equal("8", Read<TapeFileEvent>("""{"event_type":100,"record_file_id":"8","file_id":""}""").FileId);
        var later = Read<LvbEvent>("""{"event_type":332,"domain":"old","path":"/old","app":"push.example.com","appname":"live"}""");
        Assert.Equal(("push.example.com", "live"), (later.PushDomain, later.AppName));
    }

    [Theory]
    [InlineData("http://b.example.com/a/b.jpg", "", "/a/b.jpg", "http://b.example.com/a/b.jpg")]
    [InlineData("https://b.example.com/a/b.jpg", "", "/a/b.jpg", "https://b.example.com/a/b.jpg")]
    [InlineData("http://old.example.com/a.jpg", "http://b.example.com/b.jpg", "/a.jpg", "http://b.example.com/b.jpg")]
    [InlineData("ftp://b.example.com/a.jpg", "", "ftp://b.example.com/a.jpg", null)]
    public void A_screenshot_may_have_an_address_instead_of_a_path(string picture, string whole, string path, string? url)
    {
        var told = Read<ScreenshotEvent>($"{{\"event_type\":200,\"pic_url\":\"{picture}\",\"pic_full_url\":\"{whole}\"}}");
        Assert.Equal((path, url), (told.Path, told.Url));
    }

    [Fact]
    public void The_expiry_time_may_have_leading_zeros_and_be_in_the_last_year()
    {
        Assert.Equal(Signed.T, NotificationParser.Parse("""{"event_type":1,"t":"00000000000000000000001700000600"}"""u8.ToArray()).Expires);
        Assert.Equal(9999, Read<StreamStateEvent>("""{"event_type":1,"t":253402300799}""").ExpiresAt?.UtcDateTime.Year);
        Assert.Null(Read<StreamStateEvent>("""{"event_type":1,"t":253402300800}""").ExpiresAt);
    }

    [Fact]
    public void Endless_numbers_do_no_harm()
    {
        string digits = new('9', 500_000);
        foreach (string name in new[] { "sequence", "event_time", "errcode", "push_duration", "file_size", "duration", "create_time" })
        {
            foreach (string number in new[] { digits, "0." + digits, "1e" + digits, "-" + digits, digits + "e-" + digits })
            {
                foreach (int kind in new[] { 0, 100, 200, 999 })
                {
                    Assert.NotEmpty(NotificationParser.Parse(
                        Encoding.UTF8.GetBytes($"{{\"event_type\":{kind},\"stream_id\":\"s\",\"{name}\":{number}}}")).Event.Id);
                }
            }
        }
    }
}
