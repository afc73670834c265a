using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Bench;

/// <summary>Lists 100,000 channels page by page: the time of the first object and of all objects, and the memory used.</summary>
internal static class ListBench
{
    // The first rounds warm up: what the runtime compiles during them is unrelated to lists.
    private const int Rounds = 15;
    private const int WarmUp = 5;
    private const int FirstRounds = 1200;
    private const int FirstWarmUp = 800;

    public static async Task Run(Table table, string[] arguments)
    {
        using var server = await BenchServer.StartAsync(0);
        using var shell = new ModuleShell(server.Uri);
        using var bare = new HttpClient();

        var page = new List<double>();
        var all = new List<double>();
        var first = new List<double>();
        var listed = new List<double>();

        // A function, so that PowerShell compiles it only once.
        shell.Time("""
            function global:Measure-First {
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                do {
                    Get-LvbChannel -Connection $c | ForEach-Object { $global:first = $clock.Elapsed.TotalMilliseconds; break }
                } until ($true)
            }
            """);
        for (var round = 0; round < Rounds; round++)
        {
            all.Add((await Bare(bare, server.Uri, BenchServer.Channels / 100)).TotalSeconds);
            listed.Add(shell.Time("Get-LvbChannel -Connection $c | Out-Null").TotalSeconds);
        }

        for (var round = 0; round < FirstRounds; round++)
        {
            page.Add((await Bare(bare, server.Uri, 1)).TotalMilliseconds);
            shell.Time("Measure-First");
            first.Add((double)shell.Value("first")!);
        }

        table.Ratio(
            "all 100,000 channels, relative to a plain client that parses as many pages",
            ColdBench.Median(listed.Skip(WarmUp)), ColdBench.Median(all.Skip(WarmUp)), "s", "<= 3");
        table.Ratio(
            "first of 100,000 channels, in pages of a plain client",
            ColdBench.Median(first.Skip(FirstWarmUp)), ColdBench.Median(page.Skip(FirstWarmUp)), "ms", "<= 1.5");

        var (_, peak) = await Peak(() => shell.Time("Get-LvbChannel -Connection $c | Out-Null"));
        var (_, few) = await Peak(() => shell.Time("Get-LvbChannel -Connection $c -First 10000 | Out-Null"));
        table.Ratio("  peak of the managed heap, relative to 10,000 channels", peak / 1e6, few / 1e6, "MB",
            "does not grow with the list");
    }

    private static async Task<TimeSpan> Bare(HttpClient client, Uri address, int pages)
    {
        var clock = Stopwatch.StartNew();
        for (var page = 1; page <= pages; page++)
        {
            var url = string.Create(
                CultureInfo.InvariantCulture,
                $"{address}?appid=1250000001&interface=Live_Channel_GetChannelList&Param.n.page_no={page}&"
                    + $"Param.n.page_size=100{BenchServer.Sign}");
            using var answer = JsonDocument.Parse(await client.GetByteArrayAsync(url));
            foreach (var row in answer.RootElement.GetProperty("output").GetProperty("channel_list").EnumerateArray())
            {
                row.GetProperty("channel_id").GetString();
            }
        }

        return clock.Elapsed;
    }

    private static async Task<(TimeSpan Time, long Bytes)> Peak(Func<TimeSpan> run)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        using var end = new CancellationTokenSource();
        var sampling = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(false) - before);
                await Task.Delay(5);
            }
        });
        var time = await Task.Run(run);
        await end.CancelAsync();
        await sampling;
        return (time, most);
    }
}
