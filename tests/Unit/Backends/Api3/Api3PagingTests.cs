using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Lists whose pages differ from what was requested: smaller pages, rows that move between pages, missing or wrong
/// totals.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3PagingTests
{
    private static readonly PageRequest First = new(1, 100);

    /// <summary>The page sizes that the service returns, whatever was requested, and how it reports totals.</summary>
    public static TheoryData<int, string> Sizes => new()
    {
        { 100, "right" }, { 10, "right" }, { 3, "right" }, { 100, "missing" }, { 10, "missing" }, { 100, "too small" }, { 10, "zero" },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_row_of_the_online_list_is_returned_once(int size, string total)
    {
        await using var service = new Service3();
        service["DescribeLiveStreamOnlineList"] = body => Cut(body, "OnlineInfo", "TotalNum", size, total, Names(205), Online);
        using var client = new Api3Client(service.Uri);
        var rows = await OnlineList.AllAsync(client.Account, Context(client), CancellationToken.None);
        Assert.Equal(Names(205), rows.Select(r => r.StreamId));
        Assert.Equal(Names(205), await Walk(client, (backend, page) => backend.GetLiveChannels(new LiveChannelQuery(), page),
            c => c.StreamId));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_row_of_the_push_list_is_returned_once(int size, string total)
    {
        await using var service = new Service3();
        service["DescribeLiveStreamPushInfoList"] = body => Cut(body, "DataInfoList", "TotalNum", size, total, Names(205), Pushed);
        using var client = new Api3Client(service.Uri);
        var push = await PushList.AllAsync(client.Account, null, null, Context(client), CancellationToken.None);
        Assert.Equal(Names(205), push.Rows.Select(r => r.StreamId));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_stream_of_the_published_lists_is_returned_once(int size, string total)
    {
        await using var service = new Service3().Online();
        service["DescribeLiveStreamPublishedList"] = body => Cut(body, "PublishInfo", "TotalNum", size, total, Names(205), Published);
        using var client = new Api3Client(service.Uri);
        var query = new ChannelQuery { PushDomain = "push.example.com" };
        Assert.Equal(Names(205), (await Walk(client, (backend, page) => backend.GetChannels(query, page), c => c.StreamId)).Order());
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_push_domain_is_a_candidate_and_is_listed(int size, string total)
    {
        await using var service = new Service3();
        service["DescribeLiveDomains"] = body => Cut(body, "DomainList", "AllCount", size, total, Names(205), name =>
            new JsonObject { ["Name"] = name, ["Type"] = 0, ["Status"] = 1 });
        using var client = new Api3Client(service.Uri);
        Assert.Equal(Names(205), await DomainList.AllPushAsync(client.Account, Context(client), CancellationToken.None));
        Assert.Equal(Names(205), await Walk(client, (backend, page) => backend.GetDomains(LvbDomainType.Push, page), d => d.Name));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_reported_screenshot_is_returned_once(int size, string total)
    {
        await using var service = new Service3();
        service["DescribeCallbackRecordsList"] = body => Cut(body, "DataInfoList", "TotalNum", size, total, Names(205),
            name => new JsonObject
        {
            ["EventTime"] = "2026-11-28T04:00:10Z",
            ["EventType"] = 200,
            ["Request"] = $$"""{"pic_url":"/{{name}}.jpg"}""",
            ["ResultCode"] = 0,
            ["StreamId"] = "a",
        });
        using var client = new Api3Client(service.Uri);
        var query = new ScreenshotQuery(new StreamKey("a"), new TimeWindow(DateTimeOffset.Now.AddHours(-1), DateTimeOffset.Now));
        var shots = await Walk(client, (backend, page) => backend.GetScreenshots(query, page), s => s.Path!);
        Assert.Equal(Names(205).Select(n => $"/{n}.jpg"), shots);
    }

    [Fact]
    public async Task A_page_of_known_rows_is_not_the_end()
    {
        // Fifty streams started while each page was read, so the third page contains no new rows.
        await using var service = new Service3();
        var names = Names(250);
        string[][] pages = [names[..100], names[50..150], names[50..100].Concat(names[100..150]).Reverse().ToArray(), names[150..]];
        service["DescribeLiveStreamOnlineList"] = body =>
            Answer("OnlineInfo", "TotalNum", 400, 100, pages[(int)body["PageNum"]! - 1], Online);
        using var client = new Api3Client(service.Uri);
        var rows = await OnlineList.AllAsync(client.Account, Context(client), CancellationToken.None);
        Assert.Equal(names, rows.Select(r => r.StreamId));
        Assert.Equal(4, service.Requests.Count);

        var whole = await client.Run(new WholeListOperation<Page<LiveChannel>, LiveChannel>(
            page => new Api3Backend(client.Account).GetLiveChannels(new LiveChannelQuery(), page), First));
        Assert.Equal(names, whole.Select(r => r.StreamId));
    }

    [Theory]
    [InlineData("ResourceNotFound.PushDomainNoRecord")]
    [InlineData("InternalError.PushDomainNoRecord")]
    public async Task A_push_domain_without_records_does_not_hide_the_streams_of_the_others(string code)
    {
        await using var service = new Service3().Online().PushDomains("new.example.com", "push.example.com");
        service["DescribeLiveStreamPublishedList"] = body => (string?)body["DomainName"] == "new.example.com"
            ? Service3.Error(code)
            : Cut(body, "PublishInfo", "TotalNum", 100, "right", Names(3), Published);
        using var client = new Api3Client(service.Uri);
        Assert.Equal(
            Names(3),
            (await Walk(client, (backend, page) => backend.GetChannels(new ChannelQuery(), page), c => c.StreamId)).Order());

        // A query for that domain only reports the error.
        var given = new ChannelQuery { PushDomain = "new.example.com" };
        var error = await Assert.ThrowsAsync<LvbException>(() =>
            client.Run(new Api3Backend(client.Account).GetChannels(given, First)));
        Assert.Equal("LvbApi." + code, error.ErrorId);
    }

    [Fact]
    public async Task A_list_without_a_total_that_repeats_itself_ends()
    {
        await using var service = new Service3();
        service["DescribeLiveStreamOnlineList"] = _ => Answer("OnlineInfo", "TotalNum", null, 2, ["a", "b"], Online);
        service["DescribeLiveStreamPushInfoList"] = _ => Answer("DataInfoList", "TotalNum", null, 2, ["a", "b"], Pushed);
        using var client = new Api3Client(service.Uri);
        Assert.Equal(2, (await OnlineList.AllAsync(client.Account, Context(client), CancellationToken.None)).Count);
        Assert.Equal(2, (await PushList.AllAsync(client.Account, null, null, Context(client), CancellationToken.None)).Rows.Count);
        Assert.Equal(4, service.Requests.Count);
    }

    // Reads a list as the cmdlets do: page by page, until a page marks the end.
    private static async Task<List<string>> Walk<T>(
        Api3Client client, Func<Api3Backend, PageRequest, LvbOperation<Page<T>>> query, Func<T, string> name)
        where T : class
    {
        var names = new List<string>();
        var backend = new Api3Backend(client.Account);
        for (var request = First; request.Number < 500;)
        {
            var page = await client.Run(query(backend, request));
            names.AddRange(page.Rows.Select(name));
            if (page.EndsAt(request))
            {
                break;
            }

            request = request.After(page);
        }

        return names;
    }

    private static OperationContext Context(Api3Client client) => new(client.Scope, new CallLog(false));

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"s{i:000}")];

    private static JsonObject Cut(
        JsonObject body, string list, string counter, int largest, string total, string[] names, Func<string, JsonObject> row)
    {
        var size = Math.Min((int)body["PageSize"]!, largest);
        var shown = names.Skip(((int)body["PageNum"]! - 1) * size).Take(size).ToArray();
        long? said = total switch { "right" => names.Length, "too small" => 7, "zero" => 0, _ => null };
        return Answer(list, counter, said, size, shown, row);
    }

    private static JsonObject Answer(string list, string counter, long? total, int size, string[] names, Func<string, JsonObject> row)
    {
        var answer = new JsonObject { [list] = new JsonArray([.. names.Select(row)]), ["PageSize"] = size };
        if (total is { } known)
        {
            answer[counter] = known;
        }

        return answer;
    }

    private static JsonObject Online(string name) =>
        new() { ["StreamName"] = name, ["AppName"] = "live", ["DomainName"] = "push.example.com" };

    private static JsonObject Pushed(string name) =>
        new() { ["StreamName"] = name, ["AppName"] = "live", ["PushDomain"] = "push.example.com", ["ClientIp"] = "192.0.2.1" };

    private static JsonObject Published(string name)
    {
        var row = Online(name);
        row["StreamStartTime"] = "2026-11-28T04:00:00Z";
        return row;
    }
}
