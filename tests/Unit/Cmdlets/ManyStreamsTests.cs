using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

[Collection(nameof(ClocksAndSockets))]
public sealed class ManyStreamsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    public async Task Results_keep_the_order_of_the_input_and_connections_stay_within_the_limit(int limit)
    {
        var random = new Random(limit);
        var (now, most) = (0, 0);
        await using var server = new WireServer(async e =>
        {
            int pause;
            lock (random)
            {
                most = Math.Max(most, ++now);
                pause = random.Next(5);
            }

            await Task.Delay(pause);
            lock (random)
            {
                now--;
            }

            await e.Answer(WireServer.Live);
        });
        using var shell = new TestShell();

        var output = await Task.Run(() => shell.Run($"1..600 | Get-LvbChannelStatus -Connection $c -ThrottleLimit {limit} | "
            + "ForEach-Object StreamId", ("c", TestShell.Connect(server.Uri))));

        Assert.Equal(Enumerable.Range(1, 600).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            output.Select(o => o.ToString()));
        Assert.InRange(most, 1, limit);

        // The pool of .NET sometimes opens one connection too many when another is freed at the same moment.
        Assert.InRange(server.Accepted, 1, limit + 1);
    }

    [Fact]
    public async Task One_bad_stream_is_one_error_that_names_it_and_the_others_are_processed()
    {
        await using var server = new WireServer(e => e.Request["Param.s.channel_id"] is "7" or "9"
            ? e.Answer("""{"message":"no record","ret":20601}""")
            : e.Answer(WireServer.Live));
        using var shell = new TestShell();
        using var pipeline = shell.Script("1..20 | Get-LvbChannelStatus -Connection $c", ("c", TestShell.Connect(server.Uri)));

        var output = await Task.Run(() => pipeline.Invoke());

        Assert.Equal(18, output.Count);
        Assert.Equal(["7", "9"], pipeline.Streams.Error.Select(e => e.TargetObject));
        Assert.All(pipeline.Streams.Error, e => Assert.StartsWith("LvbApi.20601", e.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_limit_of_one_each_result_is_emitted_before_the_next_input_is_read()
    {
        await using var server = WireServer.Answering(WireServer.Live);
        using var shell = new TestShell();

        var output = shell.Run(
            "1..3 | ForEach-Object { $log.Add(\"in $_\"); $_ } | Get-LvbChannelStatus -Connection $c -ThrottleLimit 1 | ForEach-Object { "
                + "$log.Add(\"out $($_.StreamId)\") }; $log",
            ("c", TestShell.Connect(server.Uri)), ("log", new List<string>()));

        Assert.Equal(["in 1", "out 1", "in 2", "out 2", "in 3", "out 3"], output.Select(o => o.ToString()));
    }

    [Fact]
    public async Task Four_hundred_streams_at_a_host_that_refuses_are_four_hundred_errors()
    {
        using var shell = new TestShell();
        using var pipeline = shell.Script("1..400 | Get-LvbChannelStatus -Connection $c", ("c", TestShell.Connect(Make.Refusing())));

        await Task.Run(() => pipeline.Invoke()).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(400, pipeline.Streams.Error.Count);
        Assert.Equal(Enumerable.Range(1, 400).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            pipeline.Streams.Error.Select(e => e.TargetObject));
        Assert.All(pipeline.Streams.Error, e => Assert.StartsWith("LvbNetwork", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.All(pipeline.Streams.Error, e => Assert.NotEmpty(e.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public async Task A_connection_is_used_by_many_threads_at_once()
    {
        await using var server = WireServer.Answering(WireServer.Live);
        var connection = TestShell.Connect(server.Uri);

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var shell = new TestShell();
            return shell.Run("1..100 | Get-LvbChannelStatus -Connection $c", ("c", connection)).Count;
        })));

        Assert.All(counts, c => Assert.Equal(100, c));
        Assert.Equal(800, server.Requests.Count);
        using var key = Make.Key();
        Assert.All(server.Requests, r => Assert.Equal(LvbSigner.Sign(key, r["t"]!), r["sign"]));
    }

    [Fact]
    public void Long_work_shows_count_and_speed_and_short_work_shows_nothing()
    {
        var now = TimeSpan.Zero;
        var shown = new List<ProgressRecord>();
        var progress = new WorkProgress(new ProgressBar(1, "Get-LvbChannelStatus", shown.Add), () => now);
        for (var i = 0; i < 95; i++)
        {
            now += TimeSpan.FromMilliseconds(10);
            progress.Advance();
        }

        Assert.Empty(shown);
        for (var i = 0; i < 405; i++)
        {
            now += TimeSpan.FromMilliseconds(10);
            progress.Advance();
        }

        Assert.InRange(shown.Count, 10, 20);
        Assert.Equal("Get-LvbChannelStatus", shown[^1].Activity);
        Assert.Matches("^[0-9]+ requests completed, 100 per second$", shown[^1].StatusDescription);
        progress.Complete();
        progress.Complete();
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.Single(shown, r => r.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public void A_call_without_a_response_shows_so_after_three_seconds()
    {
        var shown = new List<ProgressRecord>();
        var progress = new WorkProgress(new ProgressBar(1, "Get-LvbChannelStatus", shown.Add), () => TimeSpan.FromSeconds(60));
        var log = new CallLog(false);
        log.Begins(new Waiting(), number: 2, most: 4);

        progress.Wait(log, TimeSpan.FromSeconds(2.5));
        Assert.Empty(shown);
        progress.Wait(log, TimeSpan.FromSeconds(13.5));
        Assert.Equal(
            "Live_Channel_GetStatus for 8888_a: no response for 13 s, attempt 2 of 4. Press Ctrl+C to stop.",
            Assert.Single(shown).StatusDescription);
        progress.Advance();
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
        Assert.Equal(2, shown.Count);
    }

    // The console of an editor always shows progress, and a session without a host never does, however this process was started.
    [Theory]
    [InlineData("Visual Studio Code Host", true)]
    [InlineData("Default Host", false)]
    public async Task Progress_is_shown_where_a_user_sees_it_and_disappears_at_the_end(string host, bool shown)
    {
        await using var server = new WireServer(async e =>
        {
            await Task.Delay(600);
            await e.Answer(WireServer.Live);
        });
        using var shell = new TestShell(host);

        await Task.Run(() => shell.Run("1..3 | Get-LvbChannelStatus -Connection $c -ThrottleLimit 1",
            ("c", TestShell.Connect(server.Uri))));

        Assert.Equal(shown, !shell.Host.Progress.IsEmpty);
        Assert.Equal(shown ? 1 : 0, shell.Host.Progress.Count(r => r.RecordType == ProgressRecordType.Completed));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public async Task As_many_requests_as_allowed_are_in_flight_at_once(int limit)
    {
        var now = 0;
        var all = new TaskCompletionSource();
        await using var server = new WireServer(async e =>
        {
            if (Interlocked.Increment(ref now) == limit)
            {
                all.SetResult();
            }

            // No request is answered before the last one has arrived.
            await all.Task;
            await e.Answer(WireServer.Live);
        });
        using var shell = new TestShell();

        var output = await Task.Run(() => shell.Run($"1..{limit} | Get-LvbChannelStatus -Connection $c -ThrottleLimit {limit}",
            ("c", TestShell.Connect(server.Uri, s => s with { TimeoutSec = 30, MaximumRetryCount = 0 }))));

        Assert.Equal(limit, output.Count);
    }

    [Fact]
    public async Task Memory_does_not_grow_over_a_hundred_thousand_streams()
    {
        await using var server = new FastServer(WireServer.Live);
        using var shell = new TestShell();
        var connection = TestShell.Connect(server.Uri);

        // Measured at the last object, while the cmdlet still holds everything that it keeps.
        var script = "$n = 0; 1..{0} | Get-LvbChannelStatus -Connection $c -ThrottleLimit 64 | ForEach-Object {{ if (++$n -eq {0}) {{ "
            + "[GC]::GetTotalMemory($true) }} }}; $n";

        var few = await Task.Run(() => shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, 5000),
            ("c", connection)));
        var many = await Task.Run(() => shell.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, 100_000),
            ("c", connection)));

        Assert.Equal(100_000, many[1].BaseObject);
        var growth = (long)many[0].BaseObject - (long)few[0].BaseObject;
        Assert.True(growth < 4_000_000, $"{growth} bytes more");
    }

    private sealed class Waiting : IAttempt
    {
        public TransportMessage Message { get; } = new Lvb2Message<int>(Make.Account(new Uri("http://127.0.0.1/")), Make.Query());

        public bool MayHaveArrived => true;
    }
}
