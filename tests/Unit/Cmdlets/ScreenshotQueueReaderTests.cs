namespace TencentLvb.Unit.Cmdlets;

[Collection(nameof(ClocksAndSockets))]
public sealed class ScreenshotQueueReaderTests
{
    private static string Pictures(params int[] numbers) => Wire.Output(
        "{\"count\":" + numbers.Length + ",\"data\":["
            + string.Join(',', numbers.Select(n => $$"""{"stream_id":"8888_a","create_time":1772294400,"pic_url":"/{{n}}.jpg"}""")) + "]}");

    private static LvbConnection Connection(Uri address) =>
        new(new LvbConnectionSettings { AppId = 1250000001, Endpoint = address, StatEndpoint = address, TimeoutSec = 5 }, Make.Key());

    private static Task<int> Take(LvbConnection connection, int count, CallLog log, CancellationToken cancellation) =>
        new ScreenshotQueueReader(connection.Screenshots, connection.Backend.TakeScreenshots(count))
            .RunAsync(new OperationContext(new OperationScope(connection.Transport), log), cancellation);

    private static string Waiting(LvbConnection connection)
    {
        var paths = "";
        while (connection.Screenshots.TryTake(out var screenshot))
        {
            paths += screenshot.Path;
        }

        return paths;
    }

    [Fact]
    public async Task A_call_in_flight_at_a_stop_is_read_to_its_end()
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var server = new WireServer(async e =>
        {
            asked.SetResult();
            await stopped.Task;
            await e.Answer(Pictures(1, 2));
        });
        var connection = Connection(server.Uri);
        using var stop = new CancellationTokenSource();
        var taking = Take(connection, 100, new CallLog(false), stop.Token);
        await asked.Task;
        await stop.CancelAsync();
        stopped.SetResult();
        Assert.Equal(2, await taking);
        Assert.Equal("/1.jpg/2.jpg", Waiting(connection));
        Assert.Single(server.Requests);
        connection.Close();
    }

    [Fact]
    public async Task A_lost_response_is_recorded_until_it_has_been_reported()
    {
        await using var server = new WireServer(e => e.Half(Pictures(1, 2, 3)));
        var connection = Connection(server.Uri);
        var error = await Assert.ThrowsAsync<LvbException>(() => Take(connection, 3, new CallLog(false), CancellationToken.None));
        Assert.Equal("LvbAmbiguousOutcome", error.ErrorId);
        Assert.Contains("up to 3 screenshots might have been removed", error.Message, StringComparison.Ordinal);
        Assert.Same(error, Assert.Single(connection.Screenshots.TakeLosses()));
        Assert.Empty(connection.Screenshots.TakeLosses());
        Assert.Single(server.Requests);
        connection.Close();
    }

    [Theory]
    [InlineData("<html>Please log in</html>", 200, "LvbBadReply")]
    [InlineData("request failed.no returnData", 200, "LvbNoReturnData")]
    [InlineData("", 502, "LvbAmbiguousOutcome")]
    public async Task A_response_that_does_not_show_what_was_removed_is_a_loss_too(string answer, int status, string id)
    {
        await using var server = new WireServer(e => e.Answer(answer, status));
        var connection = Connection(server.Uri);
        var error = await Assert.ThrowsAsync<LvbException>(() => Take(connection, 3, new CallLog(false), CancellationToken.None));
        Assert.Equal(id, error.ErrorId);
        Assert.Same(error, Assert.Single(connection.Screenshots.TakeLosses()));
        Assert.Contains("up to 3 screenshots might have been removed", error.Message + error.RecommendedAction,
            StringComparison.OrdinalIgnoreCase);
        connection.Close();
    }

    [Fact]
    public async Task A_call_in_flight_at_a_stop_ends_with_its_timeout_when_no_response_arrives()
    {
        var asked = new TaskCompletionSource();
        await using var server = new WireServer(e =>
        {
            asked.SetResult();
            return e.Silence();
        });
        var connection = Connection(server.Uri);
        using var stop = new CancellationTokenSource();
        var taking = Take(connection, 7, new CallLog(false), stop.Token);
        await asked.Task;
        await stop.CancelAsync();
        var error = await Assert.ThrowsAsync<LvbException>(() => taking.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal("LvbAmbiguousOutcome", error.ErrorId);
        Assert.Same(error, Assert.Single(connection.Screenshots.TakeLosses()));
        connection.Close();
    }

    [Fact]
    public async Task A_queue_that_is_never_empty_ends_with_the_timeout_too()
    {
        await using var server = WireServer.Answering(Pictures([.. Enumerable.Range(0, 100)]));
        var connection = Connection(server.Uri);
        using var shell = new Cmdlets.TestShell();

        await Task.Run(() => shell.Run("Get-LvbScreenshot -Wait -Timeout 300ms -Connection $c | ForEach-Object { }", ("c", connection)))
            .WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(server.Requests.Count > 1);
        connection.Close();
    }

    [Fact]
    public async Task Losses_of_a_stopped_call_are_reported_once_by_the_next()
    {
        await using var server = WireServer.Answering(Pictures());
        var connection = Connection(server.Uri);
        connection.Screenshots.AddLoss(new LvbException("LvbAmbiguousOutcome", "Up to 3 screenshots may be lost.", "Call again."));
        using var shell = new Cmdlets.TestShell();

        shell.Run("Get-LvbScreenshot -Connection $c; Get-LvbScreenshot -Connection $c", ("c", connection));

        Assert.Contains("Up to 3 screenshots may be lost.", Assert.Single(shell.Host.Warnings), StringComparison.Ordinal);
        connection.Close();
    }

    [Fact]
    public async Task Unreadable_rows_of_a_response_are_reported_and_the_others_kept()
    {
        await using var server = WireServer.Answering(
            Wire.Output("""{"count":3,"data":[{"stream_id":"8888_a","pic_url":"/1.jpg"},{"picture":2},{"picture":3}]}"""));
        var connection = Connection(server.Uri);
        var notes = new CallLog(false);
        Assert.Equal(1, await Take(connection, 3, notes, CancellationToken.None));
        Assert.StartsWith("Live_Queue_Get: 2 screenshots in a response could not be read", Assert.Single(notes.Warnings),
            StringComparison.Ordinal);
        Assert.Equal("/1.jpg", Waiting(connection));
        connection.Close();
    }

    [Fact]
    public async Task A_response_without_the_announced_rows_is_a_loss()
    {
        await using var server = WireServer.Answering(Wire.Output("""{"count":3}"""));
        var connection = Connection(server.Uri);
        var error = await Assert.ThrowsAsync<LvbException>(() => Take(connection, 3, new CallLog(false), CancellationToken.None));
        Assert.Equal("LvbBadReply", error.ErrorId);
        Assert.Contains("Up to 3 screenshots might have been removed", error.RecommendedAction, StringComparison.Ordinal);
        connection.Close();
    }

    [Fact]
    public async Task A_refusal_of_the_service_is_not_a_loss()
    {
        await using var server = WireServer.Answering("""{"ret":1204,"message":"invalid"}""");
        var connection = Connection(server.Uri);
        await Assert.ThrowsAsync<LvbException>(() => Take(connection, 3, new CallLog(false), CancellationToken.None));
        Assert.Empty(connection.Screenshots.TakeLosses());
        connection.Close();
    }

    [Fact]
    public void The_backlog_keeps_its_order_when_screenshots_are_put_back()
    {
        var backlog = new ScreenshotBacklog();
        backlog.Add([new Screenshot { Path = "1" }, new Screenshot { Path = "2" }]);
        Assert.True(backlog.TryTake(out var first));
        backlog.PutBack(first);
        Assert.Equal(2, backlog.Count);
        Assert.True(backlog.TryTake(out first));
        Assert.Equal("1", first.Path);
    }

    [Fact]
    public void Threads_that_share_a_backlog_get_each_screenshot_once()
    {
        var backlog = new ScreenshotBacklog();
        backlog.Add(Enumerable.Range(0, 10_000)
            .Select(n => new Screenshot { Path = n.ToString(System.Globalization.CultureInfo.InvariantCulture) }));
        var taken = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, 4, _ =>
        {
            while (backlog.TryTake(out var screenshot))
            {
                taken.Add(screenshot.Path!);
            }
        });
        Assert.Equal(10_000, taken.Distinct().Count());
        Assert.Equal(10_000, taken.Count);
    }
}
