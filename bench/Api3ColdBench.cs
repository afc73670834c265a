namespace TencentLvb.Bench;

/// <summary>One call of API 3.0 in a new process, with keys from the environment: import, connect, request. Compared with a plain
/// HttpClient program and an idle pwsh.</summary>
internal static class Api3ColdBench
{
    private const int Rounds = 9;

    /// <summary>The optional argument is the number of rounds.</summary>
    public static async Task Run(Table table, string[] arguments)
    {
        var rounds = arguments is [var number, ..] ? (int)ColdBench.Number(number) : Rounds;
        using var server = await BenchServer.StartAsync(0);
        var folder = Repository.NewFolder();
        var before = Variables.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        try
        {
            foreach (var (name, value) in Variables)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            // A profile of the current user would win over the environment.
            Environment.SetEnvironmentVariable("LVB_PROFILE_PATH", Path.Combine(folder, "profiles.json"));
            var call = Path.Combine(folder, "call.ps1");
            var nothing = Path.Combine(folder, "nothing.ps1");
            await File.WriteAllTextAsync(nothing, "1");
            await File.WriteAllTextAsync(call, $$"""
                Import-Module '{{Repository.Module}}'
                Connect-Lvb -CredentialSource Environment -Endpoint {{new Uri(server.Uri, "/")}}
                (Get-LvbChannelStatus 8888_a -PushDomain {{ModuleShell.Domain}} -AppName live).Status
                """);
            var cold = new List<double>();
            var idle = new List<double>();
            var bare = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                bare.Add((await Repository.RunAsync(
                    Repository.DotNet, [BenchServer.Program, ColdBench.BareCommand, server.Uri.ToString()])).Time.TotalMilliseconds);
                idle.Add((await Repository.RunScriptAsync(nothing)).Time.TotalMilliseconds);
                var (output, time) = await Repository.RunScriptAsync(call);
                if (output.Trim() != "Live")
                {
                    throw new InvalidOperationException($"The call returned '{output}'.");
                }

                cold.Add(time.TotalMilliseconds);
            }

            table.Ratio(
                "API 3.0: one call cold, keys from the environment, relative to a plain HttpClient program",
                ColdBench.Median(cold), ColdBench.Median(bare), "ms");
            table.Ratio("  the same, relative to an idle pwsh", ColdBench.Median(cold), ColdBench.Median(idle), "ms");
        }
        finally
        {
            foreach (var (name, value) in before)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string?> Variables => new()
    {
        ["TENCENTCLOUD_SECRET_ID"] = "AKIDbench0123456789abcdef",
        ["TENCENTCLOUD_SECRET_KEY"] = "bench-0123456789abcdef0123456789",
        ["TENCENTCLOUD_TOKEN"] = null,
        ["TENCENTCLOUD_ROLE_ARN"] = null,
        ["LVB_PROFILE"] = null,
        ["LVB_PROFILE_PATH"] = null,
    };
}
