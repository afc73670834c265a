using System.Text.Json;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class StatisticsTests : IDisposable
{
    private readonly TestEmulator emulator = TestEmulator.WithSample();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void The_push_list_agrees_with_api_2()
    {
        var rows = Rows("DescribeLiveStreamPushInfoList");
        Assert.Equal(4, rows.Length);
        var row = rows.Single(one => Text(one, "StreamName") == "8888_news");
        var old = emulator.Output("Get_LivePushStat", ("Param.s.stream_id", "8888_news")).GetProperty("stream_info")[0];
        Assert.Equal(
            old.GetProperty("speed").GetInt64(), row.GetProperty("VideoSpeed").GetInt64() + row.GetProperty("AudioSpeed").GetInt64());
        Assert.Equal(old.GetProperty("fps").GetInt64(), row.GetProperty("VideoFps").GetInt64());
        Assert.Equal((Text(old, "client_ip"), Text(old, "server_ip")), (Text(row, "ClientIp"), Text(row, "ServerIp")));
        Assert.Equal(
            ("live", "push.example.com", "2026-02-28 10:00:00", "1920*1080"),
            (Text(row, "AppName"), Text(row, "PushDomain"), Text(row, "BeginPushTime"), Text(row, "Resolution")));
        string[] fields =
        [
            "Acodec", "AppName", "AsampleRate", "AudioFps", "AudioSpeed", "BeginPushTime", "ClientIp", "MetaAudioSpeed", "MetaFps",
            "MetaVideoSpeed", "PushDomain", "Resolution", "ServerIp", "StreamName", "Vcodec", "VideoFps", "VideoSpeed",
        ];
        Assert.Equal(fields, row.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_account_without_live_streams_is_an_error_with_two_prefixes()
    {
        using var empty = new TestEmulator();
        Assert.Equal("FailedOperation.HasNotLivingStream", empty.Code("DescribeLiveStreamPushInfoList"));
        using var old = new TestEmulator(LvbEmulatorShape.InternalErrorForm);
        Assert.Equal("InternalError.HasNotLivingStream", old.Code("DescribeLiveStreamPushInfoList"));
        Assert.Equal("FailedOperation.HasNotLivingStream", emulator.Code(
            "DescribeLiveStreamPushInfoList", """{"PushDomain":"other.example.com"}"""));
    }

    [Theory]
    [InlineData(false, "2026-03-01T11:00:00+08:00", "2026-02-28 10:00:00.000", true)]
    [InlineData(true, "2026-03-01 11:00:00.000", "2026-02-28 10:00:00.000", false)]
    public void Push_history_has_a_point_every_five_seconds(bool international, string time, string begin, bool gop)
    {
        using var abroad = international ? TestEmulator.International(sample: true) : TestEmulator.WithSample();
        const string Body = """
            {"StreamName":"8888_news","PushDomain":"push.example.com",
            "StartTime":"2026-03-01T03:00:00Z","EndTime":"2026-03-01T11:01:00+08:00"}
            """;
        var rows = abroad.Do("DescribeStreamPushInfoList", Body).GetProperty("DataInfoList").EnumerateArray().ToArray();
        Assert.Equal(13, rows.Length);
        Assert.Equal((time, begin), (Text(rows[0], "Time"), Text(rows[0], "BeginPushTime")));
        Assert.Equal(gop, rows[0].TryGetProperty("GopSize", out _));
        Assert.InRange(rows[0].GetProperty("VideoRate").GetInt64() + rows[0].GetProperty("AudioRate").GetInt64(), 2_375_000, 2_625_000);
        Assert.Equal((2404, 96), (rows[0].GetProperty("MetaVideoRate").GetInt32(), rows[0].GetProperty("MetaAudioRate").GetInt32()));
        Assert.False(rows[0].TryGetProperty("StreamName", out _));
    }

    [Theory]
    [InlineData("2026-02-20T03:00:00Z", "2026-02-20T04:00:00Z", "InvalidParameterValue", "InvalidParameterValue")]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T03:00:01Z", null, "InvalidParameterValue")]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T03:00:00Z", null, null)]
    [InlineData("2026-03-01T03:00:00Z", "2026-03-01T02:00:00Z", "InvalidParameterValue", "InvalidParameterValue")]
    [InlineData("2026-03-01 03:00:00", "2026-03-01 04:00:00", "InvalidParameterValue", "InvalidParameterValue")]
    public void Push_history_has_the_limits_of_the_site(string start, string end, string? china, string? international)
    {
        using var abroad = TestEmulator.International(sample: true);
        var body = $"{{\"StreamName\":\"8888_news\",\"StartTime\":\"{start}\",\"EndTime\":\"{end}\"}}";
        Assert.Equal(
            (china, international), (emulator.Code("DescribeStreamPushInfoList", body), abroad.Code("DescribeStreamPushInfoList", body)));
    }

    [Theory]
    [InlineData("2026-03-01T03:00:00Z", "2026-03-01T03:03:00Z", "2026-03-01T03:03:00Z")]
    [InlineData("2026-03-01T11:00:00+08:00", "2026-03-01T11:03:00+08:00", "2026-03-01T03:03:00Z")]
    [InlineData("2026-03-01 11:00:00", "2026-03-01 11:03:00", "2026-03-01 11:03:00")]
    public void Play_history_includes_both_ends_and_uses_the_format_of_the_query(string start, string end, string last)
    {
        var rows = Rows(
            "DescribeStreamPlayInfoList",
            $"{{\"StreamName\":\"8888_news\",\"PlayDomain\":\"play.example.com\",\"StartTime\":\"{start}\",\"EndTime\":\"{end}\"}}");
        Assert.Equal(4, rows.Length);
        Assert.Equal(last, Text(rows[3], "Time"));
        Assert.Equal(["Time", "Bandwidth", "Flux", "Request", "Online"], rows[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(rows[0].GetProperty("Bandwidth").GetDouble() * 60 / 8, rows[0].GetProperty("Flux").GetDouble(), 2);
    }

    [Fact]
    public void Play_history_agrees_with_api_2_and_is_four_minutes_late()
    {
        var rows = Rows(
            "DescribeStreamPlayInfoList",
            """{"StreamName":"8888_news","StartTime":"2026-03-01T03:30:00Z","EndTime":"2026-03-01T04:00:00Z"}""");
        Assert.Equal("2026-03-01T03:56:00Z", Text(rows[^1], "Time"));
        var old = emulator.Output(
            "Get_LivePlayStatHistory",
            ("Param.s.stream_id", "8888_news"),
            ("Param.n.start_time", emulator.Unix(-1800)),
            ("Param.n.end_time", emulator.Unix(-240)))
            .GetProperty("stat_info").EnumerateArray().Select(row => row.GetProperty("online").GetInt64());
        Assert.Equal(old, rows.Select(row => row.GetProperty("Online").GetInt64()));
    }

    [Theory]
    [InlineData("2026-02-27T00:00:00Z", "2026-02-28T00:00:01Z")]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z")]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01 09:00:00")]
    public void Play_history_covers_a_day_of_the_last_month(string start, string end) =>
        Assert.Equal(
            "InvalidParameterValue", emulator.Code("DescribeStreamPlayInfoList", $"{{\"StartTime\":\"{start}\",\"EndTime\":\"{end}\"}}"));

    [Fact]
    public void In_china_the_path_of_played_streams_can_no_longer_be_queried()
    {
        const string Body = """{"AppName":"live","StartTime":"2026-03-01T03:00:00Z","EndTime":"2026-03-01T03:01:00Z"}""";
        using var abroad = TestEmulator.International(sample: true);
        Assert.Equal(("InvalidParameter", null), (emulator.Code("DescribeStreamPlayInfoList", Body), abroad.Code(
            "DescribeStreamPlayInfoList", Body)));
    }

    [Fact]
    public void The_list_of_all_streams_is_paged_without_gaps()
    {
        var answer = emulator.Do(
            "DescribeAllStreamPlayInfoList", """{"QueryTime":"2026-03-01T03:55:00Z","PlayDomains":["play.example.com"]}""");
        Assert.Equal("2026-03-01T03:55:00Z", Text(answer, "QueryTime"));
        var news = answer.GetProperty("DataInfoList").EnumerateArray().Where(row => Text(row, "StreamName") == "8888_news").ToArray();
        Assert.Equal(3, news.Length);
        const string Minute = """{"StreamName":"8888_news","StartTime":"2026-03-01T03:55:00Z","EndTime":"2026-03-01T03:55:00Z"}""";
        var minute = Rows("DescribeStreamPlayInfoList", Minute).Single();
        Assert.Equal(minute.GetProperty("Online").GetInt64(), news.Sum(row => row.GetProperty("Online").GetInt64()));
        Assert.Equal(minute.GetProperty("Bandwidth").GetDouble(), news.Sum(row => row.GetProperty("Bandwidth").GetDouble()), 2);
        const string Elsewhere = """{"QueryTime":"2026-03-01T03:55:00Z","PlayDomains":["other.example.com"]}""";
        Assert.Empty(Rows("DescribeAllStreamPlayInfoList", Elsewhere));
    }

    [Fact]
    public void A_stream_without_viewers_has_no_row_and_the_current_minute_has_none()
    {
        foreach (var (name, online) in new[] { ("quiet", 0), ("one", 1) })
        {
            var since = emulator.Clock.UtcNow.AddMinutes(-10);
            emulator.Engine.SetStream(
                new EmulatorStreamChange(name) { State = LvbEmulatorStreamState.Live, Online = online, Since = since });
        }

        var names = Rows("DescribeAllStreamPlayInfoList", """{"QueryTime":"2026-03-01 11:55:00"}""").Select(row => Text(row, "StreamName"))
            .ToArray();
        Assert.DoesNotContain("quiet", names);
        Assert.Single(names, "one");
        Assert.Empty(Rows("DescribeAllStreamPlayInfoList", """{"QueryTime":"2026-03-01T04:00:00Z"}"""));
    }

    [Fact]
    public void The_domains_of_china_have_their_sums()
    {
        var answer = emulator.Do("DescribeLiveDomainPlayInfoList");
        Assert.Equal("2026-03-01 11:56:00", Text(answer, "Time"));
        var domain = answer.GetProperty("DomainInfoList").EnumerateArray().Single();
        Assert.Equal("play.example.com", Text(domain, "Domain"));
        const string Minute = """{"StartTime":"2026-03-01T03:56:00Z","EndTime":"2026-03-01T03:56:00Z"}""";
        var total = Rows("DescribeStreamPlayInfoList", Minute).Single();
        Assert.Equal(total.GetProperty("Online").GetInt64(), answer.GetProperty("TotalOnline").GetInt64());
        Assert.Equal(
            total.GetProperty("Bandwidth").GetDouble(), domain.GetProperty("DetailInfoList")[0].GetProperty("Bandwidth").GetDouble());
    }

    [Fact]
    public void A_day_has_a_sum_for_each_stream()
    {
        var rows = Rows("DescribeStreamDayPlayInfoList", """{"DayTime":"2026-02-28","PageSize":100}""");
        Assert.Contains(rows, row => Text(row, "StreamName") == "8888_news" && row.GetProperty("TotalFlux").GetDouble() > 0);
        Assert.Empty(Rows("DescribeStreamDayPlayInfoList", """{"DayTime":"2026-02-28","MainlandOrOversea":"Oversea"}"""));
        Assert.Equal("InvalidParameterValue", emulator.Code("DescribeStreamDayPlayInfoList", """{"DayTime":"2026-03-01"}"""));
        Assert.Equal("InvalidParameterValue", emulator.Code("DescribeStreamDayPlayInfoList", """{"DayTime":"2026-02-28","PageSize":99}"""));
    }

    [Fact]
    public void Billing_has_a_peak_and_a_row_for_each_step()
    {
        const string Range = "\"StartTime\":\"2026-03-01T00:00:00Z\",\"EndTime\":\"2026-03-01T03:00:00Z\"";
        var answer = emulator.Do("DescribeBillBandwidthAndFluxList", $"{{{Range}}}");
        Assert.Equal(37, answer.GetProperty("DataInfoList").GetArrayLength());
        Assert.Equal(
            answer.GetProperty("DataInfoList").EnumerateArray().Max(row => row.GetProperty("Bandwidth").GetDouble()),
            answer.GetProperty("PeakBandwidth").GetDouble());
        Assert.True(answer.GetProperty("P95PeakBandwidth").GetDouble() <= answer.GetProperty("PeakBandwidth").GetDouble());
        Assert.Equal(4, Rows("DescribeBillBandwidthAndFluxList", $"{{{Range},\"Granularity\":60}}").Length);
        Assert.Empty(Rows("DescribeBillBandwidthAndFluxList", $"{{{Range},\"MainlandOrOversea\":\"Oversea\"}}"));
        Assert.Equal("InvalidParameterValue", emulator.Code("DescribeBillBandwidthAndFluxList", $"{{{Range},\"Granularity\":7}}"));
    }

    private JsonElement[] Rows(string action, string body = "{}") =>
        [.. emulator.Do(action, body).GetProperty("DataInfoList").EnumerateArray()];

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
