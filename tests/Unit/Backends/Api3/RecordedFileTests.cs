using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>The search for recorded files on API 3.0: windows, pages and totals, and the files of a recording task.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class RecordedFileTests : IAsyncDisposable
{
    private static readonly StreamKey Stream = new("s1", "push.example.com", "live");
    private static readonly DateTimeOffset At = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    private readonly Service3 _service = new();
    private readonly Api3Client _client;

    public RecordedFileTests() => _client = new Api3Client(_service.Uri);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private IEnumerable<JsonObject> Asked(string action) => _service.Asked.Where(a => a.Action == action).Select(a => a.Body);

    private IEnumerable<(double, double)> Windows => Asked("SearchMedia").Select(b => b["CreateTime"]!)
        .Select(t => ((Time(t["After"]) - At).TotalHours, (Time(t["Before"]) - At).TotalHours));

    [Theory]
    [InlineData(false, "14 26", "2 14")]
    [InlineData(true, "2 14", "14 26")]
    public async Task A_window_with_as_many_files_as_a_search_reports_is_halved_in_the_order_of_the_list(
        bool descending, string rest, string first)
    {
        Media(body => Time(body["CreateTime"]!["Before"]) - Time(body["CreateTime"]!["After"]) > TimeSpan.FromHours(12) ? 5000 : 1);
        var window = new TimeWindow(At.AddHours(2), At.AddHours(2));
        var page = await Files(new PageRequest(1, 100), window, descending);
        Assert.Equal(["2 26", first], Windows.Select(w => $"{w.Item1} {w.Item2}"));
        Assert.Equal((null, false), (page.Total, page.IsLast));
        await Files(new PageRequest(2, 100, page.Next), window, descending);
        Assert.Equal(rest, Windows.Select(w => $"{w.Item1} {w.Item2}").Last());
    }

    [Theory]
    [InlineData("1 1795838400-1795838460", 5000, 1, "2 1795838400-1795838460")]
    [InlineData("49 1795838400-1795838460", 5000, 1, "50 1795838400-1795838460")]
    [InlineData("50 1795838400-1795838460", 5000, 1, null)]
    [InlineData("50 1795838400-1795838460", null, 100, null)]
    [InlineData("50 1795838400-1795838460 1795838460-1795838520", 5000, 1, "1 1795838460-1795838520")]
    [InlineData("2 1795838400-1795838460", 200, 1, null)]
    [InlineData("2 1795838400-1795838460", 201, 1, "3 1795838400-1795838460")]
    [InlineData("1 1795838400-1795838460", 5000, 0, null)]
    [InlineData("1 1795838400-1795838460", null, 100, "2 1795838400-1795838460")]
    [InlineData("1 1795838400-1795838460", null, 99, null)]
    public async Task The_next_page_follows_from_the_total_and_the_last_one_that_the_service_returns(
        string token, int? total, int rows, string? next)
    {
        Media(_ => total, rows);
        var page = await Files(new PageRequest(3, 100, token), new TimeWindow(At, At));
        Assert.Equal((next, next is null), (page.Next, page.IsLast));
        Assert.Equal((int.Parse(token.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) - 1) * 100,
            (int)Asked("SearchMedia").Single()["Offset"]!);
    }

    [Theory]
    [InlineData(30, 4990)]
    [InlineData(30, 5000)]
    [InlineData(99, 4951)]
    [InlineData(100, 4999)]
    [InlineData(1, 5000)]
    public async Task Each_file_within_the_limit_of_a_search_is_listed_with_any_page_size(int size, int total)
    {
        const string Window = " 1795838400-1795838460";
        _service["SearchMedia"] = body => new JsonObject
        {
            ["TotalCount"] = total,
            ["MediaInfoSet"] = new JsonArray([.. Enumerable.Range((int)body["Offset"]!, (int)body["Limit"]!).Where(i => i < total)
                .Select(i => File("f" + i, 0, 1))]),
        };
        string? token = (total / size) - 1 + Window;
        var seen = new List<string>();
        while (token is not null)
        {
            var page = await Files(new PageRequest(3, size, token), new TimeWindow(At, At));
            seen.AddRange(page.Rows.Select(file => file.FileId!));
            token = page.Next;
        }

        int first = ((total / size) - 2) * size;
        Assert.Equal(Enumerable.Range(first, total - first).Select(i => "f" + i), seen);
        Assert.All(Asked("SearchMedia"), body => Assert.InRange((int)body["Offset"]! + (int)body["Limit"]!, 1, 5000));
    }

    [Fact]
    public async Task Without_a_range_all_files_until_now_are_searched()
    {
        Media(_ => 1);
        await Files(new PageRequest(1, 100), null);
        Assert.InRange(Time(Asked("SearchMedia").Single()["CreateTime"]!["Before"]),
            DateTimeOffset.UtcNow.AddHours(23), DateTimeOffset.UtcNow.AddHours(25));
    }

    [Fact]
    public async Task The_number_of_files_is_reported_only_if_one_search_counted_them_all()
    {
        Media(_ => 4999);
        Assert.Equal(4999, (await Files(new PageRequest(1, 100), null)).Total);
        Media(body => Time(body["CreateTime"]!["After"]).Year < 2020 ? 5000 : 1);
        Assert.Null((await Files(new PageRequest(1, 100), null, descending: true)).Total);
        Media(_ => null);
        Assert.Null((await Files(new PageRequest(1, 100), null)).Total);
    }

    [Fact]
    public async Task A_recording_that_touches_the_range_belongs_to_it()
    {
        Recorded(("before", -2, -1), ("ends", -1, 0), ("starts", 3600, 3700), ("after", 3601, 3700));
        var page = await Files(new PageRequest(1, 100), new TimeWindow(At, At.AddHours(1)));
        Assert.Equal(["ends", "starts"], page.Rows.Select(f => f.FileId));
    }

    [Fact]
    public async Task An_account_without_files_or_tasks_has_empty_lists()
    {
        _service["SearchMedia"] = _service["DescribeRecordTask"] = _ => Service3.Error("ResourceNotFound.EmptyData");
        var files = await Files(new PageRequest(1, 100), new TimeWindow(At, At));
        Assert.Equal((0, true), (files.Rows.Count, files.IsLast));
        var tasks = await _client.Run(new Api3Backend(_client.Account).GetTapeTasks(
            new TapeTaskQuery(Stream, new TimeWindow(At, At)), new PageRequest(1, 100)));
        Assert.Equal((0, true), (tasks.Rows.Count, tasks.IsLast));
    }

    [Fact]
    public async Task The_files_of_a_task_are_those_within_ten_seconds_of_its_times()
    {
        Tasks(("1", "other"), ("2", "mine"));
        Recorded(
            ("early", -11, 100), ("edge", -10, -10), ("short", -5, 5), ("in", 0, 600), ("last", 610, 650), ("late", 611, 700));
        Assert.Equal(["edge", "short", "in", "last"], await Find("mine"));

        // Both pages of the tasks from three days before to four days after were read.
        Assert.Equal([null, "1"], Asked("DescribeRecordTask").Select(b => (string?)b["ScrollToken"]));
        var asked = Asked("DescribeRecordTask").First();
        Assert.Equal((At.AddDays(-3).AddMinutes(1), At.AddDays(4).AddMinutes(1)),
            (DateTimeOffset.FromUnixTimeSeconds((long)asked["StartTime"]!), DateTimeOffset.FromUnixTimeSeconds((long)asked["EndTime"]!)));
        Assert.Equal("s1", (string)asked["StreamName"]!);
    }

    [Fact]
    public async Task The_files_of_a_task_that_is_not_listed_are_those_from_the_start_on()
    {
        Tasks(("1", "other"), ("2", "another"));
        Recorded(("early", 0, 40), ("edge", 50, 90), ("late", 700, 800));
        Assert.Equal(["edge", "late"], await Find("mine"));
        Assert.Equal(2, Asked("DescribeRecordTask").Count());
        Assert.Equal(["edge", "late"], await Find(null));
        Assert.Equal(2, Asked("DescribeRecordTask").Count());
    }

    [Fact]
    public async Task A_stopped_task_is_identified_by_its_id_alone()
    {
        _service.Done("StopRecordTask");
        var backend = new Api3Backend(_client.Account);
        var (verbose, quiet) = (new CallLog(true), new CallLog(false));
        foreach (var log in new[] { verbose, quiet })
        {
            await _client.Run(backend.StopTape(new TapeTask { StreamId = "s1", TaskId = "t1" }), log);
        }

        Assert.Contains(verbose.VerboseLines, l => l.Contains("-StreamId", StringComparison.Ordinal));
        Assert.Empty(quiet.VerboseLines);
        Assert.All(Asked("StopRecordTask"), b => Assert.Equal("""{"TaskId":"t1"}""", b.ToJsonString()));
    }

    private Task<Page<TapeFile>> Files(PageRequest page, TimeWindow? window, bool descending = false) =>
        _client.Run(new Api3Backend(_client.Account).GetTapeFiles(new TapeFileQuery(Stream, window, descending), page));

    private async Task<IReadOnlyList<string?>> Find(string? task) => (await _client.Run(new Api3Backend(_client.Account).FindTapeFiles(
        new TapeFileSearch(Stream, At.AddMinutes(1)) { TaskId = task }))).Select(f => f.FileId).ToArray();

    // A task of ten minutes on each page. The token of a page is the number of the one before.
    private void Tasks((string Token, string Id) first, (string Token, string Id) second) => _service["DescribeRecordTask"] = body =>
    {
        var (token, id) = body["ScrollToken"] is null ? first : second;
        return new JsonObject
        {
            ["TaskList"] = new JsonArray(new JsonObject
            {
                ["StreamName"] = "s1", ["TaskId"] = id, ["StartTime"] = At.ToUnixTimeSeconds(),
                ["EndTime"] = At.AddMinutes(10).ToUnixTimeSeconds(),
            }),
            ["ScrollToken"] = body["ScrollToken"] is null ? token : "",
        };
    };

    // Files with their start and end in seconds.
    private void Recorded(params (string Id, int Start, int End)[] files) => _service["SearchMedia"] = _ => new JsonObject
    {
        ["TotalCount"] = files.Length,
        ["MediaInfoSet"] = new JsonArray([.. files.Select(f => File(f.Id, f.Start, f.End))]),
    };

    private void Media(Func<JsonObject, int?> total, int rows = 1) => _service["SearchMedia"] = body => new JsonObject
    {
        ["TotalCount"] = total(body),
        ["MediaInfoSet"] = new JsonArray([.. Enumerable.Range(0, rows).Select(i => File("f" + i, 0, 1))]),
    };

    private static JsonObject File(string id, int start, int end) => new()
    {
        ["FileId"] = id,
        ["BasicInfo"] = new JsonObject
        {
            ["SourceInfo"] = new JsonObject
            {
                ["LiveRecordInfo"] = new JsonObject
                {
                    ["RecordStartTime"] = Api3Time.Format(At.AddSeconds(start)), ["RecordEndTime"] = Api3Time.Format(At.AddSeconds(end)),
                },
            },
        },
    };

    private static DateTimeOffset Time(JsonNode? text) => Api3Time.Parse((string?)text)!.Value;
}
