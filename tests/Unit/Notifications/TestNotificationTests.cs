using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Notifications;

/// <summary>Test notifications have the fields that the service documents for their event type.</summary>
public sealed class TestNotificationTests
{
    private const long Time = 1_700_000_000;

    private static JsonObject Compose(LvbEventType type, IDictionary? properties = null) =>
        JsonNode.Parse(new TestNotificationFactory(Signed.Key, () => Signed.Now).Compose(type, "8888_a", properties))!.AsObject();

    private static string Fields(JsonObject body, params string[] without) => string.Join(' ', body
        .Where(field => !without.Contains(field.Key))
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => field.Key + "=" + field.Value!.ToJsonString().Trim('"')));

    [Fact]
    public void The_end_of_a_push_has_its_duration_and_the_start_none()
    {
        var end = Compose(LvbEventType.StreamEnded);
        Assert.Equal(
            "app=push.example.com appid=1250000000 appname=live channel_id=8888_a errcode=1 errmsg=recv rtmp deleteStream "
                + "event_time=1700000000 event_type=0 node=192.0.2.1 push_duration=60000 stream_id=8888_a stream_param= t=1700000600 "
                + "user_ip=198.51.100.1",
            Fields(end, "sequence", "sign"));
        Assert.Equal(LvbSigner.Sign(Signed.Key, Time + 600), (string?)end["sign"]);
        var start = Compose(LvbEventType.StreamStarted);
        Assert.Equal(("0", "ok", "1"), (start["errcode"]!.ToString(), start["errmsg"]!.ToString(), start["event_type"]!.ToString()));
        Assert.False(start.ContainsKey("push_duration"));
        Assert.True(ulong.Parse(start["sequence"]!.ToString(), null) > long.MaxValue);
    }

    [Fact]
    public void A_recording_lasts_a_minute_and_has_one_id_everywhere()
    {
        var tape = Compose(LvbEventType.TapeFileCreated);
        var id = tape["file_id"]!.ToString();
        Assert.Equal(
            $"appid=1250000000 channel_id=8888_a duration=60 end_time=1700000000 event_type=100 file_format=flv file_id={id} "
                + $"file_size=1048576 record_file_id={id} start_time=1699999940 stream_id=8888_a stream_param= t=1700000600 task_id={id} "
                + $"video_id=200000000_{id} video_url=http://vod.example.com/{id}/f0.flv",
            Fields(tape, "sign"));
    }

    [Fact]
    public void A_screenshot_an_audit_and_other_event_types_have_their_own_fields()
    {
        var picture = Compose(LvbEventType.ScreenshotCreated);
        Assert.Equal(
            "appid=1250000000 channel_id=8888_a create_time=1700000000 event_type=200 file_size=7520 height=360 stream_id=8888_a "
                + "t=1700000600 width=640",
            Fields(picture, "sign", "pic_url"));
        Assert.Matches("^/example/8888_a-screenshot-[0-9]+-640x360.jpg$", picture["pic_url"]!.ToString());
        var audit = Compose(LvbEventType.ImageAudit);
        Assert.Equal(
            "appid=1250000000 channelId=8888_a confidence=97 event_type=317 screenshotTime=1700000000 sendTime=1700000000 "
                + "streamId=8888_a tid=20001 type=[1]",
            Fields(audit, "img"));
        Assert.Matches("^http://pictures.example.com/8888_a-[0-9]+.jpg$", audit["img"]!.ToString());
        var other = Compose((LvbEventType)332);
        Assert.Equal(
            "appid=1250000000 channel_id=8888_a event_time=1700000000 event_type=332 stream_id=8888_a t=1700000600",
            Fields(other, "sign", "session_id"));
    }

    [Fact]
    public void Each_is_a_separate_event()
    {
        foreach (var type in new[] { LvbEventType.StreamStarted, LvbEventType.TapeFileCreated, LvbEventType.ImageAudit, (LvbEventType)332 })
        {
            var factory = new TestNotificationFactory(Signed.Key, () => Signed.Now);
            var ids = Enumerable.Range(0, 5).Select(_ => NotificationParser.Parse(factory.Compose(type, "a", null)).Event.Id);
            Assert.Equal(5, ids.Distinct().Count());
        }
    }

    [Fact]
    public void Fields_can_be_replaced_added_and_removed()
    {
        var body = Compose(LvbEventType.StreamStarted, new Hashtable { ["errcode"] = 7, ["extra"] = "x", ["node"] = null, ["t"] = 5 });
        Assert.Equal(("7", "x"), (body["errcode"]!.ToString(), body["extra"]!.ToString()));
        Assert.False(body.ContainsKey("node"));
        Assert.Equal(LvbSigner.Sign(Signed.Key, 5), (string?)body["sign"]);
        Assert.False(Compose(LvbEventType.StreamStarted, new Hashtable { ["sign"] = null }).ContainsKey("sign"));
        Assert.False(Compose(LvbEventType.StreamStarted, new Hashtable { ["t"] = null }).ContainsKey("sign"));
        Assert.Equal("mine", (string?)Compose(LvbEventType.StreamStarted, new Hashtable { ["sign"] = "mine" })["sign"]);
    }

    [Theory]
    [InlineData(1e14, "100000000000000")]
    [InlineData(999999999999999d, "999999999999999")]
    [InlineData(-5d, "-5")]
    [InlineData(1.5, "1.5")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    public void Numbers_of_Windows_PowerShell_are_written_without_an_exponent(double value, string text) =>
        Assert.Equal($$"""{"n":{{text}}}""", EventObjectJson.Write(new Hashtable { ["n"] = value }));

    [Fact]
    public void A_value_that_is_not_a_field_becomes_text()
    {
        var time = new DateTimeOffset(2026, 3, 1, 1, 2, 3, TimeSpan.FromHours(8));
        string Write(object value) =>
            JsonDocument.Parse(EventObjectJson.Write(new Hashtable { ["n"] = value })).RootElement.GetProperty("n").ToString();
        Assert.Equal("2026-03-01T01:02:03+08:00", Write(time));
        Assert.Equal("2026-03-01T01:02:03", Write(new DateTime(2026, 3, 1, 1, 2, 3)));
        Assert.Equal("100", Write(LvbEventType.TapeFileCreated));
        Assert.Equal("1.2", Write(new Version(1, 2)));
        Assert.Equal("", EventObjectJson.TextOf(new Broken()));
        Assert.Equal("", Write(new Broken()));
    }

    [Fact]
    public void An_object_that_is_too_large_is_malformed()
    {
        var large = new Hashtable { ["event_type"] = 1, ["x"] = new string[] { new('x', 4 * 1024 * 1024), "y" } };
        var error = Assert.Throws<LvbException>(() => EventObjectJson.Write(large));
        Assert.Contains("larger than 4 MiB", error.Message, StringComparison.Ordinal);
        large["x"] = new string[] { new('x', (4 * 1024 * 1024) - 1000), "y" };
        Assert.True(Encoding.UTF8.GetByteCount(EventObjectJson.Write(large)) > (4 * 1024 * 1024) - 1000);
    }

    private sealed class Broken
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }
}
