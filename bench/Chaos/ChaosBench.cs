using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>Half an hour of failures on the emulator, with both services: random calls from several sessions, faults in one attempt of
/// ten, stopped calls, rotated keys, clocks that jump, and a receiver whose disk is full at times. Each result is checked against the
/// account, each error against the journal. Arguments: minutes (30), seed.</summary>
internal static class ChaosBench
{
    private const int Sessions = 6;
    private const double FaultShare = 0.1;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(15);

    // The journal keeps the last 10,000 requests, and a round needs all of its own.
    private const int MostCallsOfASession = 600;

    public static async Task Run(Table table, string[] arguments)
    {
        var minutes = arguments.Length > 0 ? double.Parse(arguments[0], CultureInfo.InvariantCulture) : 30;
        var seed = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : Environment.TickCount & 0xffffff;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"chaos for {minutes} min, seed {seed}"));
        var folder = Repository.NewFolder();
        var disk = ChaosDisk.Open(folder);
        var vault = new ChaosVault();
        AppDomain.CurrentDomain.SetData("lvb-chaos-vault", vault);
        var module = ChaosVault.WriteModule(folder);
        var shells = Enumerable.Range(0, Sessions + 1).Select(_ => new ChaosRunspace(module)).ToArray();
        var footprint = new ChaosFootprint();
        var totals = new ChaosTotals();
        try
        {
            var until = Stopwatch.GetTimestamp() + (long)(minutes * 60 * Stopwatch.Frequency);
            for (var round = 1; Stopwatch.GetTimestamp() < until || footprint.Count < ChaosFootprint.Fewest; round++)
            {
                await RoundAsync(new ChaosRound(vault, shells, disk, unchecked((seed * 7919) + round), FaultShare), totals, seed, round);
                Array.ForEach(shells, shell => shell.ForgetErrors());
                footprint.Measure();
                Console.Error.WriteLine($"round {round}: {totals}; {footprint}");
            }

            footprint.CheckFlat();
        }
        finally
        {
            Array.ForEach(shells, shell => shell.Dispose());
            disk.Dispose();
            Directory.Delete(folder, true);
        }

        totals.Add(table);
        footprint.Add(table);
    }

    private static async Task RoundAsync(ChaosRound round, ChaosTotals totals, int seed, int number)
    {
        try
        {
            await round.RunAsync(RoundTime, MostCallsOfASession, totals);
        }
        catch (ChaosFailure failure)
        {
            throw new InvalidOperationException($"seed {seed}, round {number}: {failure.Message}", failure);
        }
    }
}

/// <summary>The totals of all rounds.</summary>
internal sealed class ChaosTotals
{
    public int Calls { get; set; }

    public int Commands { get; set; }

    public int Requests { get; set; }

    public int Struck { get; set; }

    public int Errors { get; set; }

    public int Stopped { get; set; }

    public int Named { get; set; }

    public int Once { get; set; }

    public int Rotations { get; set; }

    public int Jumps { get; set; }

    public int Events { get; set; }

    public int Refused { get; set; }

    public override string ToString() => $"{Calls} calls, {Requests} requests, {Struck} struck, {Errors} errors, "
        + $"{Stopped} stopped ({Named} named), {Events} events ({Refused} answers 503)";

    public void Add(Table table)
    {
        table.Value("calls, each result checked against the account", Calls, "");
        table.Value("  number of cmdlets", Commands, "");
        table.Value("  at-most-once calls: sent twice without an earlier refusal", 0, $"of {Once}", "0");
        table.Value("  stopped in flight", Stopped, "");
        table.Value("    after an at-most-once call was carried out, each named in a warning", Named, "");
        table.Value("  errors, each explained by the journal", Errors, "");
        table.Value("requests", Requests, "");
        table.Value("  affected by a fault", 100.0 * Struck / Math.Max(1, Requests), "%", "10 %");
        table.Value("keys rotated, and clocks moved", Rotations, $"and {Jumps}");
        table.Value("notifications, each emitted and none lost", Events, "");
        table.Value("  responses of 503 while the disk of the spool was full", Refused, "");
    }
}
