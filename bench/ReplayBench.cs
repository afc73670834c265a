using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>Receive-LvbEvent with a spool of an earlier run: the time until the first event and until all events, and the memory used.
/// Argument: events (1,000,000), received two hours ago.</summary>
internal static class ReplayBench
{
    public static async Task Run(Table table, string[] arguments)
    {
        var events = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var few = await MeasureAsync(events / 10);
        var all = await MeasureAsync(events);
        var name = string.Create(CultureInfo.InvariantCulture, $"replay of a spool of {events:N0} events");
        table.Value($"{name}: time until the first event", all.First, "s", "<= 1");
        table.Ratio("  peak of the live heap, relative to a tenth of the events", all.Peak / 1e6, few.Peak / 1e6, "MB", "constant");
        table.Value("  events per second", events / all.Last, "/s");
        table.Value("  lost", all.Missing, "", "0");
        table.Value("  emitted twice", all.Twice, "", "0");
    }

    private static async Task<(double First, double Last, double Peak, int Missing, int Twice)> MeasureAsync(int events)
    {
        var folder = Repository.NewFolder();
        try
        {
            SpoolFiller.Fill(folder, events, DateTimeOffset.UtcNow.AddHours(-2), "a=1&b=2");
            using var key = EventsBench.Key();
            var seen = new SeenEvents(events + 1);
            seen.Mark(0);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var (first, peak) = (0.0, 0L);
            var clock = Stopwatch.StartNew();
            using (new RunningReceiver(key, seen, folder))
            {
                while (seen.Missing > 0 && clock.Elapsed < TimeSpan.FromMinutes(10))
                {
                    if (first > 0)
                    {
                        // Live memory: the amount that waits for collection depends on how busy the collector's threads are.
                        await Task.Delay(300);
                        peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
                        continue;
                    }

                    await Task.Delay(1);
                    first = seen.Missing < events ? clock.Elapsed.TotalSeconds : 0;
                }
            }

            return (first, clock.Elapsed.TotalSeconds, peak, seen.Missing, seen.Twice);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
