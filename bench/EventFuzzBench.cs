using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>A million mutated notifications, signed again, through the parser. Argument: the number of notifications.</summary>
internal static class EventFuzzBench
{
    public static Task Run(Table table, string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var reader = Signed.Reader();
        var watch = Stopwatch.StartNew();
        int reached = 0, refused = 0;
        Parallel.For(0, 8, lane =>
        {
            var mutator = new EventMutator(new Random(lane), Signed.Seeds, Signed.Key, Signed.T);
            int good = 0, bad = 0;
            for (var i = lane; i < count; i += 8)
            {
                try
                {
                    reader.Read(mutator.Next(), Signed.Now);
                    good++;
                }
                catch (LvbException)
                {
                    bad++;
                }
            }

            System.Threading.Interlocked.Add(ref reached, good);
            System.Threading.Interlocked.Add(ref refused, bad);
        });
        table.Value("mutated notifications read", reached, $"of {reached + refused}", "half");
        table.Value("mutated notifications: crashes", 0, "", "0");
        table.Value("mutated notifications per second", count / watch.Elapsed.TotalSeconds, "");
        return Task.CompletedTask;
    }
}
