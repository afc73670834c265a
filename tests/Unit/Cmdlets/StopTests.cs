using System.Diagnostics;
using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>Ctrl+C, a downstream command that stops the pipeline, and one that throws.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class StopTests
{
    // The target is 200 ms. The time-out also suits a machine under load.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("1..500 | Get-LvbChannelStatus -Connection $c -ThrottleLimit 16")]
    [InlineData("Get-LvbLiveStat -Connection $c")]
    [InlineData("'a','b' | Get-LvbLivePushStatHistory -Connection $c")]
    [InlineData("'a','b' | Suspend-LvbChannel -Duration 1h -Connection $c")]
    [InlineData("'a','b' | Start-LvbTape -Duration 1h -Connection $c")]
    [InlineData("Get-LvbScreenshot -Wait -Connection $c")]
    [InlineData("Invoke-LvbApi -Interface Live_New -Connection $c")]
    public async Task Ctrl_C_ends_it_immediately_and_leaves_no_socket(string script)
    {
        for (var round = 0; round < 3; round++)
        {
            using var asked = new SemaphoreSlim(0);
            await using var server = new WireServer(e =>
            {
                asked.Release();
                return e.Silence();
            });
            using var shell = new TestShell();
            var connection = TestShell.Connect(server.Uri);
            using var pipeline = shell.Script(script, ("c", connection));
            pipeline.BeginInvoke();
            Assert.True(await asked.WaitAsync(TimeSpan.FromSeconds(20)), "no request arrived");

            var clock = Stopwatch.StartNew();
            pipeline.Stop();
            Assert.True(clock.Elapsed < TimeLimit, $"{clock.Elapsed}");
            Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);

            // Get-LvbScreenshot reads a call in flight to its end.
            if (!script.Contains("Screenshot", StringComparison.Ordinal))
            {
                await Gone(() => server.WaitingNow);
                Assert.InRange(server.OpenNow, 0, 16);
            }
        }
    }

    [Theory]
    [InlineData("do { 1..500 | Get-LvbChannelStatus -Connection $c | ForEach-Object { $_; break } } until ($true)")]
    [InlineData("1..500 | Get-LvbChannelStatus -Connection $c | ForEach-Object { $_; throw 'enough' }")]
    public async Task A_downstream_stop_or_error_ends_what_is_in_flight_twenty_times(string script)
    {
        await using var server = new WireServer(e => e.Request["Param.s.channel_id"] is "1" ? e.Answer(WireServer.Live) : e.Silence());
        var connection = TestShell.Connect(server.Uri);
        using var shell = new TestShell();
        for (var round = 0; round < 20; round++)
        {
            using var pipeline = shell.Script(script, ("c", connection));
            using var output = new PSDataCollection<PSObject>();
            var clock = Stopwatch.StartNew();
            try
            {
                await Task.Run(() => pipeline.Invoke(null, output));
            }
            catch (RuntimeException e) when (e.Message == "enough")
            {
            }

            Assert.True(clock.Elapsed < TimeLimit, $"{clock.Elapsed}");
            Assert.Single(output);

            // Idle connections may stay open for the next call, but must not pile up.
            await Gone(() => server.WaitingNow);
            Assert.InRange(server.OpenNow, 0, 8);
        }

    }

    [Fact]
    public async Task No_task_of_a_stopped_cmdlet_survives()
    {
        await using var server = new WireServer(e => e.Silence());
        var connection = TestShell.Connect(server.Uri);
        var tasks = new List<WeakReference>();
        for (var round = 0; round < 20; round++)
        {
            tasks.Add(StopOne(connection, server));
        }

        await Gone(() => server.WaitingNow);
        Assert.InRange(server.OpenNow, 0, 8);
        for (var i = 0; i < 50 && tasks.Any(t => t.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        Assert.DoesNotContain(tasks, t => t.IsAlive);
    }

    [Fact]
    public async Task An_at_most_once_call_in_flight_is_reported_at_the_stop_and_at_the_next_such_call()
    {
        var silent = true;
        using var asked = new SemaphoreSlim(0);
        await using var server = new WireServer(e =>
        {
            asked.Release();
            return silent ? e.Silence() : e.Answer(WireServer.TaskStarted);
        });
        using var shell = new TestShell();
        var connection = TestShell.Connect(server.Uri);
        using (var pipeline = shell.Script("'8888_x','8888_y' | Start-LvbTape -Duration 1h -Connection $c", ("c", connection)))
        {
            pipeline.BeginInvoke();
            await asked.WaitAsync(TimeSpan.FromSeconds(20));
            await asked.WaitAsync(TimeSpan.FromSeconds(20));
            pipeline.Stop();
        }

        await Gone(() => 2 - shell.Host.Warnings.Count);
        Assert.All(shell.Host.Warnings, w => Assert.Contains("Live_Tape_Start", w, StringComparison.Ordinal));
        Assert.Contains(shell.Host.Warnings, w => w.Contains("8888_x", StringComparison.Ordinal));
        Assert.Contains(shell.Host.Warnings, w => w.Contains("8888_y", StringComparison.Ordinal));

        silent = false;
        using var query = shell.Script("Invoke-LvbApi -Interface Live_Channel_GetStatus -Parameter @{channel_id='a'} -Connection $c");
        query.Invoke();
        Assert.Empty(query.Streams.Warning);
        using var next = shell.Script("'8888_z' | Start-LvbTape -Duration 1h -Connection $c -WarningVariable w; $w.Count; 'again' | "
            + "Start-LvbTape -Duration 1h -Connection $c");
        next.Invoke();
        Assert.Equal(2, next.Streams.Warning.Count);
        Assert.All(next.Streams.Warning, w => Assert.Contains("Live_Tape_Start", w.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_at_most_once_call_cut_off_by_a_downstream_error_is_reported_too()
    {
        var second = new TaskCompletionSource();
        await using var server = new WireServer(async e =>
        {
            if (e.Request["Param.s.channel_id"] is "1")
            {
                await second.Task.WaitAsync(TimeSpan.FromSeconds(20));
                await e.Answer(WireServer.TaskStarted);
                return;
            }
            second.TrySetResult();
            await e.Silence();
        });
        using var shell = new TestShell();
        using var pipeline = shell.Script(
            "1..3 | Start-LvbTape -Duration 1h -Connection $c -ThrottleLimit 2 | ForEach-Object { throw 'enough' }",
                ("c", TestShell.Connect(server.Uri)));

        Assert.ThrowsAny<RuntimeException>(() => pipeline.Invoke());

        Assert.Contains(server.Requests, r => r["Param.s.channel_id"] == "2");
        Assert.Contains("Live_Tape_Start", Assert.Single(shell.Host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_never_sent_is_not_reported()
    {
        using var hole = new BlackHole();
        using var shell = new TestShell();
        using var pipeline = shell.Script("Start-LvbTape a -Duration 1h -Connection $c", ("c", TestShell.Connect(hole.Uri)));
        pipeline.BeginInvoke();
        await Task.Delay(500);

        pipeline.Stop();

        Assert.Equal("", string.Join("; ", shell.Host.Warnings));
    }

    [Fact]
    public void Stop_and_dispose_may_be_called_in_any_order_and_twice()
    {
        for (var round = 0; round < 200; round++)
        {
            var cmdlet = new Stoppable();
            using var registration = cmdlet.StopToken.Register(() => { });
            Parallel.Invoke(cmdlet.Stop, cmdlet.Dispose, cmdlet.Stop, cmdlet.Dispose);
            cmdlet.Stop();
            cmdlet.Dispose();
            Assert.True(cmdlet.WasStopped);
        }
    }

    private static WeakReference StopOne(LvbConnection connection, WireServer server)
    {
        using var shell = new TestShell();
        var before = server.Requests.Count;
        using var pipeline = shell.Script("1..100 | ForEach-Object { \"s$_\" } | Get-LvbChannelStatus -Connection $c", ("c", connection));
        pipeline.BeginInvoke();
        Assert.True(SpinWait.SpinUntil(() => server.Requests.Count >= before + 8, TimeSpan.FromSeconds(20)));
        pipeline.Stop();
        return new WeakReference(pipeline);
    }

    private static async Task Gone(Func<int> count)
    {
        var clock = Stopwatch.StartNew();
        while (count() > 0 && clock.Elapsed < TimeLimit)
        {
            await Task.Delay(10);
        }

        Assert.Equal(0, count());
    }

    private sealed class Stoppable : LvbCmdlet
    {
        public bool WasStopped { get; private set; }

        public Stoppable() => StopToken.Register(() => WasStopped = true);

        public void Stop() => StopProcessing();
    }
}
