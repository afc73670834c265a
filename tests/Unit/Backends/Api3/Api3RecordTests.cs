using System.Text;
using System.Text.Json.Nodes;
using MixRequest = TencentLvb.Operations.MixRequest;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Recording tasks, recorded files, notification records, mixes and raw actions: what is sent, and every field of a row.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3RecordTests : IAsyncDisposable
{
    private static readonly StreamKey Stream = new("stream1", "push.example.com", "live");
    private static readonly DateTimeOffset At = new(2026, 11, 28, 4, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Hour = new(At, At.AddHours(1));

    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public Api3RecordTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private JsonObject Body => _service.Asked.Last().Body;

    private static LvbException Refused(Action action) => Sentences.Check(Assert.Throws<LvbException>(action));

    [Theory]
    [InlineData(25, 24, LvbSite.China, "too long", "at most 24 hours")]
    [InlineData(-1, 0, LvbSite.China, "has passed", "in the future")]
    [InlineData(1, 169, LvbSite.China, "too far in the future", "Specify an end time within the next 7 days")]
    [InlineData(1, 146, LvbSite.International, "too far in the future",
        "a start time within the next 6 days and an end time within the next 7 days")]
    public void A_recording_that_the_service_would_refuse_is_refused_before(int hours, int ahead, object site, string what, string advice)
    {
        var options = hours == 25 ? new TapeOptions(At, At.AddHours(25)) : new TapeOptions(At.AddHours(ahead - 1), At.AddHours(ahead));
        var error = Refused(() => RecordTasks.Check(options, (LvbSite)site, At));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(hours == 1 && (LvbSite)site == LvbSite.International,
            error.RecommendedAction.Contains("6 days", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recording_at_the_limits_is_accepted()
    {
        RecordTasks.Check(new TapeOptions(At, At.AddHours(24)), LvbSite.China, At);
        RecordTasks.Check(new TapeOptions(At.AddHours(144), At.AddHours(168)), LvbSite.International, At);
        RecordTasks.Check(new TapeOptions(At.AddHours(150), At.AddHours(168)), LvbSite.China, At);
        RecordTasks.Check(new TapeOptions(At.AddHours(-1), At.AddSeconds(1)), LvbSite.China, At);
    }

    [Fact]
    public void A_start_sends_its_times_and_what_differs_from_the_usual()
    {
        var place = new StreamPlace("push.example.com", "live");
        const string stream = "\"AppName\":\"live\",\"DomainName\":\"push.example.com\",\"StreamName\":\"stream1\"";
        var later = RecordTasks.Start("stream1", place, new TapeOptions(At.AddSeconds(1), At.AddHours(1)), null, At);
        Assert.Equal($$"""{{{stream}},"StartTime":1795838401,"EndTime":1795842000}""", later.Parameters.ToJsonString());
        var now = RecordTasks.Start("stream1", place, new TapeOptions(At, At.AddHours(1)) { MixStream = true }, 7, At);
        Assert.Equal($$"""{{{stream}},"EndTime":1795842000,"StreamType":1,"TemplateId":7}""", now.Parameters.ToJsonString());
        var live = RecordTasks.Start("stream1", place, new TapeOptions(At.AddHours(1), At.AddHours(2)) { RealTime = true }, null, At);
        Assert.DoesNotContain("StartTime", live.Parameters.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("CreateRecordTask for stream1", live.DisplayName);
        Assert.Equal("a recording task of the stream 'stream1' might exist", live.WhatMayExist);
        Sentences.Check(live.HowToLook);
        var stop = RecordTasks.Stop(new TapeTask { StreamId = "stream1", TaskId = "t1" });
        Assert.Equal("""{"TaskId":"t1"}""", stop.Parameters.ToJsonString());
        Assert.True(stop.DoneWhenNotFound);
        Assert.Contains("recording task t1", stop.WhatMayExist, StringComparison.Ordinal);
        Assert.Contains("Get-LvbTapeTask -StreamId 'stream1'", stop.HowToLook, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_has_all_its_fields_and_lists_scroll()
    {
        _service["DescribeRecordTask"] = _ => new JsonObject
        {
            ["ScrollToken"] = "next",
            ["TaskList"] = new JsonArray(new JsonObject
            {
                ["StreamName"] = "s1", ["DomainName"] = "p", ["AppName"] = "live", ["TaskId"] = "t1", ["StartTime"] = 1795838400,
                ["EndTime"] = 1795842000, ["Stopped"] = 1795840000, ["TemplateId"] = 7,
            }, new JsonObject { ["StreamName"] = "s2", ["TaskId"] = "t2", ["TemplateId"] = 0, ["Stopped"] = 0 }),
        };
        var page = await _client.Run(_backend.GetTapeTasks(new TapeTaskQuery(Stream, Hour), new PageRequest(1, 20)));
        Assert.Equal("s1 p live t1 7|s2   t2 ", string.Join('|', page.Rows.Select(
            t => $"{t.StreamId} {t.PushDomain} {t.AppName} {t.TaskId} {t.TemplateId}")));
        Assert.Equal((At, At.AddHours(1), At.AddSeconds(1600)), (page.Rows[0].StartTime, page.Rows[0].EndTime, page.Rows[0].Stopped));
        Assert.Null(page.Rows[1].Stopped);
        Assert.Equal(("next", false), (page.Next, page.IsLast));
        Assert.Equal(
            """{"StartTime":1795838400,"EndTime":1795842000,"StreamName":"stream1","DomainName":"push.example.com","AppName":"live"}""",
            Body.ToJsonString());
        _service["DescribeRecordTask"] = _ => new JsonObject { ["ScrollToken"] = "" };
        var last = await _client.Run(_backend.GetTapeTasks(new TapeTaskQuery(null, Hour), new PageRequest(2, 20, "next")));
        Assert.Equal((null, true), (last.Next, last.IsLast));
        Assert.Equal("""{"StartTime":1795838400,"EndTime":1795842000,"ScrollToken":"next"}""", Body.ToJsonString());
    }

    [Fact]
    public async Task A_recorded_file_has_all_its_fields()
    {
        _service["SearchMedia"] = _ => new JsonObject
        {
            ["TotalCount"] = 2,
            ["MediaInfoSet"] = new JsonArray(
                new JsonObject
                {
                    ["FileId"] = "f1",
                    ["BasicInfo"] = new JsonObject
                    {
                        ["Vid"] = "v1", ["MediaUrl"] = "http://h/1.mp4", ["Type"] = "mp4",
                        ["SourceInfo"] = new JsonObject
                        {
                            ["LiveRecordInfo"] = new JsonObject
                            {
                                ["StreamId"] = "s1", ["Domain"] = "d", ["Path"] = "p",
                                ["RecordStartTime"] = "2026-11-28T04:00:00Z", ["RecordEndTime"] = "2026-11-28T05:00:00Z",
                            },
                        },
                    },
                    ["MetaData"] = new JsonObject { ["Size"] = 99 },
                },
                new JsonObject { ["FileId"] = "f2" }),
        };
        var account = _client.Account with { VodSubAppId = 15 };
        var page = await _client.Run(new Api3Backend(account).GetTapeFiles(
            new TapeFileQuery(Stream, null, Descending: true), new PageRequest(1, 10)));
        Assert.Equal("f1 s1 d p v1 http://h/1.mp4 mp4 99|f2 stream1 push.example.com live    ", string.Join('|', page.Rows.Select(
            f => $"{f.FileId} {f.StreamId} {f.PushDomain} {f.AppName} {f.Vid} {f.Url} {f.FileFormat} {f.FileSize}")));
        Assert.Equal((At, At.AddHours(1)), (page.Rows[0].StartTime, page.Rows[0].EndTime));
        Assert.Equal(2, page.Total);
        Assert.Equal(["f1 mp4", "f2 "], page.Keys);
        Assert.StartsWith(
            """{"SubAppId":15,"StreamIds":["stream1"],"SourceTypes":["Record"],"CreateTime":{"After":"2015-01-01T00:00:00Z","Before":""",
            Body.ToJsonString(), StringComparison.Ordinal);
        Assert.EndsWith(
            """
            "Sort":{"Field":"CreateTime","Order":"Desc"},"Filters":["basicInfo","metaData"],"Offset":0,"Limit":10,
            "StreamDomains":["push.example.com"],"StreamPaths":["live"]}
            """.Replace("\n", "", StringComparison.Ordinal), Body.ToJsonString(), StringComparison.Ordinal);
        await _client.Run(_backend.GetTapeFiles(new TapeFileQuery(new StreamKey("s"), Hour, Descending: false), new PageRequest(3, 10)));
        Assert.Contains("""
            "After":"2026-11-28T04:00:00Z","Before":"2026-11-29T05:00:00Z"
            """, Body.ToJsonString(), StringComparison.Ordinal);
        Assert.EndsWith("\"Order\":\"Asc\"},\"Filters\":[\"basicInfo\",\"metaData\"],\"Offset\":20,\"Limit\":10}", Body.ToJsonString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_a_notification_has_all_its_fields()
    {
        JsonObject Row(int code) => new()
        {
            ["StreamId"] = "s1", ["EventType"] = 100, ["EventTime"] = "2026-11-28T04:00:00Z", ["ResultCode"] = code,
            ["ResponseTime"] = "2026-11-28T04:00:02Z", ["Response"] = "no", ["Request"] = "{}",
        };
        _service["DescribeCallbackRecordsList"] = _ => new JsonObject
        {
            ["DataInfoList"] = new JsonArray(Row(0), Row(1)),
            ["TotalNum"] = 2,
        };
        var query = new NotificationRecordQuery(Stream, Hour) { EventType = 100 };
        var page = await _client.Run(_backend.GetNotificationRecords(query, new PageRequest(2, 50)));
        var record = page.Rows[1].Record;
        Assert.Equal(("s1", LvbEventType.TapeFileCreated, false, "no"),
            (record.StreamId, record.EventType, record.Delivered, record.Response));
        Assert.Equal((At, At.AddSeconds(2), "{}"), (record.EventTime, record.ResponseTime, page.Rows[1].Posted));
        Assert.True(page.Rows[0].Record.Delivered);
        Assert.Equal("stream1 2026-11-28T04:00:00Z 2026-11-28T05:00:00Z 2 50 100",
            string.Join(' ', Body["StreamName"], Body["StartTime"], Body["EndTime"], Body["PageNum"], Body["PageSize"], Body["EventType"]));
        Assert.Single((await _client.Run(_backend.GetNotificationRecords(query with { Undelivered = true }, new PageRequest(1, 50)))).Rows);
        var abroad = new Api3Backend(_client.Account with { Site = LvbSite.International });
        var error = Refused(() => abroad.GetNotificationRecords(query, new PageRequest(1, 50)));
        Assert.Contains("international site", error.Message, StringComparison.Ordinal);
        Assert.Contains("Receive-LvbEvent -SpoolPath", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_screenshot_is_read_from_what_was_posted_and_else_from_its_row()
    {
        const string posted = """
            {"stream_id":"s2","app":"d2","appname":"a2","pic_full_url":"http://h/p.jpg","pic_url":"/p.jpg","create_time":1795838400}
            """;
        _service["DescribeCallbackRecordsList"] = _ => new JsonObject
        {
            ["DataInfoList"] = new JsonArray(
                new JsonObject { ["StreamId"] = "s1", ["Request"] = posted, ["EventTime"] = "2026-11-28T04:00:09Z" },
                new JsonObject { ["StreamId"] = "s1", ["Request"] = "{", ["EventTime"] = "2026-11-28T04:00:00Z" },
                new JsonObject { ["EventTime"] = "2026-11-28T04:00:00Z" }),
        };
        var page = await _client.Run(_backend.GetScreenshots(new ScreenshotQuery(Stream, Hour), new PageRequest(1, 50)));
        Assert.Equal(
            "s2 d2 a2 http://h/p.jpg /p.jpg|s1 push.example.com live  |stream1 push.example.com live  ",
            string.Join('|', page.Rows.Select(s => $"{s.StreamId} {s.PushDomain} {s.AppName} {s.Url} {s.Path}")));
        Assert.All(page.Rows, s => Assert.Equal(At, s.CreateTime));
        Assert.Equal(200, (int)Body["EventType"]!);
        _service["DescribeCallbackRecordsList"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        page = await _client.Run(_backend.GetScreenshots(new ScreenshotQuery(Stream, Hour), new PageRequest(1, 50)));
        Assert.Equal((0, 0, true), (page.Rows.Count, page.Total, page.IsLast));
    }

    [Fact]
    public void A_mix_sends_all_of_its_inputs()
    {
        LvbMixInput[] inputs =
        [
            new("c", 1) { Type = LvbMixInputType.Canvas, Width = 1280, Height = 720, Color = "0x336699" },
            new("s1", 2) { Width = 0.3, Height = 0.4, X = 1, Y = 2, CropWidth = 3, CropHeight = 4, CropX = 5, CropY = 6 },
            new("logo", 3) { Type = LvbMixInputType.Picture, PictureId = 9 },
        ];
        var start = CommonMix.Start(
            new MixRequest("m", "out", inputs) { NewStream = true, Bitrate = 800, TemplateId = 20 }, _backend.Limits.Mix);
        Assert.Equal(
            """
            {"MixStreamSessionId":"m","OutputParams":{"OutputStreamName":"out","OutputStreamType":1,"OutputStreamBitRate":800},
            "InputStreamList":[{"InputStreamName":"c","LayoutParams":{"ImageLayer":1,"InputType":3,"ImageWidth":1280,"ImageHeight":720,
            "Color":"0x336699"}},{"InputStreamName":"s1","LayoutParams":{"ImageLayer":2,"InputType":0,"ImageWidth":0.3,"ImageHeight":0.4,
            "LocationX":1,"LocationY":2},"CropParams":{"CropWidth":3,"CropHeight":4,"CropStartLocationX":5,"CropStartLocationY":6}},
            {"InputStreamName":"logo","LayoutParams":{"ImageLayer":3,"InputType":2,"WatermarkId":9}}],"MixStreamTemplateId":20}
            """.Replace("\n", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(start.Body));
        Assert.Equal("the mix 'm' might be running, with the output 'out'", start.WhatMayExist);
        Assert.EndsWith("Stop-LvbStreamMix -SessionId 'm' -OutputStreamId 'out'", start.HowToLook, StringComparison.Ordinal);
        var cancel = CommonMix.Cancel(new StreamMix { SessionId = "m" });
        Assert.Equal(("the mix 'm' might have ended", true), (cancel.WhatMayExist, cancel.DoneWhenNotFound));
        Sentences.Check(cancel.HowToLook);
        Assert.Contains("LvbApi.FailedOperation.CancelSessionNotExist or LvbApi.InvalidParameter.CancelSessionNotExist", cancel.HowToLook,
            StringComparison.Ordinal);
    }
}
