using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>The cmdlet, compared with scripts without it: a loop of Invoke-RestMethod, also within ForEach-Object -Parallel.</summary>
internal static class RestMethodBench
{
    private const int Calls = 1000;

    public static async Task Run(Table table, string[] arguments)
    {
        foreach (var latency in (int[])[0, 20])
        {
            using var server = await BenchServer.StartAsync(latency);
            var folder = Repository.NewFolder();
            try
            {
                var script = Path.Combine(folder, "rest.ps1");
                await File.WriteAllTextAsync(script, Script(server.Uri));
                var (output, _) = await Repository.RunScriptAsync(script);
                var times = output.Split('\n').Select(l => l.Trim().Split(' ')).Where(l => l.Length == 2)
                    .GroupBy(l => l[0]).ToDictionary(l => l.Key, l => ColdBench.Median(l.Select(x => ColdBench.Number(x[1]))));
                foreach (var (beside, module, other) in (IEnumerable<(string, string, string)>)
                    [("a loop of Invoke-RestMethod", "module1", "loop"), ("ForEach-Object -Parallel, 16 in flight", "module16",
                        "parallel16"), ("ForEach-Object -Parallel, 64 in flight", "module64", "parallel64")])
                {
                    table.Ratio(string.Create(CultureInfo.InvariantCulture, $"{Calls:N0} calls at {latency} ms, relative to {beside}"),
                        Calls / times[module], Calls / times[other], "calls/s");
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static string Script(Uri address) => $$"""
        Import-Module '{{Repository.Module}}'
        $key = ConvertTo-SecureString bench-key -AsPlainText -Force
        Connect-Lvb -AppId 1250000001 -Key $key -Endpoint {{address}} -StatEndpoint {{address}}
        $url = '{{address}}?appid=1250000001&interface=Live_Channel_GetStatus&t=1700000000' +
            '&sign=0123456789abcdef0123456789abcdef&Param.s.channel_id='
        $ids = 1..{{Calls}} | ForEach-Object { "8888_$_" }
        function Tell($name, $body) {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            & $body | Out-Null
            [System.Console]::WriteLine($name + ' ' + $clock.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture))
        }
        foreach ($round in 1..3) {
            Tell loop { foreach ($id in $ids) { Invoke-RestMethod ($url + $id) } }
            Tell module1 { $ids | Get-LvbChannelStatus -ThrottleLimit 1 }
            foreach ($width in 16, 64) {
                Tell "parallel$width" { $ids | ForEach-Object -Parallel { Invoke-RestMethod ($using:url + $_) } -ThrottleLimit $width }
                Tell "module$width" { $ids | Get-LvbChannelStatus -ThrottleLimit $width }
            }
        }
        """;
}
