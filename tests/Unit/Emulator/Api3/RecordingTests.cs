using System.Text.Json;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class RecordingTests : IDisposable
{
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_task_id_is_not_a_number()
    {
        var ids = Enumerable.Range(0, 50).Select(i => Create("s" + i, 600)).ToArray();
        Assert.Equal(50, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9]{57,63}$", id));
        Assert.All(ids, id => Assert.False(System.Numerics.BigInteger.TryParse(id, out _)));
    }

    [Fact]
    public void Every_push_produces_a_file_and_both_services_show_it()
    {
        emulator.Push("a");
        var id = Create("a", 600, "\"TemplateId\":0");
        emulator.Clock.Advance(TimeSpan.FromMinutes(5));
        emulator.Cut("a");
        emulator.Push("a");
        emulator.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([(300, "m3u8"), (300, "m3u8")], Files("""{"StreamIds":["a"]}""").Select(
            file => (file.GetProperty("MetaData").GetProperty("Duration").GetInt32(), Basic(file, "Type"))));
        var old = emulator.Output("Live_Tape_GetFilelist", ("Param.s.channel_id", "a")).GetProperty("file_list");
        Assert.Equal([id, id], old.EnumerateArray().Select(row => row.GetProperty("task_id").GetString()));
    }

    [Theory]
    [InlineData("", "MissingParameter")]
    [InlineData("ap-singapore", "UnsupportedRegion")]
    [InlineData("ap-guangzhou", null)]
    public void China_has_one_region(string region, string? code) =>
        Assert.Equal(code, emulator.Code(Request("CreateRecordTask", Body("a", 600), region)));

    [Fact]
    public void A_task_of_another_region_is_not_listed()
    {
        using var abroad = TestEmulator.International();
        var id = abroad.Do(Request("CreateRecordTask", Body("a", 600, now: abroad.Clock.UtcNow), "ap-singapore"))
            .GetProperty("TaskId")
            .GetString();
        var list = $"{{\"StartTime\":{abroad.Unix(-600)},\"EndTime\":{abroad.Unix(3600)}}}";
        Assert.Equal(1, abroad.Do(Request("DescribeRecordTask", list, "ap-singapore")).GetProperty("TaskList").GetArrayLength());
        Assert.Equal(0, abroad.Do(Request("DescribeRecordTask", list, "ap-tokyo")).GetProperty("TaskList").GetArrayLength());
        Assert.Equal("InvalidParameter.InvalidTaskId", abroad.Code(Request("StopRecordTask", $"{{\"TaskId\":\"{id}\"}}", "ap-tokyo")));
        Assert.Null(abroad.Code(Request("StopRecordTask", $"{{\"TaskId\":\"{id}\"}}", "ap-singapore")));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 7 * 86400)]
    [InlineData(10, 86411)]
    [InlineData(600, 600)]
    public void Times_have_limits(int start, int end) =>
        Assert.Equal(
            "InvalidParameterValue", emulator.Code(Request("CreateRecordTask", Body("a", end, $"\"StartTime\":{emulator.Unix(start)}"))));

    [Fact]
    public void At_most_three_tasks_of_a_stream_run_at_once()
    {
        for (var i = 0; i < 3; i++)
        {
            Create("a", 600);
        }

        Assert.Equal("LimitExceeded.MaximumRunningTask", emulator.Code(Request("CreateRecordTask", Body("a", 600))));
        Create("b", 600);
        Create("a", 1200, $"\"StartTime\":{emulator.Unix(600)}");
    }

    [Fact]
    public void A_stop_writes_the_file_and_the_list_shows_it()
    {
        emulator.Push("a");
        var id = Create("a", 600, $"\"StartTime\":{emulator.Unix()},\"TemplateId\":1000");
        emulator.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            TestEmulator.OneLine($$"""
                {"TaskId":"{{id}}","DomainName":"push.example.com","AppName":"live","StreamName":"a",
                "StartTime":1772337600,"EndTime":1772338200,"TemplateId":1000,"Stopped":0}
                """),
            Tasks().Single().ToString());
        Stop(id);
        Stop(id);
        Assert.Equal(1772337720, Tasks().Single().GetProperty("Stopped").GetInt64());
        Assert.Single(Files("{}"));
        Assert.Equal("InvalidParameter.InvalidTaskId", emulator.Code(Request("StopRecordTask", "{\"TaskId\":\"unknown\"}")));
    }

    [Fact]
    public void A_task_is_listed_only_when_it_is_entirely_within_the_range()
    {
        Create("a", 7200, $"\"StartTime\":{emulator.Unix(3600)}");
        Assert.Single(Tasks(3600, 7200));
        Assert.Empty(Tasks(3601, 7200));
        Assert.Empty(Tasks(3600, 7199));
        Assert.Single(Tasks(3600, 7200, "\"StreamName\":\"a\",\"DomainName\":\"push.example.com\",\"AppName\":\"live\""));
        Assert.Empty(Tasks(3600, 7200, "\"StreamName\":\"b\""));
        Assert.Equal("InvalidParameterValue", emulator.Code(
            Request("DescribeRecordTask", $"{{\"StartTime\":{emulator.Unix()},\"EndTime\":{emulator.Unix((7 * 86400) + 1)}}}")));
        Assert.Equal("InvalidParameterValue", emulator.Code(
            Request("DescribeRecordTask", $"{{\"StartTime\":{emulator.Unix(-91 * 86400)},\"EndTime\":{emulator.Unix(-90 * 86400)}}}")));
    }

    [Fact]
    public void A_long_list_is_continued_with_its_token()
    {
        var made = Enumerable.Range(0, 45).Select(i => Create("s" + i, 600)).ToArray();
        var (token, seen, pages) = ("", new List<string?>(), 0);
        do
        {
            var page = emulator.Do(Request(
                "DescribeRecordTask",
                $"{{\"StartTime\":{emulator.Unix()},\"EndTime\":{emulator.Unix(3600)},\"ScrollToken\":\"{token}\"}}"));
            seen.AddRange(page.GetProperty("TaskList").EnumerateArray().Select(row => row.GetProperty("TaskId").GetString()));
            token = page.GetProperty("ScrollToken").GetString();
            pages++;
        }
        while (token!.Length > 0);
        Assert.Equal(3, pages);
        Assert.Equal(made, seen);
        Assert.Equal("InvalidParameterValue", emulator.Code(
            Request("DescribeRecordTask", $"{{\"StartTime\":{emulator.Unix()},\"EndTime\":{emulator.Unix(3600)},\"ScrollToken\":\"?\"}}")));
    }

    [Fact]
    public void A_deleted_task_records_only_to_the_end_of_the_push()
    {
        emulator.Push("a");
        var id = Create("a", 600);
        emulator.Do(Request("DeleteRecordTask", $"{{\"TaskId\":\"{id}\"}}"));
        Assert.Empty(Tasks());
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        emulator.Cut("a");
        emulator.Push("a");
        emulator.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(60, Files("{}").Single().GetProperty("MetaData").GetProperty("Duration").GetInt32());
        Assert.NotEqual(id, Create("a", 600));
    }

    [Fact]
    public void Tasks_of_api_2_are_not_listed_and_cannot_be_stopped()
    {
        var id = emulator.Output("Live_Tape_Start", ("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"))
            .GetProperty("task_id")
            .ToString();
        Assert.Empty(Tasks());
        Assert.Equal("InvalidParameter.InvalidTaskId", emulator.Code(Request("StopRecordTask", $"{{\"TaskId\":\"{id}\"}}")));
    }

    [Fact]
    public void Templates_define_what_is_recorded()
    {
        Assert.Equal(0, emulator.Do("DescribeLiveRecordTemplates").GetProperty("Templates").GetArrayLength());
        using var sample = TestEmulator.WithSample();
        var templates = sample.Do("DescribeLiveRecordTemplates").GetProperty("Templates").EnumerateArray().ToArray();
        Assert.Equal(
            ["FlvParam", "Mp4Param", "HlsParam", "AacParam", "FlvParam+Mp4Param"],
            templates.Select(row => string.Join('+', row.EnumerateObject().Where(IsRecorded).Select(field => field.Name))));
        Assert.Equal(0, sample.Do("DescribeLiveRecordTemplates", """{"IsDelayLive":1}""").GetProperty("Templates").GetArrayLength());

        var two = templates[4].GetProperty("TemplateId").GetInt64();
        sample.Do(Request("CreateRecordTask", Body("8888_studio", 60, $"\"TemplateId\":{two}")));
        sample.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            ["flv", "mp4"],
            sample.Do(Vod("""{"StreamIds":["8888_studio"],"Sort":{"Field":"CreateTime","Order":"Asc"}}""")).GetProperty("MediaInfoSet")
                .EnumerateArray()
                .Select(file => Basic(file, "Type")));
    }

    [Fact]
    public void The_deprecated_tasks_have_numbers_and_a_warning()
    {
        emulator.Push("a");
        var task = emulator.Do("CreateLiveRecord", """{"StreamName":"a","Highlight":1,"FileFormat":"mp4"}""");
        Assert.True(task.GetProperty("TaskId").GetUInt64() > long.MaxValue);
        Assert.True(task.TryGetProperty("DeprecatedWarning", out _));
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(emulator.Do("StopLiveRecord", $"{{\"StreamName\":\"a\",\"TaskId\":{task.GetProperty("TaskId")}}}").TryGetProperty(
            "DeprecatedWarning", out _));
        Assert.Equal("mp4", Basic(Files("{}").Single(), "Type"));
        Assert.Equal("ResourceNotFound.TaskId", emulator.Code("StopLiveRecord", """{"StreamName":"a","TaskId":1}"""));
        Assert.Equal("ResourceUnavailable.StreamNotExist", emulator.Code("CreateLiveRecord", """{"StreamName":"b","Highlight":1}"""));
        emulator.Do("CreateLiveRecord", """{"StreamName":"b","StartTime":"2026-03-01+13%3a00%3a00","EndTime":"2026-03-01 14:00:00"}""");
    }

    private static bool IsRecorded(JsonProperty field) => field.Value.ValueKind == JsonValueKind.Object
        && field.Value.TryGetProperty("Enable", out var enabled) && enabled.GetInt32() == 1;

    private string Create(string stream, int end, string more = "") =>
        emulator.Do(Request("CreateRecordTask", Body(stream, end, more))).GetProperty("TaskId").GetString()!;

    private void Stop(string id) => emulator.Do(Request("StopRecordTask", $"{{\"TaskId\":\"{id}\"}}"));

    private string Body(string stream, int end, string more = "", DateTimeOffset? now = null) =>
        TestEmulator.Stream(
            stream, more: $"\"EndTime\":{(now ?? emulator.Clock.UtcNow).ToUnixTimeSeconds() + end}{(more.Length > 0 ? "," : "")}{more}");

    private JsonElement[] Tasks(int from = -3600, int to = 7200, string more = "")
    {
        var body = $"{{\"StartTime\":{emulator.Unix(from)},\"EndTime\":{emulator.Unix(to)}{(more.Length > 0 ? "," : "")}{more}}}";
        return [.. emulator.Do(Request("DescribeRecordTask", body)).GetProperty("TaskList").EnumerateArray()];
    }

    private JsonElement[] Files(string body) => [.. emulator.Do(Vod(body)).GetProperty("MediaInfoSet").EnumerateArray()];

    private static string? Basic(JsonElement file, string name) => file.GetProperty("BasicInfo").GetProperty(name).GetString();

    private static RawApi3Request Request(string action, string body, string region = "ap-guangzhou") =>
        new(action, body) { Region = region };

    private static RawApi3Request Vod(string body) =>
        new("SearchMedia", body) { Service = "vod", Version = "2018-07-17", Region = "ap-guangzhou" };
}
