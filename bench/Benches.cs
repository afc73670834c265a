namespace TencentLvb.Bench;

/// <summary>A benchmark: its name on the command line, what it measures, and the run that adds its rows to the table.</summary>
internal sealed record Bench(string Name, string Measures, Func<Table, string[], Task> Run)
{
    /// <summary>Whether it runs only by name, because it prints its own output or takes long.</summary>
    public bool IsApart { get; init; }

    /// <summary>The arguments with which it adds rows to the table of targets (docs/performance.md); null when it adds none.</summary>
    public string[]? OfTable { get; init; }
}

/// <summary>All benchmarks. Add a new one here.</summary>
internal static class Benches
{
    public static readonly IReadOnlyList<Bench> All =
    [
        new("sign", "signing a request, relative to the MD5 of the same bytes", SignBench.Run),
        new("api3-sign", "signing a request of API 3.0, relative to the hashes of the same bytes", Api3SignBench.Run),
        new("calls", "10,000 status calls at 0 and 20 ms with 1, 16 and 64 in flight, and bytes allocated per call", CallsBench.Run)
        {
            OfTable = ["0:64", "20:64"],
        },
        new("rest", "1,000 status calls, relative to Invoke-RestMethod in a loop and in ForEach-Object -Parallel", RestMethodBench.Run),
        new("cold", "one call in a new process, relative to a plain HttpClient program", ColdBench.Run)
        {
            OfTable = [],
        },
        new("api3-cold", "one call of API 3.0 in a new process, keys from the environment, relative to the same", Api3ColdBench.Run),
        new("list", "listing 100,000 channels: first object, all, memory", ListBench.Run)
        {
            OfTable = [],
        },
        new("api3-list", "listing 20,000 live and 10,000 published streams of API 3.0: first object, all", Api3ListBench.Run),
        new("import", "importing the module, relative to an empty binary module with one view", ImportBench.Run)
        {
            OfTable = [],
        },
        new("profile", "the types allocated for 50,000 status calls (prints its own output)", AllocationProfile.Run) { IsApart = true },
        new("report", "a report of 200 streams over 30 days from points in memory: reduction, writing, size", ReportBench.Run),
        new("events", "500 notifications per second through Receive-LvbEvent, relative to a plain loop", EventsBench.Run),
        new("intake", "Receive-LvbEvent with a spool, relative to a plain listener: events per second, latency", IntakeBench.Run)
        {
            OfTable = [],
        },
        new("replay", "replay of a spool of 1,000,000 events by Receive-LvbEvent", ReplayBench.Run)
        {
            OfTable = [],
        },
        new("junk", "100 signed notifications per second with 1,000 idle connections and 5,000 junk requests per second", JunkBench.Run),
        new("scaling", "two receivers behind nginx, one killed repeatedly, with Redis (needs nginx, redis-server)", ScalingTrial.Run)
        {
            IsApart = true,
        },
        new("http", "small keep-alive requests per second through the HTTP server, relative to the same plain loop", HttpBench.Run),
        new("chaos", "30 minutes (or as specified) of random calls, faults, stops and rotations, each result checked",
            ChaosBench.Run) { IsApart = true },
        new("http-fuzz", "a million mutated requests at the HTTP server", HttpFuzzBench.Run),
        new("event-fuzz", "a million mutated notifications through the parser", EventFuzzBench.Run),
    ];
}
