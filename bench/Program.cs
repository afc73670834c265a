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

// dotnet run -c Release --project bench -- <bench>... | all [-- arguments of the bench]
var split = Array.IndexOf(args, "--");
var names = split < 0 ? args : args[..split];
var rest = split < 0 ? [] : args[(split + 1)..];
var chosen = Benches.All.Where(b => names is ["all"] ? !b.IsApart : names.Contains(b.Name, StringComparer.OrdinalIgnoreCase)).ToList();
if (chosen.Count == 0 || (names is not ["all"] && chosen.Count != names.Length))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench -- <bench>... | all   with these benches:");
    foreach (var bench in Benches.All)
    {
        Console.Error.WriteLine($"  {bench.Name,-10} {bench.Measures}");
    }

    return 2;
}

#if DEBUG
Console.Error.WriteLine("This is a Debug build: its numbers mean nothing. Use -c Release.");
#endif
var table = new Table();
foreach (var bench in chosen)
{
    await bench.Run(table, rest);
}

table.Print();
return 0;
