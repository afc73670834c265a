using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Totals, pages and times of the live statistics of API 3.0.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class LiveStatListTests : IAsyncDisposable
{
    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public LiveStatListTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
        Pushed(("p1", "live", "a", "192.0.2.1"), ("p1", "live", "b", "192.0.2.1"), ("p2", "app2", "b", "192.0.2.1"));
        _service["DescribeAllStreamPlayInfoList"] = _ => new JsonObject
        {
            ["QueryTime"] = "2026-11-28T04:00:00Z",
            ["DataInfoList"] = new JsonArray(Played("a", 1, 10), Played("b", 2, 20), Played("gone", 4, 40), new JsonObject()),
        };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static readonly DateTimeOffset At = new(2026, 11, 28, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Totals_of_all_streams_include_those_that_have_just_ended_and_those_of_some_do_not()
    {
        await Totals(new LiveStatQuery(), 3, 7, 70);
        await Totals(new LiveStatQuery { StreamId = "b" }, 2, 2, 20);
        await Totals(new LiveStatQuery { StreamId = "b", PushDomain = "p2" }, 1, 2, 20);
        await Totals(new LiveStatQuery { StreamId = "nobody" }, 0, 0, 0);
        await Totals(new LiveStatQuery { PushDomain = "p1" }, 3, 3, 30);
        await Totals(new LiveStatQuery { AppName = "live" }, 3, 3, 30);

        async Task Totals(LiveStatQuery query, int rows, double bandwidth, long online)
        {
            var page = await _client.Run(_backend.GetLiveStat(query, new PageRequest(1, 300)));
            Assert.Equal((rows, bandwidth, online), (page.Total, page.TotalBandwidth, page.TotalOnline));
        }
    }

    [Fact]
    public async Task The_time_of_playback_is_that_of_the_response()
    {
        var stat = await _client.Run(_backend.GetLiveStat(new LiveStatQuery(), new PageRequest(1, 300)));
        var play = await _client.Run(_backend.GetLivePlayStat(new LiveStatQuery(), new PageRequest(1, 300)));
        Assert.Equal((At, At), (stat.Time, play.Time));
        Assert.Equal(At, play.Rows[0].Time);
        Assert.Equal((3, 7.0, 70, true), (play.Total, play.TotalBandwidth, play.TotalOnline, play.IsLast));
    }

    [Fact]
    public async Task A_response_without_a_time_has_that_of_the_query()
    {
        string? asked = null;
        _service["DescribeAllStreamPlayInfoList"] = body =>
        {
            asked = (string)body["QueryTime"]!;
            return [];
        };
        var play = await _client.Run(_backend.GetLivePlayStat(new LiveStatQuery(), new PageRequest(1, 300)));
        Assert.Equal(Api3Time.Parse(asked), play.Time);

        _service["DescribeAllStreamPlayInfoList"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        using var other = new Api3Client(_service.Uri);
        var empty = await other.Run(new Api3Backend(other.Account).GetLivePlayStat(new LiveStatQuery(), new PageRequest(1, 300)));
        Assert.Equal((0, 0), (empty.Total, empty.TotalOnline));
    }

    [Fact]
    public async Task The_push_list_has_its_total_its_time_and_its_end()
    {
        var before = DateTimeOffset.Now;
        var pages = new List<string>();
        foreach (var request in new PageRequest[] { new(1, 3), new(1, 2), new(2, 2), new(1, 4) })
        {
            var page = await _client.Run(_backend.GetLivePushStat(new LiveStatQuery(), request));
            Assert.Equal(3, page.Total);
            Assert.InRange(page.Time, before, DateTimeOffset.Now);
            pages.Add(string.Join(' ', page.Rows.Select(r => r.StreamId)) + " " + page.IsLast);
        }

        Assert.Equal(["a b b True", "a b False", "b True", "a b b True"], pages);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task All_pushes_of_a_named_stream_are_on_one_page()
    {
        var page = await _client.Run(_backend.GetLiveStat(new LiveStatQuery { StreamId = "b" }, new PageRequest(1, 1)));
        Assert.Equal(["p1 20", "p2 "], page.Rows.Select(r => r.PushDomain + " " + r.Online));
        Assert.True(page.IsLast);
    }

    [Fact]
    public async Task Similar_domains_paths_streams_and_senders_are_different_pushes()
    {
        (string, string, string, string)[] pushes =
        [
            ("push.example.co", "mapp", "s", "192.0.2.1"), ("push.example.com", "app", "s", "192.0.2.1"),
            ("push.example.com", "app", "1s", "192.0.2.1"), ("push.example.com", "app1", "s", "192.0.2.1"),
            ("push.example.com", "app", "s1", "92.0.2.1"), ("push.example.com", "app", "s", "192.0.2.10"),
            ("push.example.com", "app", "s", "192.0.2.1"),
        ];
        Pushed(pushes);
        var page = await _client.Run(_backend.GetLivePushStat(new LiveStatQuery(), new PageRequest(1, 300)));
        Assert.Equal(pushes[..^1], page.Rows.Select(r => (r.PushDomain!, r.AppName!, r.StreamId, r.ClientIP!)));
        Assert.Equal(6, page.Keys.Distinct().Count());
    }

    [Fact]
    public async Task A_push_list_that_reaches_its_total_needs_one_request()
    {
        _service["DescribeLiveStreamPushInfoList"] = _ => new JsonObject
        {
            ["DataInfoList"] = new JsonArray(new JsonObject { ["StreamName"] = "a" }), ["TotalNum"] = 1, ["PageSize"] = 1,
        };
        Assert.Single((await _client.Run(_backend.GetLivePushStat(new LiveStatQuery(), new PageRequest(1, 300)))).Rows);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Playback_is_queried_at_the_time_of_the_service()
    {
        var ahead = TimeSpan.FromHours(3);
        await using var server = new WireServer(e => e.Answer(
            e.Index == 0 ? Answers3.Error("AuthFailure.SignatureExpire") : """{"Response":{"RequestId":"x"}}""",
            headers: $"Date: {DateTimeOffset.UtcNow + ahead:R}\r\n"));
        using var client = new Api3Client(server.Uri, isRealTime: true);
        await client.Send(new Api3Request<bool>(Api3Action.Domains, [], _ => true));
        await client.Run(new Api3Backend(client.Account).GetLivePlayStat(new LiveStatQuery(), new PageRequest(1, 300)));
        var asked = Api3Time.Parse((string)JsonNode.Parse(server.Requests[^1].Body)!["QueryTime"]!)!.Value;
        Assert.InRange((asked - DateTimeOffset.UtcNow).TotalMinutes, 173, 176);
    }

    private void Pushed(params (string Domain, string App, string Stream, string Sender)[] pushes) =>
        _service["DescribeLiveStreamPushInfoList"] = body => Service3.Paged(body, "DataInfoList", [.. pushes.Select(p => new JsonObject
        {
            ["PushDomain"] = p.Domain, ["AppName"] = p.App, ["StreamName"] = p.Stream, ["ClientIp"] = p.Sender,
        })]);

    private static JsonObject Played(string stream, double bandwidth, int online) =>
        new() { ["StreamName"] = stream, ["Bandwidth"] = bandwidth, ["Online"] = online };
}
