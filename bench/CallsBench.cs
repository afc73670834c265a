using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>Ten thousand status calls through the cmdlet, beside a bare HttpClient with as many in flight.</summary>
internal static class CallsBench
{
    private static readonly int[] Widths = [1, 16, 64];

    public static async Task Run(Table table, string[] arguments)
    {
        // Arguments choose: latencies and numbers in flight, as 0:64.
        foreach (var latency in (int[])[0, 20])
        {
            using var server = await BenchServer.StartAsync(latency);
            using var shell = new ModuleShell(server.Uri);
            using var bare = new HttpClient();
            foreach (var width in Widths)
            {
                if (arguments.Length > 0 && !arguments.Contains($"{latency}:{width}"))
                {
                    continue;
                }

                // At 20 ms one after the other would take minutes and tell no more.
                var calls = latency > 0 && width == 1 ? 500 : 10_000;
                await Compare(table, server.Uri, shell, bare, latency, width, calls);
            }
        }
    }

    private static async Task Compare(Table table, Uri address, ModuleShell shell, HttpClient bare, int latency, int width, int calls)
    {
        var script = string.Create(CultureInfo.InvariantCulture, $"$ids[0..{calls - 1}] | Get-LvbChannelStatus -Connection $c -ThrottleLimit {width} | Out-Null");
        var module = new List<(double Rate, double Bytes)>();
        var reference = new List<(double Rate, double Bytes)>();
        for (var run = 0; run < 5; run++)
        {
            reference.Add(await Measure(calls, () => Bare(bare, address, width, calls)));
            module.Add(await Measure(calls, () => Task.FromResult(shell.Time(script))));
        }

        // The first run warms up.
        table.Ratio(
            string.Create(CultureInfo.InvariantCulture, $"{calls:N0} status calls at {latency} ms, {width} in flight"),
            ColdBench.Median(module.Skip(1).Select(m => m.Rate)),
            ColdBench.Median(reference.Skip(1).Select(m => m.Rate)),
            "calls/s",
            width == 64 ? (latency == 0 ? ">= 0.5" : ">= 0.9") : "");
        table.Difference(
            "  bytes allocated per call", ColdBench.Median(module.Skip(1).Select(m => m.Bytes)), ColdBench.Median(reference.Skip(1).Select(m => m.Bytes)), "B", "<= 6,144 more");
    }

    private static async Task<(double Rate, double Bytes)> Measure(int calls, Func<Task<TimeSpan>> run)
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var time = await run();
        return (calls / time.TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)calls);
    }

    private static async Task<TimeSpan> Bare(HttpClient client, Uri address, int width, int calls)
    {
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, width).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < calls)
            {
                var url = $"{address}?appid=1250000001&interface=Live_Channel_GetStatus&Param.s.channel_id=8888_{number:D6}&t=1700000000&sign=0123456789abcdef0123456789abcdef";
                await client.GetByteArrayAsync(url);
            }
        })));
        return clock.Elapsed;
    }
}
