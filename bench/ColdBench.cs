using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>One call in a new process: import, connect, request. Compared with a plain HttpClient program and an idle pwsh.</summary>
internal static class ColdBench
{
    public const string BareCommand = "bare";
    private const int Rounds = 9;

    /// <summary>The plain program: one request, whose response is printed.</summary>
    public static async Task BareAsync(string address)
    {
        using var client = new HttpClient();
        Console.WriteLine(await client.GetStringAsync(
            $"{address}?appid=1250000001&interface=Live_Channel_GetStatus&Param.s.channel_id=8888_a&t=1700000000&"
                + "sign=0123456789abcdef0123456789abcdef"));
    }

    public static async Task Run(Table table, string[] arguments)
    {
        using var server = await BenchServer.StartAsync(0);
        var folder = Repository.NewFolder();
        try
        {
            // The key is created without a cmdlet: ConvertTo-SecureString imports another module, which is as slow as importing this one.
            var call = Path.Combine(folder, "call.ps1");
            var nothing = Path.Combine(folder, "nothing.ps1");
            await File.WriteAllTextAsync(nothing, "1");
            await File.WriteAllTextAsync(call, $$"""
                Import-Module '{{Repository.Module}}'
                $key = [securestring]::new(); foreach ($letter in [char[]]'bench-key') { $key.AppendChar($letter) }
                Connect-Lvb -AppId 1250000001 -Key $key -Endpoint {{server.Uri}} -StatEndpoint {{server.Uri}}
                (Get-LvbChannelStatus 8888_a).Status
                """);
            var cold = new List<double>();
            var idle = new List<double>();
            var bare = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                bare.Add((await Repository.RunAsync(Repository.DotNet, [BenchServer.Program, BareCommand, server.Uri.ToString()]))
                    .Time.TotalMilliseconds);
                idle.Add((await Repository.RunScriptAsync(nothing)).Time.TotalMilliseconds);
                cold.Add((await Repository.RunScriptAsync(call)).Time.TotalMilliseconds);
            }

            table.Ratio("one call cold, relative to a plain HttpClient program", Median(cold), Median(bare), "ms");
            table.Ratio("  the same, relative to an idle pwsh", Median(cold), Median(idle), "ms", "<= 1.35");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    public static double Number(string text) => double.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
