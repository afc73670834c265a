using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class Api3LiveStatTests : IAsyncLifetime
{
    private static readonly PageRequest First = new(1, 300);

    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;
    private string _queryTime = "";

    public Api3LiveStatTests()
    {
        Push("push.example.com/live/a", "push.example.com/live/b", "push2.example.com/app2/b", "push2.example.com/app2/c");
        Play("a Hls 1.5 2", "a Flv 2 3", "b Flv 4 7", "gone Rtmp 9 9");
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Push_and_playback_are_joined_by_stream()
    {
        var page = await Stat(new LiveStatQuery());
        Assert.Equal(
            ["a push.example.com live 3.5 5 25 1896000", "b push.example.com live 4 7 25 1896000",
                "b push2.example.com app2 - - 25 1896000", "c push2.example.com app2 0 0 25 1896000"],
            page.Rows.Select(Show));
        Assert.Equal(4, page.Total);
        Assert.True(page.IsLast);
        Assert.Equal("192.0.2.10 198.51.100.7", page.Rows[0].ClientIP + " " + page.Rows[0].ServerIP);

        // Playback is queried for a whole minute, five minutes ago, and the rows have that time.
        var asked = Api3Time.Parse(_queryTime)!.Value;
        Assert.Equal(0, asked.Second);
        Assert.InRange((DateTimeOffset.UtcNow - asked).TotalMinutes, 5, 6.1);
        Assert.All(page.Rows, r => Assert.Equal(asked, r.Time));
        Assert.Equal(17.5 - 1, page.TotalBandwidth);
        Assert.Equal(21, page.TotalOnline);
    }

    [Fact]
    public async Task Thousands_of_named_streams_need_only_the_two_lists()
    {
        var streams = Enumerable.Range(0, 5000).Select(i => $"push.example.com/live/s{i}").ToArray();
        Push(streams);
        for (var i = 0; i < 5000; i++)
        {
            var page = await Stat(new LiveStatQuery { StreamId = "s" + i, PushDomain = i % 2 == 0 ? "push.example.com" : null });
            Assert.Equal("s" + i, Assert.Single(page.Rows).StreamId);
        }

        Assert.Equal(["DescribeLiveStreamPushInfoList", "DescribeAllStreamPlayInfoList"], _service.Actions);
        Assert.Equal("""{"PageNum":1,"PageSize":20000}""", _service.Requests[0].Body);
    }

    [Theory]
    [InlineData("a", null, null, 1)]
    [InlineData("b", null, null, 2)]
    [InlineData("b", "PUSH2.example.com", null, 1)]
    [InlineData("b", null, "app2", 1)]
    [InlineData("b", "push.example.com", "app2", 0)]
    [InlineData("B", null, null, 0)]
    [InlineData("gone", null, null, 0)]
    public async Task Named_streams_are_picked_from_the_lists_and_missing_ones_are_not_an_error(string stream, string? domain,
        string? app, int rows)
    {
        var query = new LiveStatQuery { StreamId = stream, PushDomain = domain, AppName = app };
        Assert.Equal(rows, (await Stat(query)).Rows.Count);
        Assert.Equal(rows, (await _client.Run(_backend.GetLivePushStat(query, First))).Rows.Count);
    }

    [Fact]
    public async Task One_domain_and_path_for_all_streams_filter_at_the_service()
    {
        await Stat(new LiveStatQuery { PushDomain = "push2.example.com", AppName = "app2", PlayDomain = "play.example.com" });
        Assert.Equal("""{"PushDomain":"push2.example.com","AppName":"app2","PageNum":1,"PageSize":20000}""", _service.Requests[0].Body);
        Assert.Equal("play.example.com", (string?)_service.Asked.Last().Body["PlayDomains"]![0]);
    }

    [Fact]
    public async Task Pages_are_cut_from_one_response()
    {
        var keys = new List<string>();
        for (var number = 1; number <= 2; number++)
        {
            var page = await _client.Run(_backend.GetLiveStat(new LiveStatQuery(), new PageRequest(number, 3)));
            keys.AddRange(page.Rows.Select(r => r.StreamId));
            Assert.Equal(number == 2, page.IsLast);
            Assert.Equal(4, page.Total);
        }

        Assert.Equal(["a", "b", "b", "c"], keys);
        Assert.Equal(2, _service.Requests.Count);
    }

    [Theory]
    [InlineData("FailedOperation.HasNotLivingStream")]
    [InlineData("InternalError.HasNotLivingStream")]
    public async Task An_account_without_live_streams_is_an_empty_result(string code)
    {
        _service["DescribeLiveStreamPushInfoList"] = _ => Service3.Error(code);
        Assert.Empty((await Stat(new LiveStatQuery())).Rows);
        Assert.Empty((await Stat(new LiveStatQuery { StreamId = "a" })).Rows);
        Assert.Empty((await _client.Run(_backend.GetLivePushStat(new LiveStatQuery(), First))).Rows);
        Assert.Equal(2, _service.Requests.Count);
    }

    [Fact]
    public async Task Playback_only_queries_one_list()
    {
        var page = await _client.Run(_backend.GetLivePlayStat(new LiveStatQuery(), First));
        Assert.Equal(["a 3.5 5", "b 4 7", "gone 9 9"],
            page.Rows.Select(r => FormattableString.Invariant($"{r.StreamId} {r.BandwidthMbps} {r.Online}")));
        Assert.Equal(["DescribeAllStreamPlayInfoList"], _service.Actions);
        Assert.Single((await _client.Run(_backend.GetLivePlayStat(new LiveStatQuery { StreamId = "b" }, First))).Rows);
        Assert.Empty((await _client.Run(_backend.GetLivePlayStat(new LiveStatQuery { StreamId = "nobody" }, First))).Rows);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Push_only_has_the_time_of_the_response()
    {
        var page = await _client.Run(_backend.GetLivePushStat(new LiveStatQuery(), First));
        Assert.Equal(["DescribeLiveStreamPushInfoList"], _service.Actions);
        Assert.All(page.Rows, r => Assert.InRange((DateTimeOffset.Now - r.Time).TotalSeconds, 0, 60));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("absent")]
    public async Task Null_and_absent_lists_are_empty(string? how)
    {
        _service["DescribeLiveStreamPushInfoList"] = _ => how is null ? new JsonObject { ["DataInfoList"] = null } : [];
        _service["DescribeAllStreamPlayInfoList"] = _ => how is null ? new JsonObject { ["DataInfoList"] = null } : [];
        Assert.Empty((await Stat(new LiveStatQuery())).Rows);
        Assert.Empty((await _client.Run(_backend.GetLivePlayStat(new LiveStatQuery(), First))).Rows);
    }

    [Fact]
    public async Task A_row_without_a_stream_is_refused()
    {
        _service["DescribeLiveStreamPushInfoList"] = _
            => new JsonObject { ["DataInfoList"] = new JsonArray(new JsonObject { ["AppName"] = "live" }) };
        var error = await Assert.ThrowsAsync<LvbException>(() => Stat(new LiveStatQuery()));
        Assert.Equal("LvbBadReply", error.ErrorId);
    }

    private Task<LiveStatPage<LiveStat>> Stat(LiveStatQuery query) => _client.Run(_backend.GetLiveStat(query, First));

    private static string Show(LiveStat r) => FormattableString.Invariant(
        $"{r.StreamId} {r.PushDomain} {r.AppName} {Text(r.BandwidthMbps)} {Text(r.Online)} {r.Fps} {r.BitrateBps}");

    private static string Text(IFormattable? number)
        => number?.ToString(null, System.Globalization.CultureInfo.InvariantCulture) ?? "-";

    private void Push(params string[] streams) => _service["DescribeLiveStreamPushInfoList"] = body =>
        Service3.Paged(body, "DataInfoList", [.. streams.Select(s => s.Split('/')).Select(s => new JsonObject
        {
            ["StreamName"] = s[2],
            ["AppName"] = s[1],
            ["PushDomain"] = s[0],
            ["ClientIp"] = "192.0.2.10",
            ["ServerIp"] = "198.51.100.7",
            ["VideoFps"] = 25,
            ["VideoSpeed"] = 1800000,
            ["AudioSpeed"] = 96000,
        })]);

    private void Play(params string[] rows) => _service["DescribeAllStreamPlayInfoList"] = body =>
    {
        _queryTime = (string)body["QueryTime"]!;
        return new JsonObject
        {
            ["QueryTime"] = _queryTime,
            ["DataInfoList"] = new JsonArray([.. rows.Select(r => r.Split(' ')).Select(r => new JsonObject
            {
                ["StreamName"] = r[0],
                ["Protocol"] = r[1],
                ["Bandwidth"] = double.Parse(r[2], System.Globalization.CultureInfo.InvariantCulture),
                ["Online"] = int.Parse(r[3], System.Globalization.CultureInfo.InvariantCulture),
                ["PlayDomain"] = "play.example.com",
            })]),
        };
    };
}
