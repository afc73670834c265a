using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>Handles, threads and memory after each round: the last rounds compared with those after the warm-up.</summary>
internal sealed class ChaosFootprint
{
    /// <summary>The number of rounds until everything is loaded and compiled.</summary>
    private const int WarmUp = 3;
    private const int Window = 3;
    public const int Fewest = WarmUp + (2 * Window);
    private readonly List<(int Handles, int Threads, double Memory)> _rounds = [];

    public int Count => _rounds.Count;

    private (double Handles, double Threads, double Memory) First => Median(WarmUp);

    private (double Handles, double Threads, double Memory) Last => Median(_rounds.Count - Window);

    public void Measure()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // Idle threads of the pool end after some seconds.
        using var process = Process.GetCurrentProcess();
        var handles = OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
        _rounds.Add((handles, process.Threads.Count, GC.GetTotalMemory(forceFullCollection: true) / 1048576.0));
    }

    public void CheckFlat()
    {
        Check("handles", First.Handles, Last.Handles, 10);
        Check("threads", First.Threads, Last.Threads, 10);
        Check("MB of live memory", First.Memory, Last.Memory, Math.Max(4, First.Memory * 0.1));
    }

    public void Add(Table table)
    {
        table.Difference("handles at the end, minus those after the warm-up", Last.Handles, First.Handles, "", "flat");
        table.Difference("threads", Last.Threads, First.Threads, "", "flat");
        table.Ratio("live memory", Last.Memory, First.Memory, "MB", "flat");
    }

    public override string ToString() => _rounds.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $"{_rounds[^1].Handles} handles, {_rounds[^1].Threads} threads, {_rounds[^1].Memory:0.0} MB");

    private static void Check(string what, double first, double last, double slack)
    {
        if (last > first + slack)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"{last:0.0} {what} at the end, {first:0.0} after the warm-up"));
        }
    }

    private (double Handles, double Threads, double Memory) Median(int from)
    {
        var window = _rounds.GetRange(from, Window);
        return (Middle(window.Select(r => (double)r.Handles)), Middle(window.Select(r => (double)r.Threads)),
            Middle(window.Select(r => r.Memory)));
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Window / 2);
}
