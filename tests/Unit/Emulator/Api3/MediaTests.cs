using System.Text.Json;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class MediaTests : IDisposable
{
    private readonly TestEmulator emulator = TestEmulator.WithSample();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_file_has_the_published_form()
    {
        const string Body = """
            {"StreamIds":["8888_news"],"SourceTypes":["Record"],
            "CreateTime":{"After":"2026-02-28T10:30:00Z","Before":"2026-02-28T10:30:00Z"},"Sort":{"Field":"CreateTime","Order":"Asc"},
            "Filters":["basicInfo","metaData"],"Offset":0,"Limit":100}
            """;
        var file = Search(emulator, Body).GetProperty("MediaInfoSet").EnumerateArray().Single();
        var basic = file.GetProperty("BasicInfo");
        Assert.Equal("8888_news_2026-02-28-18-00-00_2026-02-28-18-30-00", Text(basic, "Name"));
        Assert.Equal(
            ("mp4", "2026-02-28T10:30:00Z", "9999-12-31T23:59:59Z"),
            (Text(basic, "Type"), Text(basic, "CreateTime"), Text(basic, "ExpireTime")));
        Assert.Equal(
            TestEmulator.OneLine("""
                {"Domain":"push.example.com","Path":"live","StreamId":"8888_news",
                "RecordStartTime":"2026-02-28T10:00:00Z","RecordEndTime":"2026-02-28T10:30:00Z"}
                """),
            basic.GetProperty("SourceInfo").GetProperty("LiveRecordInfo").ToString());
        Assert.Equal(1800, file.GetProperty("MetaData").GetProperty("Duration").GetInt32());
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Text(basic, "MediaUrl"));
        using var download = client.Send(request, TestContext.Current.CancellationToken);
        Assert.Equal(file.GetProperty("MetaData").GetProperty("Size").GetInt64(), download.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"StreamIds":["8888_news","8888_sports"]}""", true)]
    [InlineData("""{"StreamIds":["nobody"]}""", false)]
    [InlineData("""{"SourceTypes":["Upload"]}""", false)]
    [InlineData("""{"SourceTypes":["Record","Upload"]}""", true)]
    [InlineData("""{"StreamDomains":["push.example.com"],"StreamPaths":["live"]}""", true)]
    [InlineData("""{"StreamDomains":["other.example.com"]}""", false)]
    [InlineData("""{"StreamPaths":["stage"]}""", false)]
    [InlineData("""{"Categories":["Audio"]}""", false)]
    [InlineData("""{"SubAppId":1500000000,"CreateTime":{"After":"2026-03-01T00:00:00+08:00"}}""", true)]
    [InlineData("""{"CreateTime":{"Before":"2026-01-01T00:00:00Z"}}""", false)]
    public void Parameters_are_joined_by_and_members_by_or(string body, bool found) =>
        Assert.Equal(found, Search(emulator, body).GetProperty("TotalCount").GetInt32() > 0);

    [Fact]
    public void Files_are_sorted_and_paged()
    {
        var total = Search(emulator, "{}").GetProperty("TotalCount").GetInt32();
        Assert.Equal(10, Search(emulator, "{}").GetProperty("MediaInfoSet").GetArrayLength());
        var ascending = Times("""{"Limit":100,"Sort":{"Field":"CreateTime","Order":"Asc"}}""");
        Assert.Equal(total, ascending.Length);
        Assert.Equal(ascending.Order(StringComparer.Ordinal), ascending);
        Assert.Equal(ascending.Reverse(), Times("""{"Limit":100,"Sort":{"Field":"CreateTime","Order":"Desc"}}"""));
        Assert.Equal(ascending.Skip(3).Take(2), Times("""{"Offset":3,"Limit":2,"Sort":{"Field":"CreateTime","Order":"Asc"}}"""));
        Assert.Empty(Times("""{"Offset":4000,"Limit":1000}"""));
    }

    [Theory]
    [InlineData("""{"Offset":4001,"Limit":1000}""", "InvalidParameterValue.Offset")]
    [InlineData("""{"Limit":0}""", "InvalidParameterValue")]
    [InlineData("""{"StreamIds":["1","2","3","4","5","6","7","8","9","10","11"]}""", "InvalidParameterValue")]
    [InlineData("""{"CreateTime":{"From":"2026-03-01T00:00:00Z"}}""", "UnknownParameter")]
    [InlineData("""{"CreateTime":{"After":"2026-03-01 00:00:00"}}""", "InvalidParameterValue")]
    [InlineData("""{"Sort":{"Field":"Name"}}""", "InvalidParameterValue")]
    [InlineData("""{"Names":["a"]}""", "UnsupportedOperation")]
    public void Invalid_queries_are_refused(string body, string code) => Assert.Equal(code, emulator.Code(Request(body)));

    [Fact]
    public void Only_the_requested_parts_are_returned()
    {
        var file = Search(emulator, """{"Limit":1,"Filters":["metaData"]}""").GetProperty("MediaInfoSet")[0];
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Object), (file.GetProperty("BasicInfo").ValueKind, file.GetProperty("MetaData").ValueKind));
    }

    [Fact]
    public void By_switch_the_source_of_a_file_is_missing()
    {
        using var other = TestEmulator.WithSample(LvbEmulatorShape.LiveRecordInfoNull);
        var source = Search(other, """{"StreamIds":["8888_news"]}""").GetProperty("MediaInfoSet")[0]
            .GetProperty("BasicInfo")
            .GetProperty("SourceInfo");
        Assert.Equal(("Record", JsonValueKind.Null), (Text(source, "SourceType"), source.GetProperty("LiveRecordInfo").ValueKind));
    }

    [Fact]
    public void Files_appear_with_a_delay()
    {
        using var late = TestEmulator.With(usual => new EmulatorSettings
        {
            AppId = usual.AppId,
            Key = usual.Key,
            SecretId = usual.SecretId,
            SecretKey = usual.SecretKey,
            FileDelay = TimeSpan.FromMinutes(5),
        });
        late.Push("a");
        late.Output("Live_Tape_Start", ("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"));
        late.Clock.Advance(TimeSpan.FromMinutes(34));
        Assert.Equal(0, Search(late, "{}").GetProperty("TotalCount").GetInt32());
        late.Clock.Advance(TimeSpan.FromMinutes(1));
        var basic = Search(late, "{}").GetProperty("MediaInfoSet")[0].GetProperty("BasicInfo");
        Assert.Equal("2026-03-01T04:35:00Z", Text(basic, "CreateTime"));
        Assert.Equal("2026-03-01T04:30:00Z", Text(basic.GetProperty("SourceInfo").GetProperty("LiveRecordInfo"), "RecordEndTime"));
    }

    private string[] Times(string body) =>
        [.. Search(emulator, body).GetProperty("MediaInfoSet").EnumerateArray()
            .Select(file => Text(file.GetProperty("BasicInfo"), "CreateTime"))];

    private static JsonElement Search(TestEmulator emulator, string body) => emulator.Do(Request(body));

    private static RawApi3Request Request(string body) => new("SearchMedia", body) { Service = "vod", Version = "2018-07-17" };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
