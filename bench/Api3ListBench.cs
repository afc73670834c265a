using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Bench;

/// <summary>
/// Lists 20,000 live streams and 10,000 published streams of API 3.0, relative to a plain client that parses the same pages, and measures
/// the time of the first object.
/// </summary>
internal static class Api3ListBench
{
    // The first rounds warm up.
    private const int Rounds = 30;
    private const int WarmUp = 15;

    public static async Task Run(Table table, string[] arguments)
    {
        using var server = await BenchServer.StartAsync(0);
        using var shell = new ModuleShell(server.Uri);
        using var bare = new HttpClient();
        await Compare(table, shell, bare, server.Uri, "live", "Get-LvbLiveChannel -Connection $c3", BenchApi3.LiveList,
            BenchApi3.LiveStreams, 1000);
        await Compare(table, shell, bare, server.Uri, "published", "Get-LvbChannel -Connection $c3", BenchApi3.PublishedList,
            BenchApi3.Published, 100);
    }

    private static async Task Compare(
        Table table, ModuleShell shell, HttpClient bare, Uri address, string kind, string command, string action, int total, int size)
    {
        // A function, so that PowerShell compiles it only once.
        shell.Time($$"""
            function global:Measure-First {
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                do {
                    {{command}} | ForEach-Object { $global:first = $clock.Elapsed.TotalMilliseconds; break }
                } until ($true)
            }
            """);
        var all = new List<double>();
        var page = new List<double>();
        var listed = new List<double>();
        var first = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            all.Add((await Bare(bare, address, action, total / size, size)).TotalSeconds);
            listed.Add(shell.Time(command + " | Out-Null").TotalSeconds);
            page.Add((await Bare(bare, address, action, 1, size)).TotalMilliseconds);
            shell.Time("Measure-First");
            first.Add((double)shell.Value("first")!);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"API 3.0: all {total:N0} {kind} streams");
        table.Ratio(name + ", relative to a plain client", ColdBench.Median(listed.Skip(WarmUp)), ColdBench.Median(all.Skip(WarmUp)), "s");
        table.Ratio("  the first of them, in pages of a plain client", ColdBench.Median(first.Skip(WarmUp)),
            ColdBench.Median(page.Skip(WarmUp)), "ms");
    }

    private static async Task<TimeSpan> Bare(HttpClient client, Uri address, string action, int pages, int size)
    {
        var clock = Stopwatch.StartNew();
        for (var page = 1; page <= pages; page++)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $$"""{"PageNum":{{page}},"PageSize":{{size}}}""");
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            request.Headers.TryAddWithoutValidation("X-TC-Action", action);
            using var response = await client.SendAsync(request);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            var fields = answer.RootElement.GetProperty("Response");
            foreach (var row in fields.GetProperty(action == BenchApi3.LiveList ? "OnlineInfo" : "PublishInfo").EnumerateArray())
            {
                row.GetProperty("StreamName").GetString();
            }
        }

        return clock.Elapsed;
    }
}
