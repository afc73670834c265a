using System.Globalization;

if (args is [BenchServer.Command, var latency])
{
    await BenchServer.ServeAsync(int.Parse(latency, CultureInfo.InvariantCulture));
    return 0;
}

if (args is [JunkLoad.Command, ..])
{
    await JunkLoad.ServeAsync(args[1..]);
    return 0;
}

if (args is [ColdBench.BareCommand, var address])
{
    await ColdBench.BareAsync(address);
    return 0;
}

// dotnet run -c Release --project bench -- <benchmark>... | all | table [-- arguments of the benchmark]; "chaos 3" is short for "chaos --
// 3"
var split = Array.FindIndex(args, a => a == "--" || (a.Length > 0 && char.IsAsciiDigit(a[0])));
var names = split < 0 ? args : args[..split];
var rest = split < 0 ? [] : args[(args[split] == "--" ? split + 1 : split)..];
var chosen = Benches.All.Where(b => names switch
{
    ["all"] => !b.IsApart,
    ["table"] => b.OfTable is not null,
    _ => names.Contains(b.Name, StringComparer.OrdinalIgnoreCase),
}).ToList();
if (chosen.Count == 0 || (names is not (["all"] or ["table"]) && chosen.Count != names.Length))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench -- <benchmark>... | all | table");
    Console.Error.WriteLine("table: the rows of the table of targets; all: everything that takes minutes, not hours. The benchmarks:");
    foreach (var bench in Benches.All)
    {
        Console.Error.WriteLine($"  {bench.Name,-10} {bench.Measures}");
    }

    return 2;
}

#if DEBUG
Console.Error.WriteLine("This is a Debug build: its numbers are meaningless. Use -c Release.");
#endif
var table = new Table();
foreach (var bench in chosen)
{
    await bench.Run(table, names is ["table"] ? bench.OfTable! : rest);
}

table.Print();
return 0;
