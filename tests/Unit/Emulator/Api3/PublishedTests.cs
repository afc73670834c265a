using System.Text.Json;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class PublishedTests : IDisposable
{
    private const string Range = "\"StartTime\":\"2026-03-01T00:00:00Z\",\"EndTime\":\"2026-03-01T04:00:00Z\"";
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void An_ended_push_and_a_current_one_have_a_row_each()
    {
        emulator.Push("show_1");
        emulator.Clock.Advance(TimeSpan.FromMinutes(10));
        emulator.Cut("show_1");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        emulator.Push("show_1");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = emulator.Do("DescribeLiveStreamPublishedList", Published("2026-03-01T04:12:00Z"));
        var rows = answer.GetProperty("PublishInfo").EnumerateArray().ToArray();
        Assert.Equal(2, answer.GetProperty("TotalNum").GetInt32());
        Assert.Equal(("2026-03-01T04:00:00Z", "2026-03-01T04:10:00Z", 600), Times(rows[0]));
        Assert.Equal(("2026-03-01T04:11:00Z", "", 60), Times(rows[1]));
        Assert.Equal(
            ("live", "push.example.com", "192.0.2.10", "1280*720"),
            (Text(rows[0], "AppName"), Text(rows[0], "DomainName"), Text(rows[0], "ClientIp"), Text(rows[0], "Resolution")));
        Assert.NotEmpty(Text(rows[0], "StopReason"));
    }

    [Fact]
    public void The_published_list_covers_one_domain_and_accepts_part_of_a_name()
    {
        emulator.Push("show_1");
        emulator.Push("talk_1");
        ChannelTests.PushOn(emulator, "show_2", "push2.example.com");
        Assert.Equal(["show_1"], Names("DescribeLiveStreamPublishedList", Published("2026-03-01T04:00:00Z", "\"StreamName\":\"show\"")));
        Assert.Equal("MissingParameter", emulator.Code("DescribeLiveStreamPublishedList", $"{{{Range}}}"));
    }

    [Fact]
    public void Events_are_ordered_by_their_end_and_filtered_by_name()
    {
        foreach (var name in new[] { "show", "show_2" })
        {
            emulator.Push(name);
            emulator.Clock.Advance(TimeSpan.FromMinutes(1));
            emulator.Cut(name);
        }

        const string Until = "\"StartTime\":\"2026-03-01T04:00:00Z\",\"EndTime\":\"2026-03-01T04:02:00Z\"";
        Assert.Equal(["show_2", "show"], Names("DescribeLiveStreamEventList", $"{{{Until}}}", "EventList"));
        Assert.Equal(["show", "show_2"], Names("DescribeLiveStreamEventList", $"{{{Until},\"IsAsc\":1}}", "EventList"));
        Assert.Equal(
            ["show_2", "show"], Names("DescribeLiveStreamEventList", $"{{{Until},\"StreamName\":\"sho\",\"IsFilter\":1}}", "EventList"));
        Assert.Equal(["show"], Names("DescribeLiveStreamEventList", $"{{{Until},\"StreamName\":\"show\",\"IsStrict\":1}}", "EventList"));
    }

    [Theory]
    [InlineData("2026-03-01T04:00:01Z", "2026-03-01T04:00:00Z")]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T04:00:01Z")]
    [InlineData("2025-12-01T00:00:00Z", "2025-12-02T00:00:00Z")]
    [InlineData("2026-01-10T00:00:00Z", "2026-02-20T00:00:00Z")]
    [InlineData("2026-03-01 08:00:00", "2026-03-01 12:00:00")]
    public void A_range_is_utc_at_most_a_month_of_the_last_two_and_not_in_the_future(string start, string end) => Assert.Equal(
        "InvalidParameterValue",
        emulator.Code(
            "DescribeLiveStreamPublishedList", $"{{\"DomainName\":\"push.example.com\",\"StartTime\":\"{start}\",\"EndTime\":\"{end}\"}}"));

    [Fact]
    public void The_international_site_lists_bans()
    {
        using var abroad = TestEmulator.International();
        abroad.Do("ForbidLiveStream", TestEmulator.Stream("a", more: "\"ResumeTime\":\"2026-03-05T00:00:00Z\""));
        abroad.Do("ForbidLiveStream", TestEmulator.Stream("b"));
        abroad.Output("Live_Channel_SetStatus", ("Param.s.channel_id", "c"), ("Param.n.status", "0"));
        var rows = abroad.Do("DescribeLiveForbidStreamList", """{"PageSize":2}""");
        Assert.Equal(
            (3, 2, 2),
            (
                rows.GetProperty("TotalNum").GetInt32(),
                rows.GetProperty("TotalPage").GetInt32(),
                rows.GetProperty("ForbidStreamList").GetArrayLength()));
        var a = abroad.Do("DescribeLiveForbidStreamList", """{"StreamName":"a"}""").GetProperty("ForbidStreamList")[0];
        Assert.Equal(
            ("a", "2026-03-01T04:00:00Z", "2026-03-05T00:00:00Z"), (Text(a, "StreamName"), Text(a, "CreateTime"), Text(a, "ExpireTime")));
        Assert.Equal(JsonValueKind.Null, a.GetProperty("DomainName").ValueKind);
        abroad.Do("ResumeLiveStream", TestEmulator.Stream("a"));
        Assert.Equal(2, abroad.Do("DescribeLiveForbidStreamList").GetProperty("TotalNum").GetInt32());
    }

    private static string Published(string end, string more = "") =>
        "{\"DomainName\":\"push.example.com\",\"StartTime\":\"2026-03-01T00:00:00Z\","
            + $"\"EndTime\":\"{end}\"{(more.Length > 0 ? "," : "")}{more}}}";

    private IEnumerable<string> Names(string action, string body, string list = "PublishInfo") =>
        emulator.Do(action, body).GetProperty(list).EnumerateArray().Select(row => Text(row, "StreamName"));

    private static (string Start, string End, int Duration) Times(JsonElement row) =>
        (Text(row, "StreamStartTime"), Text(row, "StreamEndTime"), row.GetProperty("Duration").GetInt32());

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
