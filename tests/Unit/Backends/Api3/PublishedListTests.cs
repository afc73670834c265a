using System.Globalization;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The channel list of API 3.0: which ranges, domains and pages are requested, and how the rows become channels.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PublishedListTests : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Day = new(At, At.AddHours(24));
    private static readonly PageRequest First = new(1, 100);

    private readonly Service3 _service = new Service3().Online();
    private readonly Api3Client _client;

    public PublishedListTests() => _client = new Api3Client(_service.Uri);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private JsonObject[] Asked => [.. _service.Asked.Where(a => a.Action == "DescribeLiveStreamPublishedList").Select(a => a.Body)];

    [Fact]
    public async Task A_range_and_a_path_are_sent_and_an_end_in_the_future_is_cut_off()
    {
        Published(_ => []);
        await List(new ChannelQuery { PushDomain = "p.example.com", AppName = "live", Window = Day });
        Assert.Equal(
            """{"DomainName":"p.example.com","StartTime":"2026-11-20T04:00:00Z","EndTime":"2026-11-21T04:00:00Z","PageNum":1,"""
                + "\"PageSize\":100,\"AppName\":\"live\"}",
            Assert.Single(Asked).ToJsonString());

        var now = DateTimeOffset.UtcNow;
        await List(new ChannelQuery { PushDomain = "p.example.com", Window = new TimeWindow(now.AddHours(-1), now.AddDays(20)) });
        Assert.InRange(End(Asked[1]), now.AddSeconds(-1), DateTimeOffset.UtcNow);
        await List(new ChannelQuery { PushDomain = "p.example.com" });
        Assert.InRange(End(Asked[2]), now.AddSeconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal(TimeSpan.FromDays(7), End(Asked[2]) - Start(Asked[2]));
    }

    [Theory]
    [InlineData("given.example.com", "given.example.com")]
    [InlineData(null, "own.example.com")]
    public async Task Only_a_specified_domain_or_that_of_the_connection_is_read(string? domain, string expected)
    {
        Published(_ => []);
        var backend = new Api3Backend(_client.Account with { PushDomain = "own.example.com" });
        await _client.Run(backend.GetChannels(new ChannelQuery { PushDomain = domain, Window = Day }, First));
        Assert.Equal(expected, (string)Assert.Single(Asked)["DomainName"]!);
        Assert.DoesNotContain("DescribeLiveDomains", _service.Actions);
    }

    [Fact]
    public async Task An_unknown_default_domain_of_the_connection_is_an_error()
    {
        _service["DescribeLiveStreamPublishedList"] = _ => Service3.Error("ResourceNotFound.DomainNotExist");
        var backend = new Api3Backend(_client.Account with { PushDomain = "own.example.com" });
        var error = await Assert.ThrowsAsync<LvbException>(
            () => _client.Run(backend.GetChannels(new ChannelQuery { Window = Day }, First)));
        Assert.Equal(LvbErrorReason.NotFound, error.Reason);
    }

    [Fact]
    public async Task A_range_with_too_many_rows_is_halved_from_the_earliest_on()
    {
        var ranges = new List<(double Start, double End, int Page)>();
        Published(body =>
        {
            var (start, end) = (Start(body), End(body));
            ranges.Add(((start - At).TotalHours, (end - At).TotalHours, (int)body["PageNum"]!));
            return [Row("at" + (int)(start - At).TotalHours, start)];
        }, body => End(body) - Start(body) > TimeSpan.FromHours(12) ? 10001 : 1);
        var page = await List(new ChannelQuery { PushDomain = "p.example.com", Window = Day });
        Assert.Equal([(0, 24, 1), (0, 12, 1), (12, 24, 1)], ranges);
        Assert.Equal(["at0", "at12"], page.Rows.Select(c => c.StreamId));
    }

    [Fact]
    public async Task A_range_that_cannot_be_halved_is_read_up_to_the_last_page_that_the_service_returns()
    {
        Published(body => [Row("s" + body["PageNum"], At)], _ => 10001);
        var page = await List(new ChannelQuery { PushDomain = "p.example.com", Window = new TimeWindow(At, At.AddMinutes(1)) });
        Assert.Equal(Enumerable.Range(1, 100), Asked.Select(b => (int)b["PageNum"]!));
        Assert.Equal(100, page.Total);
    }

    [Fact]
    public async Task Exactly_the_largest_number_of_rows_is_read_without_halving()
    {
        Published(body => (int)body["PageNum"]! == 1 ? [Row("s1", At)] : [], _ => 10000);
        await List(new ChannelQuery { PushDomain = "p.example.com", Window = Day });
        Assert.All(Asked, b => Assert.Equal(At, Start(b)));
    }

    [Fact]
    public async Task A_domain_without_pushes_needs_one_request()
    {
        _service["DescribeLiveStreamPublishedList"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        var page = await List(new ChannelQuery { PushDomain = "p.example.com", Window = Day });
        Assert.Equal((0, true), (page.Total, page.IsLast));
        Assert.Single(Asked);
    }

    [Fact]
    public async Task A_channel_has_its_earliest_start_its_path_and_the_domain_of_its_row()
    {
        Published(_ =>
        [
            Row("s1", At.AddHours(2)), Row("s1", At.AddHours(1)), Row("s1", At.AddHours(3)),
            new JsonObject { ["StreamName"] = "s2", ["DomainName"] = "row.example.com", ["StreamStartTime"] = "2026-11-20T04:00:00Z" },
        ]);
        var page = await List(new ChannelQuery { PushDomain = "p.example.com", Window = Day });
        Assert.Equal(["row.example.com  s2", "p.example.com live s1"], page.Keys);
        Assert.Equal(At.AddHours(1), page.Rows[1].CreateTime);
        Assert.Equal(["live"], page.Rows[1].Path);
        Assert.Empty(page.Rows[0].Path);
    }

    [Fact]
    public async Task Similar_domains_paths_and_streams_are_different_channels()
    {
        string[] names = ["push.example.co/mapp/s", "push.example.com/app/s", "push.example.com/live/1s", "push.example.com/live1/s"];
        Published(_ => [.. names.Select(n => n.Split('/')).Select(n => new JsonObject
        {
            ["DomainName"] = n[0], ["AppName"] = n[1], ["StreamName"] = n[2], ["StreamStartTime"] = "2026-11-20T04:00:00Z",
        })]);
        var page = await List(new ChannelQuery { PushDomain = "push.example.com", Window = Day });
        Assert.Equal(names, page.Rows.Select(c => $"{c.PushDomain}/{c.AppName}/{c.StreamId}"));
        Assert.Equal(4, page.Keys.Distinct().Count());
    }

    [Fact]
    public async Task Pages_are_cut_from_the_whole_list()
    {
        Published(_ => [Row("s1", At), Row("s2", At.AddHours(1)), Row("s3", At.AddHours(2)), Row("s4", At.AddHours(3))]);
        var query = new ChannelQuery { PushDomain = "p.example.com", Window = Day };
        var pages = new List<Page<Channel>>();
        foreach (var request in new PageRequest[] { new(1, 2), new(2, 2), new(1, 3), new(2, 3), new(1, 4) })
        {
            pages.Add(await List(query, request));
        }

        Assert.Equal(["s1 s2 False", "s3 s4 True", "s1 s2 s3 False", "s4 True", "s1 s2 s3 s4 True"],
            pages.Select(p => string.Join(' ', p.Rows.Select(c => c.StreamId)) + " " + p.IsLast));
        Assert.All(pages, p => Assert.Equal(4, p.Total));
        Assert.Single(Asked);
    }

    [Fact]
    public async Task Live_channels_are_read_page_by_page_with_their_filters()
    {
        _service.Online("p.example.com/live/s1", "p.example.com/live/s2", "p.example.com/live/s3");
        var query = new ChannelQuery { Status = LvbChannelState.Live, PushDomain = "p.example.com", AppName = "live" };
        var first = await List(query, new PageRequest(1, 2));
        Assert.Equal("""{"DomainName":"p.example.com","AppName":"live","PageNum":1,"PageSize":2}""",
            _service.Requests[^1].Body);
        Assert.Equal((3, false, false), (first.Total, first.IsLast, first.Next is null));
        Assert.Equal(["p.example.com live s1", "p.example.com live s2"], first.Keys);
        Assert.All(first.Rows, c => Assert.Equal(LvbChannelState.Live, c.Status));
        var last = await List(query, new PageRequest(2, 2));
        Assert.Equal((3, true, true), (last.Total, last.IsLast, last.Next is null));
        Assert.Single(last.Rows);
    }

    private Task<Page<Channel>> List(ChannelQuery query, PageRequest? page = null) =>
        _client.Run(new Api3Backend(_client.Account).GetChannels(query, page ?? First));

    private void Published(Func<JsonObject, JsonObject[]> rows, Func<JsonObject, int>? total = null) =>
        _service["DescribeLiveStreamPublishedList"] = body =>
        {
            var found = rows(body);
            return new JsonObject { ["PublishInfo"] = new JsonArray([.. found]), ["TotalNum"] = total?.Invoke(body) ?? found.Length };
        };

    private static JsonObject Row(string stream, DateTimeOffset start) => new()
    {
        ["StreamName"] = stream,
        ["AppName"] = "live",
        ["StreamStartTime"] = start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    private static DateTimeOffset Start(JsonObject body) => Api3Time.Parse((string)body["StartTime"]!)!.Value;

    private static DateTimeOffset End(JsonObject body) => Api3Time.Parse((string)body["EndTime"]!)!.Value;
}
