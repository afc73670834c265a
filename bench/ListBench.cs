using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Bench;

/// <summary>Listing a hundred thousand channels, page by page: the first object, all of them, and the memory meanwhile.</summary>
internal static class ListBench
{
    public static async Task Run(Table table, string[] arguments)
    {
        using var server = await BenchServer.StartAsync(0);
        using var shell = new ModuleShell(server.Uri);
        using var bare = new HttpClient();
        await Bare(bare, server.Uri, 200);
        shell.Time("Get-LvbChannel -Connection $c -First 20000 | Out-Null");

        var page = new List<double>();
        var first = new List<double>();
        for (var round = 0; round < 11; round++)
        {
            page.Add((await Bare(bare, server.Uri, 1)).TotalMilliseconds);
            shell.Time("do { $clock = [System.Diagnostics.Stopwatch]::StartNew(); Get-LvbChannel -Connection $c | ForEach-Object { $first = $clock.Elapsed.TotalMilliseconds; break } } until ($true)");
            first.Add((double)shell.Value("first")!);
        }

        table.Ratio("first of 100,000 channels, beside one page by a bare client", ColdBench.Median(first), ColdBench.Median(page), "ms");

        var all = await Bare(bare, server.Uri, BenchServer.Channels / 100);
        var (time, peak) = await Peak(() => shell.Time("Get-LvbChannel -Connection $c | Out-Null"));
        table.Ratio("all 100,000 channels, beside a bare client that parses as many pages", time.TotalSeconds, all.TotalSeconds, "s");
        var (_, few) = await Peak(() => shell.Time("Get-LvbChannel -Connection $c -First 10000 | Out-Null"));
        table.Ratio("  peak of the managed heap, beside that of 10,000 channels", peak / 1e6, few / 1e6, "MB");
    }

    private static async Task<TimeSpan> Bare(HttpClient client, Uri address, int pages)
    {
        var clock = Stopwatch.StartNew();
        for (var page = 1; page <= pages; page++)
        {
            var url = string.Create(CultureInfo.InvariantCulture,
                $"{address}?appid=1250000001&interface=Live_Channel_GetChannelList&Param.n.page_no={page}&Param.n.page_size=100&t=1700000000&sign=0123456789abcdef0123456789abcdef");
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
