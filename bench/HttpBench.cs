using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>How many small requests per second the server handles on 32 persistent connections. Argument: seconds (5).</summary>
internal static class HttpBench
{
    private const int Connections = 32;
    private static readonly byte[] Request = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        + "application/json\r\nContent-Length: 16\r\n\r\n{\"event_type\":1}");

    public static async Task Run(Table table, string[] arguments)
    {
        var time = TimeSpan.FromSeconds(arguments.Length > 0 ? double.Parse(arguments[0], CultureInfo.InvariantCulture) : 5);
        var answer = new HttpAnswer(200, "{\"code\":0}");
        using var server = new HttpServer(new HttpServerOptions(), (_, _) => Task.FromResult(answer));
        server.Start();
        using var bare = new BareLoop();
        // Both run once to warm up, then both for the table.
        await RateAsync(bare.EndPoint, time / 5);
        await RateAsync(server.LocalEndPoint, time / 5);
        var reference = await RateAsync(bare.EndPoint, time);
        var before = GC.GetTotalAllocatedBytes();
        var rate = await RateAsync(server.LocalEndPoint, time);
        var allocated = GC.GetTotalAllocatedBytes() - before;
        table.Ratio("HTTP server: requests per second", rate, reference, "/s", "10,000");
        table.Value("HTTP server: allocated per request, including the client", allocated / (rate * time.TotalSeconds), "bytes");
    }

    private static async Task<double> RateAsync(IPEndPoint to, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(to);
            var buffer = new byte[4096];
            var count = 0;
            for (; watch.Elapsed < time; count++)
            {
                await socket.SendAsync(Request);
                await socket.ReceiveAsync(buffer);
            }

            return count;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}
