using System.Globalization;
using System.Security;

namespace TencentLvb.Bench;

/// <summary>100 signed events per second from one address, while another opens 1,000 idle connections and sends 5,000 refused requests per
/// second, or as many as a plain loop still handles. Takes half a minute if the plain loop handles all of them. Arguments: seconds (8, for
/// each of the two receivers), junk per second (5000), idle connections (1000).</summary>
internal static class JunkBench
{
    private const int Events = 100;
    private const string KeyText = "bench-0123456789abcdef0123456789";

    public static async Task Run(Table table, string[] arguments)
    {
        var numbers = arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var seconds = numbers.Length > 0 ? numbers[0] : 8;
        var rate = numbers.Length > 1 ? numbers[1] : 5000;
        var idle = numbers.Length > 2 ? numbers[2] : 1000;
        using var key = new SecureString();
        KeyText.ToList().ForEach(key.AppendChar);
        key.MakeReadOnly();

        rate = await BareRate(table, idle, rate);
        await Measure(table, "Receive-LvbEvent", key, seconds, rate, idle, null);
        var folder = Path.Combine(Path.GetTempPath(), "lvb-bench-" + Guid.NewGuid().ToString("n"));
        try
        {
            await Measure(table, "with -SpoolPath", key, seconds, rate, idle, folder);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    // The highest rate at which accept, read, respond still reaches 99 %.
    private static async Task<int> BareRate(Table table, int idle, int rate)
    {
        for (; ; rate = rate * 4 / 5)
        {
            JunkResult bare;
            using (var loop = new BareLoop())
            {
                bare = await JunkLoad.RunAsync(loop.EndPoint, idle, rate, 3);
            }

            table.Value($"a plain loop: junk at {rate} per second, answered", bare.Percent, "%", "99 %");
            if (bare.Percent >= 99 || rate < 100)
            {
                return rate;
            }
        }
    }

    private static async Task Measure(Table table, string name, SecureString key, int seconds, int rate, int idle, string? spool)
    {
        var seen = new SeenEvents(Events * (seconds + 4));
        using var receiver = new RunningReceiver(key, seen, spool);
        var attack = JunkLoad.RunAsync(receiver.EndPoint, idle, rate, seconds + 4);
        // Until all connections are open.
        await Task.Delay(2000);
        var result = await new EventLoad(receiver.EndPoint, key, Events, seconds).RunAsync();
        var junk = await attack;
        table.Value($"{name}: junk at {rate} per second, answered or closed", junk.Percent, "%");
        table.Value($"{name}: signed events acknowledged within a second", 100.0 * result.Within(1000) / result.Sent, "%", "99 %");
        table.Value($"{name}: latency, median", result.Percentile(50), "ms");
        table.Value($"{name}: latency, 99 %", result.Percentile(99), "ms", "at most 1,000 ms");
        table.Ratio(
            $"{name}: live memory at the end, relative to a quarter", result.MemoryAtEnd, result.MemoryAtQuarter, "MB", "at most 1.2");
        table.Value($"{name}: warnings written", receiver.Warnings.Count, "", "under 100");
        table.Value($"{name}: characters of these warnings", receiver.Warnings.Sum(text => text.Length), "", "under 20,000");
    }
}
