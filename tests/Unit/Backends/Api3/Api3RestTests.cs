using System.Text.Json.Nodes;
using TencentLvb.Emulator;
using MixRequest = TencentLvb.Operations.MixRequest;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Histories, channel lists, mixes and screenshots on API 3.0: on the emulator, and with responses that it does not
/// return.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3RestTests : IAsyncDisposable
{
    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public Api3RestTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("2026-11-28T12:00:05+08:00")]
    [InlineData("2026-11-28 12:00:05.000")]
    [InlineData("2026-11-28T04:00:05Z")]
    public async Task Push_history_is_read_in_every_time_format(string time)
    {
        _service["DescribeStreamPushInfoList"] = _ => new JsonObject
        {
            ["DataInfoList"] = new JsonArray(new JsonObject
            {
                ["Time"] = time, ["PushDomain"] = "p", ["AppName"] = "live", ["ClientIp"] = "192.0.2.1", ["ServerIp"] = null,
                    ["VideoFps"] = 25,
                ["VideoRate"] = 1800000, ["AudioRate"] = 96000,
            }),
        };
        var page = await _client.Run(_backend.GetPushHistory(new StreamKey("s1"), Window(3)));
        var point = Assert.Single(page.Rows);
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 4, 0, 5, TimeSpan.Zero), point.Time);
        Assert.Equal((1896000L, 25, "p", null), (point.BitrateBps, point.Fps, point.PushDomain, point.ServerIP));
        Assert.Equal("2026-11-28T04:00:00Z", (string)_service.Asked.Single().Body["StartTime"]!);
    }

    [Fact]
    public async Task Playback_history_repeats_its_query_and_accepts_an_absent_list()
    {
        _service["DescribeStreamPlayInfoList"] = _ => new JsonObject
        {
            ["DataInfoList"] = new JsonArray(
                new JsonObject { ["Time"] = "2026-11-28T04:00:00Z", ["Bandwidth"] = 10.5, ["Flux"] = 75, ["Request"] = 5, ["Online"] = 7 }),
        };
        var point = Assert.Single((await _client.Run(_backend.GetPlayHistory(
            new PlayHistoryQuery(Window(24)) { StreamId = "s1", PlayDomain = "play.example.com" }))).Rows);
        Assert.Equal(("s1", "play.example.com", 10.5, 7, 75.0), (point.StreamId, point.PlayDomain, point.BandwidthMbps, point.Online,
            point.TrafficMB));

        _service["DescribeStreamPlayInfoList"] = _ => new JsonObject { ["DataInfoList"] = null };
        Assert.Empty((await _client.Run(_backend.GetPlayHistory(new PlayHistoryQuery(Window(24))))).Rows);
        Assert.Null(_service.Asked.Last().Body["StreamName"]);
    }

    [Fact]
    public async Task Published_streams_of_all_push_domains_are_returned_once_with_their_state()
    {
        _service.Online("a.example.com/live/s1").PushDomains("a.example.com", "b.example.com");
        _service["DescribeLiveStreamPublishedList"] = body
            => Service3.Paged(body, "PublishInfo", (string)body["DomainName"]! == "a.example.com"
            ? [Published("s1", "2026-11-27T04:00:00Z"), Published("s1", "2026-11-26T04:00:00Z"), Published("s2", "2026-11-25T04:00:00Z")]
            : [Published("s1", "2026-11-24T04:00:00Z")]);
        var page = await _client.Run(_backend.GetChannels(new ChannelQuery { Window = Window(24) }, new PageRequest(1, 100)));
        Assert.Equal(
            ["b.example.com s1 NoInput", "a.example.com s2 NoInput", "a.example.com s1 Live"],
            page.Rows.Select(r => $"{r.PushDomain} {r.StreamId} {r.Status}"));
        Assert.Equal(3, page.Total);

        var off = await _client.Run(_backend.GetChannels(
            new ChannelQuery { Window = Window(24), Status = LvbChannelState.NoInput, Descending = true }, new PageRequest(1, 1)));
        Assert.Equal("s2", Assert.Single(off.Rows).StreamId);
        Assert.False(off.IsLast);
    }

    [Fact]
    public void Banned_streams_of_the_china_site_are_not_listed()
    {
        var error = Assert.Throws<LvbException>(() => _backend.GetChannels(
            new ChannelQuery { Status = LvbChannelState.Disabled }, new PageRequest(1, 100)));
        Assert.Equal("LvbNotSupported", error.ErrorId);
        Assert.Equal("LvbNotSupported", Assert.Throws<LvbException>(() => _backend.TakeScreenshots(1)).ErrorId);
    }

    [Fact]
    public async Task A_mix_uses_the_parameter_names_of_api_3()
    {
        _service.Done("CreateCommonMixStream", "CancelCommonMixStream");
        var inputs = new[]
        {
            new LvbMixInput("s1", 1) { Width = 1280, Height = 720 },
            new LvbMixInput("s2", 2) { Type = LvbMixInputType.Audio, X = 0.3, CropWidth = 240, CropHeight = 320 },
        };
        var started = await _client.Run(_backend.StartMix(new MixRequest("room1", "s1", inputs) { Bitrate = 2000, TemplateId = 10 }));
        Assert.Equal("room1 s1 s1,s2",
            $"{started.SessionId} {started.OutputStreamId} {string.Join(',', started.InputStreamId)}");
        var body = _service.Asked.Single().Body.ToJsonString();
        Assert.Equal(
            "{'MixStreamSessionId':'room1','OutputParams':{'OutputStreamName':'s1','OutputStreamType':0,'OutputStreamBitRate':2000},"
            + "'InputStreamList':[{'InputStreamName':'s1','LayoutParams':{'ImageLayer':1,'InputType':0,'ImageWidth':1280,"
            + "'ImageHeight':720}},"
            + "{'InputStreamName':'s2','LayoutParams':{'ImageLayer':2,'InputType':4,'LocationX':0.3},"
            + "'CropParams':{'CropWidth':240,'CropHeight':320}}],'MixStreamTemplateId':10}",
            body.Replace('"', '\''));

        await _client.Run(_backend.StopMix(new StreamMix { SessionId = "room1", OutputStreamId = "s1" }));
        Assert.Equal("""{"MixStreamSessionId":"room1"}""", _service.Asked.Last().Body.ToJsonString());
    }

    [Fact]
    public async Task A_new_stream_with_a_single_input_does_not_cancel_the_mix()
    {
        _service.Done("CreateCommonMixStream");
        await _client.Run(_backend.StartMix(new MixRequest("room1", "out", [new LvbMixInput("s1", 1)]) { NewStream = true }));
        Assert.Equal(1, (int)_service.Asked.Single().Body["ControlParams"]!["AllowCopy"]!);
    }

    [Fact]
    public void A_mix_outside_the_smaller_ranges_is_refused()
    {
        var mix = new MixRequest("room1", "s1", [new LvbMixInput("s1", 1) { Width = 2500 }]);
        Assert.Equal("LvbInvalidArgument", Assert.Throws<LvbException>(() => _backend.StartMix(mix)).ErrorId);
        mix = new MixRequest("room1", "s1", [new LvbMixInput("s1", 1)]) { Bitrate = 20000 };
        Assert.Equal("LvbInvalidArgument", Assert.Throws<LvbException>(() => _backend.StartMix(mix)).ErrorId);
    }

    [Fact]
    public async Task Screenshots_are_read_from_the_posted_notifications()
    {
        _service["DescribeCallbackRecordsList"] = body => Service3.Paged(body, "DataInfoList", [
            new JsonObject
            {
                ["EventTime"] = "2026-11-28T04:00:10Z", ["EventType"] = 200, ["StreamId"] = "s1", ["ResultCode"] = 0,
                ["Request"] = """{"app":"push.example.com","appname":"live","create_time":1795838410,"pic_full_url":"http:"""
                    + """//b.example.com/a.jpg","pic_url":"/a.jpg","stream_id":"s1"}""",
            },
            new JsonObject { ["EventTime"] = "2026-11-28T04:00:20Z", ["EventType"] = 200, ["StreamId"] = "s1",
                ["Request"] = "request body" },
        ]);
        var page = await _client.Run(_backend.GetScreenshots(new ScreenshotQuery(new StreamKey("s1"), Window(24)),
            new PageRequest(1, 100)));
        Assert.Equal(("s1", "http://b.example.com/a.jpg", "/a.jpg", "push.example.com"),
            (page.Rows[0].StreamId, page.Rows[0].Url, page.Rows[0].Path, page.Rows[0].PushDomain));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795838410), page.Rows[0].CreateTime);
        Assert.Null(page.Rows[1].Url);
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 4, 0, 20, TimeSpan.Zero), page.Rows[1].CreateTime);
        Assert.Equal(200, (int)_service.Asked.Single().Body["EventType"]!);
    }

    [Fact]
    public async Task The_emulator_and_the_client_agree()
    {
        using var engine = new EmulatorEngine(
            new EmulatorSettings { AppId = 4321, Key = Make.Key(), SecretId = Api3Client.SecretId,
                SecretKey = Make.Key(Api3Client.SecretKey), SampleData = true },
            EmulatorClock.Real);
        using var client = new Api3Client(
            engine.Uri, source: new HeldCredentials { Held = CredentialText.Make(Api3Client.SecretId, Api3Client.SecretKey, null, "test") },
                isRealTime: true);
        var backend = new Api3Backend(client.Account);
        var news = new StreamKey("8888_news");
        var now = DateTimeOffset.UtcNow;

        Assert.NotEmpty((await client.Run(backend.GetPushHistory(news, new TimeWindow(now.AddHours(-1), now)))).Rows);
        Assert.NotEmpty((await client.Run(
            backend.GetPlayHistory(new PlayHistoryQuery(new TimeWindow(now.AddHours(-1), now)) { StreamId = news.Id }))).Rows);
        Assert.NotEmpty((await client.Run(backend.GetTapeFiles(new TapeFileQuery(news, null, false), new PageRequest(1, 100)))).Rows);
        Assert.Contains((await client.Run(backend.GetChannels(new ChannelQuery(), new PageRequest(1, 100)))).Rows,
            c => c is { StreamId: "8888_news", Status: LvbChannelState.Live });
        Assert.Contains((await client.Run(backend.GetChannels(new ChannelQuery { Status = LvbChannelState.Live }, new PageRequest(1, 100))))
            .Rows, c => c.StreamId == "8888_news");

        var task = await client.Run(backend.StartTape(news, new TapeOptions(now, now.AddMinutes(10)) { FileFormat = "flv" }));
        Assert.Equal(task.TaskId, (await client.Run(backend.StopTape(task))).TaskId);
        await client.Run(backend.SetChannelDelay(news, TimeSpan.FromSeconds(30)));
        await client.Run(backend.SetChannelDelay(news, TimeSpan.Zero));
        await client.Run(backend.StartMix(new MixRequest("room1", "mix",
            [new LvbMixInput("8888_news", 1), new LvbMixInput("8888_sports", 2)]) { NewStream = true }));
        await client.Run(backend.StopMix(new StreamMix { SessionId = "room1", OutputStreamId = "mix" }));
    }

    private static TimeWindow Window(int hours)
    {
        var start = new DateTimeOffset(2026, 11, 28, 4, 0, 0, TimeSpan.Zero);
        return new TimeWindow(start, start.AddHours(hours));
    }

    private static JsonObject Published(string stream, string start) => new() { ["StreamName"] = stream, ["AppName"] = "live",
        ["StreamStartTime"] = start };
}
