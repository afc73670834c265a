using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Recording tasks and recorded files on API 3.0.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3RecordingTests : IAsyncDisposable
{
    private static readonly StreamKey Stream = new("s1", "push.example.com", "live");
    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public Api3RecordingTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
        _service["CreateRecordTask"] = _ => new JsonObject { ["TaskId"] = "UpTbk5RSVhRQFkAAfHwQCCjcRD0lRFcZ0xTSlNTQltlRVRLU1JAWW9EUb" };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_task_is_created_in_the_region_with_the_only_template_of_the_format()
    {
        Templates((1, ["Mp4"]), (2, ["Flv"]), (3, ["Flv", "Hls"]), (4, ["Aac"]));
        var start = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()) + TimeSpan.FromHours(1);
        var task = await _client.Run(_backend.StartTape(Stream, new TapeOptions(start, start.AddHours(2)) { FileFormat = "flv" }));

        var (_, body) = _service.Asked.Single(a => a.Action == "CreateRecordTask");
        Assert.Equal(2, (long)body["TemplateId"]!);
        Assert.Equal(start.ToUnixTimeSeconds(), (long)body["StartTime"]!);
        Assert.Equal(start.AddHours(2).ToUnixTimeSeconds(), (long)body["EndTime"]!);
        Assert.Null(body["StreamType"]);
        Assert.Equal("ap-guangzhou", _service.Requests.Single(r => r.Header("X-TC-Action") == "CreateRecordTask").Header("X-TC-Region"));
        Assert.Null(_service.Requests.Single(r => r.Header("X-TC-Action") == "DescribeLiveRecordTemplates").Header("X-TC-Region"));
        Assert.Equal((2L, "live"), (task.TemplateId, task.AppName));
        Assert.Equal("UpTbk5RSVhRQFkAAfHwQCCjcRD0lRFcZ0xTSlNTQltlRVRLU1JAWW9EUb", task.TaskId);
    }

    [Fact]
    public async Task A_real_time_task_sends_no_start_and_the_template_of_the_connection_needs_no_lookup()
    {
        var backend = new Api3Backend(_client.Account with { RecordTemplates = new Dictionary<string, long> { ["mp4"] = 77 } });
        var now = DateTimeOffset.UtcNow;
        await _client.Run(backend.StartTape(Stream, new TapeOptions(now, now.AddMinutes(5)) { RealTime = true, FileFormat = "mp4",
            MixStream = true }));
        var (_, body) = Assert.Single(_service.Asked);
        Assert.Null(body["StartTime"]);
        Assert.Equal(77, (long)body["TemplateId"]!);
        Assert.Equal(1, (int)body["StreamType"]!);
    }

    [Theory]
    [InlineData("flv", "2 (t2: flv), 3 (t3: flv)")]
    [InlineData("hls", "The account has no recording template that records only hls")]
    public async Task A_format_without_exactly_one_template_is_refused_before_the_change(string format, string said)
    {
        Templates((1, ["Mp4"]), (2, ["Flv"]), (3, ["Flv"]));
        var now = DateTimeOffset.UtcNow;
        var error = await Assert.ThrowsAsync<LvbException>(() => _client.Run(
            _backend.StartTape(Stream, new TapeOptions(now, now.AddMinutes(5)) { FileFormat = format })));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CreateRecordTask", _service.Actions);
    }

    [Theory]
    [InlineData(0, 25)]
    [InlineData(-5, -1)]
    [InlineData(167, 169)]
    public void Times_outside_the_limits_of_the_service_are_refused(int start, int end)
    {
        var now = DateTimeOffset.UtcNow;
        var options = new TapeOptions(now.AddHours(start), now.AddHours(end));
        Assert.Equal("LvbInvalidArgument", Assert.Throws<LvbException>(() => _backend.StartTape(Stream, options)).ErrorId);
    }

    [Fact]
    public async Task A_retried_stop_that_finds_no_task_is_done()
    {
        var calls = 0;
        _service["StopRecordTask"] = _ => Service3.Error(++calls == 1 ? "InternalError" : "InvalidParameter.InvalidTaskId");
        Assert.Equal("t", (await _client.Run(_backend.StopTape(new TapeTask { StreamId = "s1", TaskId = "t" }))).TaskId);
        var error = await Assert.ThrowsAsync<LvbException>(()
            => _client.Run(_backend.StopTape(new TapeTask { StreamId = "s1", TaskId = "t" })));
        Assert.Equal(("LvbApi.InvalidParameter.InvalidTaskId", LvbErrorReason.NotFound), (error.ErrorId, error.Reason));
    }

    [Fact]
    public async Task Files_are_searched_by_storage_time_and_filtered_by_recording_time()
    {
        var start = new DateTimeOffset(2026, 11, 28, 4, 0, 0, TimeSpan.Zero);
        _service["SearchMedia"] = body => Media(body, [
            File("early", "2026-11-28T02:00:00Z", "2026-11-28T03:59:59Z"),
            File("in", "2026-11-28T03:30:00Z", "2026-11-28T04:30:00Z"),
            File("untold", null, null),
            File("late", "2026-11-28T05:00:01Z", "2026-11-28T06:00:00Z"),
        ]);
        var backend = new Api3Backend(_client.Account with { VodSubAppId = 1500000000 });
        var page = await _client.Run(backend.GetTapeFiles(
            new TapeFileQuery(Stream, new TimeWindow(start, start.AddHours(1)), Descending: false), new PageRequest(1, 100)));

        Assert.Equal(["in", "untold"], page.Rows.Select(r => r.FileId));
        Assert.True(page.IsLast);
        Assert.Null(page.Total);
        Assert.Null(page.Rows[1].StartTime);
        Assert.Equal("s1", page.Rows[1].StreamId);
        Assert.Equal(TimeSpan.FromHours(1), page.Rows[0].Duration);
        var (_, body) = Assert.Single(_service.Asked);
        Assert.Equal("2026-11-28T04:00:00Z 2026-11-29T05:00:00Z", body["CreateTime"]!["After"] + " " + body["CreateTime"]!["Before"]);
        Assert.Equal(1500000000, (long)body["SubAppId"]!);
        Assert.Equal("push.example.com", (string)body["StreamDomains"]![0]!);
        Assert.Equal("2018-07-17", Assert.Single(_service.Requests).Header("X-TC-Version"));
    }

    [Fact]
    public async Task A_window_with_too_many_files_is_halved_and_no_file_is_lost()
    {
        // One file per second for 7,000 seconds.
        var start = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);
        _service["SearchMedia"] = body =>
        {
            var from = Parse(body, "After");
            var to = Parse(body, "Before");
            var all = Enumerable.Range(0, 7000).Where(i => start.AddSeconds(i) >= from && start.AddSeconds(i) <= to).ToArray();
            var files = all.Skip((int)body["Offset"]!).Take((int)body["Limit"]!)
                .Select(i => File("f" + i, Text(start.AddSeconds(i)), Text(start.AddSeconds(i))));
            return new JsonObject { ["TotalCount"] = Math.Min(all.Length, 5000), ["MediaInfoSet"] = new JsonArray([.. files]) };
        };
        var query = new TapeFileQuery(Stream, new TimeWindow(start, start.AddHours(2)), Descending: false);
        var seen = new HashSet<string>();
        var request = new PageRequest(1, 100);
        while (true)
        {
            var page = await _client.Run(_backend.GetTapeFiles(query, request));
            seen.UnionWith(page.Rows.Select(r => r.FileId!));
            if (page.EndsAt(request))
            {
                break;
            }

            request = request.After(page);
        }

        Assert.Equal(7000, seen.Count);
        Assert.All(_service.Asked, a => Assert.True((int)a.Body["Offset"]! + (int)a.Body["Limit"]! <= 5000));
    }

    private void Templates(params (int Id, string[] Formats)[] templates) => _service["DescribeLiveRecordTemplates"] = _ => new JsonObject
    {
        ["Templates"] = new JsonArray([.. templates.Select(t =>
        {
            var row = new JsonObject { ["TemplateId"] = t.Id, ["TemplateName"] = "t" + t.Id };
            foreach (var format in new[] { "Flv", "Hls", "Mp4", "Aac", "Mp3" })
            {
                row[format + "Param"] = new JsonObject { ["Enable"] = t.Formats.Contains(format) ? 1 : 0 };
            }

            return row;
        })]),
    };

    private static JsonObject Media(JsonObject body, JsonObject[] files) => new()
    {
        ["TotalCount"] = files.Length,
        ["MediaInfoSet"] = new JsonArray([.. files.Skip((int)body["Offset"]!).Take((int)body["Limit"]!)]),
    };

    private static JsonObject File(string id, string? start, string? end) => new()
    {
        ["FileId"] = id,
        ["BasicInfo"] = new JsonObject
        {
            ["Type"] = "mp4",
            ["MediaUrl"] = "http://vod.example.com/" + id + ".mp4",
            ["SourceInfo"] = new JsonObject
            {
                ["SourceType"] = "Record",
                ["LiveRecordInfo"] = start is null ? null : new JsonObject
                {
                    ["Domain"] = "push.example.com", ["Path"] = "live", ["StreamId"] = "s1", ["RecordStartTime"] = start,
                        ["RecordEndTime"] = end,
                },
            },
        },
        ["MetaData"] = null,
    };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
        System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(JsonObject body, string name) =>
        DateTimeOffset.Parse((string)body["CreateTime"]![name]!, System.Globalization.CultureInfo.InvariantCulture);
}
