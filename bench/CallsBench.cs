using System.Globalization;
using System.Diagnostics;

namespace TencentLvb.Bench;

/// <summary>Ten thousand status calls through the cmdlet, compared with a plain HttpClient with the same number in flight, on each
/// service.</summary>
internal static class CallsBench
{
    private static readonly int[] Widths = [1, 16, 64];

    public static async Task Run(Table table, string[] arguments)
    {
        // Arguments select latency and number in flight, for example 0:64.
        foreach (var latency in (int[])[0, 20])
        {
            using var server = await BenchServer.StartAsync(latency);
            using var shell = new ModuleShell(server.Uri);
            using var bare = new BareCalls(server.Uri);
            foreach (var width in Widths)
            {
                if (arguments.Length > 0 && !arguments.Contains($"{latency}:{width}"))
                {
                    continue;
                }

                // 20 ms with one in flight would take minutes and add no information.
                var calls = latency > 0 && width == 1 ? 500 : 10_000;
                await Compare(table, "API 2.0", "$c", latency, width, calls, shell, bare.Lvb2);
                await Compare(table, "API 3.0", "$c3", latency, width, calls, shell, bare.Api3);
            }
        }
    }

    private static async Task Compare(
        Table table, string service, string connection, int latency, int width, int calls, ModuleShell shell, Func<int, Task> bare)
    {
        var script = string.Create(
            CultureInfo.InvariantCulture,
            $"$ids[0..{calls - 1}] | Get-LvbChannelStatus -Connection {connection} -ThrottleLimit {width} | Out-Null");
        var module = new List<(double Rate, double Bytes)>();
        var reference = new List<(double Rate, double Bytes)>();
        var rounds = calls > 500 ? 12 : 5;
        for (var run = 0; run < rounds; run++)
        {
            reference.Add(await Measure(calls, () => Bare(bare, width, calls)));
            module.Add(await Measure(calls, () => Task.FromResult(shell.Time(script))));
        }

        // The first runs warm up.
        var skip = rounds / 2;
        table.Ratio(
            string.Create(CultureInfo.InvariantCulture, $"{service}: {calls:N0} status calls at {latency} ms, {width} in flight"),
            ColdBench.Median(module.Skip(skip).Select(m => m.Rate)),
            ColdBench.Median(reference.Skip(skip).Select(m => m.Rate)),
            "calls/s",
            width < 64 ? "" : latency == 0 ? ">= 0.8" : ">= 0.98");
        table.Difference(
            "  bytes allocated per call",
            ColdBench.Median(module.Skip(skip).Select(m => m.Bytes)),
            ColdBench.Median(reference.Skip(skip).Select(m => m.Bytes)),
            "B",
            width < 64 ? "" : "<= 4,096 more");
    }

    private static async Task<(double Rate, double Bytes)> Measure(int calls, Func<Task<TimeSpan>> run)
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var time = await run();
        return (calls / time.TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)calls);
    }

    private static async Task<TimeSpan> Bare(Func<int, Task> call, int width, int calls)
    {
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, width).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < calls)
            {
                await call(number);
            }
        })));
        return clock.Elapsed;
    }
}
