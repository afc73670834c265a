using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Bench;

/// <summary>A million mutated requests, each on its own connection. At the end, the server still responds and holds no connection.
/// Argument: the number of requests.</summary>
internal static class HttpFuzzBench
{
    public static async Task Run(Table table, string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        using var server = new HttpServer(new HttpServerOptions(), (request, _) => Task.FromResult(new HttpAnswer(200, request.Body)));
        server.Start();
        int answered = 0, odd = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(lane => Task.Run(async () =>
        {
            var random = new Random(lane);
            for (var i = lane; i < count; i += 16)
            {
                var answer = await RequestMutator.ExchangeAsync(server.LocalEndPoint, RequestMutator.Next(random));
                Interlocked.Add(ref answered, answer.Length > 0 ? 1 : 0);
                Interlocked.Add(ref odd, answer.Contains("HTTP/1.1 500", StringComparison.Ordinal) ? 1 : 0);
            }
        })));
        table.Value("mutated requests answered", answered, $"of {count}");
        table.Value("mutated requests: failures of the server", odd, "", "0");
        SpinWait.SpinUntil(() => server.ConnectionCount == 0, 10_000);
        table.Value("connections left", server.ConnectionCount, "", "0");
        var well = await RequestMutator.ExchangeAsync(server.LocalEndPoint, System.Text.Encoding.ASCII.GetBytes(RequestMutator.Seeds[0]));
        table.Value("serves the next request", well.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? 1 : 0, "", "1");
        table.Value("mutated requests per second", count / watch.Elapsed.TotalSeconds, "");
    }
}
