namespace TencentLvb.Bench;

/// <summary>One bench: what it is called on the command line, what it measures, and the run that adds its rows to the table.</summary>
internal sealed record Bench(string Name, string Measures, Func<Table, string[], Task> Run)
{
    /// <summary>Whether it is to be asked for by name: it prints by itself, or takes long.</summary>
    public bool IsApart { get; init; }

    /// <summary>The arguments with which it gives rows of the table of aims (docs/performance.md); null when it gives none.</summary>
    public string[]? OfTable { get; init; }
}

/// <summary>Every bench there is. A new one is one line here.</summary>
internal static class Benches
{
    public static readonly IReadOnlyList<Bench> All =
    [
        new("sign", "signing a request, beside the bare MD5 of the same bytes", SignBench.Run),
        new("api3-sign", "signing a request of API 3.0, beside the bare hashes of the same bytes", Api3SignBench.Run),
        new("calls", "10,000 status calls at 0 and 20 ms with 1, 16 and 64 in flight, and bytes allocated per call", CallsBench.Run)
        {
            OfTable = ["0:64", "20:64"],
        },
        new("rest", "1,000 status calls, beside Invoke-RestMethod in a loop and in ForEach-Object -Parallel", RestMethodBench.Run),
        new("cold", "one call in a new process, beside a bare HttpClient program", ColdBench.Run)
        {
            OfTable = [],
        },
        new("api3-cold", "one call of API 3.0 in a new process, keys from the environment, beside the same", Api3ColdBench.Run),
        new("list", "listing 100,000 channels: first object, all, memory", ListBench.Run)
        {
            OfTable = [],
        },
        new("import", "importing the module, beside an empty binary module with one view", ImportBench.Run)
        {
            OfTable = [],
        },
        new("profile", "which types are allocated for 50,000 status calls (prints by itself)", AllocationProfile.Run) { IsApart = true },
        new("report", "a report of 200 streams over 30 days from points at hand: reduction, writing, size", ReportBench.Run),
        new("events", "500 notifications a second through Receive-LvbEvent, beside a bare accept-read-answer loop", EventsBench.Run),
        new("intake", "Receive-LvbEvent with a spool, beside a bare listener: events a second, latency", IntakeBench.Run)
        {
            OfTable = [],
        },
        new("replay", "what Receive-LvbEvent does with a spool of 1,000,000 events", ReplayBench.Run)
        {
            OfTable = [],
        },
        new("junk", "100 signed notifications a second beside 1,000 idle connections and 5,000 junk requests a second", JunkBench.Run),
        new("scaling", "two receivers behind nginx, one killed again and again, Redis behind (needs nginx, redis-server)", ScalingTrial.Run)
        {
            IsApart = true,
        },
        new("http", "small keep-alive requests a second through the HTTP server, beside the same bare loop", HttpBench.Run),
        new("chaos", "30 minutes (or the minutes named) of random calls, faults, stops and rotations, each result checked",
            ChaosBench.Run) { IsApart = true },
        new("http-fuzz", "a million mutated requests at the HTTP server", HttpFuzzBench.Run),
        new("event-fuzz", "a million mutated notifications through the parser", EventFuzzBench.Run),
    ];
}
