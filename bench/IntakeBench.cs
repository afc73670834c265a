using System.Globalization;
using System.Security;

namespace TencentLvb.Bench;

/// <summary>Receive-LvbEvent with a spool, compared with a plain loop that accepts, reads and responds: the maximum rate over 128
/// connections, and the latency at 500 per second. Both alternate. Arguments: events per round (30,000), rounds (5), seconds of the second
/// part (10).</summary>
internal static class IntakeBench
{
    private const int Connections = 128;
    private const int Rate = 500;
    private const int Turns = 4;

    public static async Task Run(Table table, string[] arguments)
    {
        var numbers = arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var events = numbers.Length > 0 ? numbers[0] : 30_000;
        var rounds = numbers.Length > 1 ? numbers[1] : 5;
        var seconds = numbers.Length > 2 ? numbers[2] : 10;
        using var key = EventsBench.Key();
        var folder = Repository.NewFolder();
        try
        {
            using var loop = new BareLoop();
            var seen = new SeenEvents(events * rounds);
            using (var receiver = new RunningReceiver(key, seen, Path.Combine(folder, "flat-out")))
            {
                var bare = new List<double>();
                var spooled = new List<double>();
                for (var round = 0; round < rounds; round++)
                {
                    bare.Add(await EventLoad.FlatOutAsync(loop.EndPoint, key, 0, events, Connections));
                    spooled.Add(await EventLoad.FlatOutAsync(receiver.EndPoint, key, round * events, events, Connections));
                    SpinWait.SpinUntil(() => seen.Missing <= (rounds - round - 1) * events, 60_000);
                }

                table.Ratio(
                    "Receive-LvbEvent with -SpoolPath: events per second, relative to a plain listener",
                    ColdBench.Median(spooled.Skip(1)), ColdBench.Median(bare.Skip(1)), "/s", ">= 0.5");
                table.Value($"  of {events * rounds} events lost", seen.Missing, "", "0");
                table.Value("  emitted twice", seen.Twice, "", "0");
            }

            await Latency(table, key, loop, Path.Combine(folder, "steady"), seconds);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Latency(Table table, SecureString key, BareLoop loop, string spool, int seconds)
    {
        using var receiver = new RunningReceiver(key, new SeenEvents(Turns * Rate * seconds), spool);
        var bare = new List<double>();
        var spooled = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var load = new EventLoad(loop.EndPoint, key, Rate, seconds) { First = turn * Rate * seconds };
            bare.Add((await load.RunAsync()).Percentile(50));
            load = new EventLoad(receiver.EndPoint, key, Rate, seconds) { First = turn * Rate * seconds };
            spooled.Add((await load.RunAsync()).Percentile(50));
        }

        table.Ratio("  median latency at 500/s", ColdBench.Median(spooled.Skip(1)), ColdBench.Median(bare.Skip(1)), "ms", "<= 1.5");
    }
}
