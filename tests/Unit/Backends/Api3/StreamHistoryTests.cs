using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The history of a stream on API 3.0: what is sent, every field of a row, and when two rows are the same moment.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class StreamHistoryTests : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 28, 4, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Hour = new(At, At.AddHours(1));

    private readonly Service3 _service = new();
    private readonly Api3Client _client;
    private readonly Api3Backend _backend;

    public StreamHistoryTests()
    {
        _client = new Api3Client(_service.Uri);
        _backend = new Api3Backend(_client.Account);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_push_has_the_place_of_its_row_and_else_that_of_the_query()
    {
        Rows("DescribeStreamPushInfoList",
            new() { ["PushDomain"] = "row.example.com", ["AppName"] = "row", ["ClientIp"] = "192.0.2.1", ["ServerIp"] = "192.0.2.2" },
            []);
        var page = await _client.Run(_backend.GetPushHistory(new StreamKey("s1", "push.example.com", "live"), Hour));
        Assert.Equal(["s1 row.example.com row 192.0.2.1 192.0.2.2", "s1 push.example.com live  "],
            page.Rows.Select(p => $"{p.StreamId} {p.PushDomain} {p.AppName} {p.ClientIP} {p.ServerIP}"));
        Assert.Equal(
            """
            {"StartTime":"2026-11-28T04:00:00Z","EndTime":"2026-11-28T05:00:00Z","StreamName":"s1",
            "PushDomain":"push.example.com","AppName":"live"}
            """.Replace("\n", "", StringComparison.Ordinal),
            _service.Asked.Single().Body.ToJsonString());
    }

    [Fact]
    public async Task Playback_is_queried_for_its_domain_and_every_row_has_its_time()
    {
        Rows("DescribeStreamPlayInfoList", new JsonObject { ["Time"] = "2026-11-28 12:00:05", ["Online"] = 7 });
        var query = new PlayHistoryQuery(Hour) { StreamId = "s1", PlayDomain = "play.example.com" };
        var page = await _client.Run(_backend.GetPlayHistory(query));
        Assert.Equal(At.AddSeconds(5), Assert.Single(page.Rows).Time);
        Assert.Equal(
            """
            {"StartTime":"2026-11-28T04:00:00Z","EndTime":"2026-11-28T05:00:00Z","StreamName":"s1","PlayDomain":"play.example.com"}
            """.Trim(), _service.Asked.Single().Body.ToJsonString());
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(1800000, null, 1800000L)]
    [InlineData(null, 96000, 96000L)]
    [InlineData(1800000, 96000, 1896000L)]
    [InlineData(0, 0, 0L)]
    public async Task A_bitrate_is_the_sum_of_what_the_service_reports(int? video, int? audio, long? sum)
    {
        Rows("DescribeStreamPushInfoList", new JsonObject { ["VideoRate"] = video, ["AudioRate"] = audio });
        Assert.Equal(sum, (await _client.Run(_backend.GetPushHistory(new StreamKey("s1"), Hour))).Rows[0].BitrateBps);
    }

    [Fact]
    public async Task A_moment_is_the_same_in_every_format_and_another_in_another_place()
    {
        var keys = new HashSet<string>();
        foreach (var (time, domain, app) in new[]
        {
            ("2026-11-28T04:00:00Z", "push.example.co", "mapp"), ("2026-11-28 12:00:00", "push.example.com", "app"),
            ("2026-11-28T12:00:00+08:00", "push.example.com", "app"), ("2026-11-28 12:00:00.500", "push.example.com", "app"),
            ("2026-11-28T04:00:00.500Z", "push.example.com", "app"), ("2026-11-28T04:00:00.001Z", "0push.example.com", "app"),
            ("2026-11-28T04:00:00.010Z", "push.example.com", "app"),
        })
        {
            Rows("DescribeStreamPushInfoList", new JsonObject { ["Time"] = time, ["PushDomain"] = domain, ["AppName"] = app });
            keys.Add((await _client.Run(_backend.GetPushHistory(new StreamKey("s1"), Hour))).Keys[0]);
        }

        Assert.Equal(5, keys.Count);
    }

    [Fact]
    public async Task A_stream_without_history_has_no_rows()
    {
        _service["DescribeStreamPushInfoList"] = _service["DescribeStreamPlayInfoList"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        Assert.Empty((await _client.Run(_backend.GetPushHistory(new StreamKey("s1"), Hour))).Rows);
        Assert.Empty((await _client.Run(_backend.GetPlayHistory(new PlayHistoryQuery(Hour)))).Rows);
    }

    private void Rows(string action, params JsonObject[] rows) =>
        _service[action] = _ => new JsonObject { ["DataInfoList"] = new JsonArray([.. rows]) };
}
