using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>The result of a load. Latencies start when the event was due, not when it could be sent.</summary>
internal sealed record EventLoadResult(double[] Latencies, int Sent, double MemoryAtQuarter, double MemoryAtEnd)
{
    public double Percentile(double percent) => Latencies.Length == 0 ? double.NaN
        : Latencies[Math.Clamp((int)Math.Ceiling(percent / 100 * Latencies.Length) - 1, 0, Latencies.Length - 1)];

    public int Within(double milliseconds) => Latencies.Count(latency => latency <= milliseconds);
}

/// <summary>Posts signed events at a fixed rate over persistent connections, whether or not the responses keep up.</summary>
internal sealed class EventLoad(IPEndPoint to, SecureString key, int rate, int seconds)
{
    private const int Connections = 32;

    /// <summary>Posts the specified number of events over the specified number of connections, each after the previous response, and
    /// returns the events per second.</summary>
    public static async Task<double> FlatOutAsync(IPEndPoint to, SecureString key, int first, int count, int connections)
    {
        var signed = Signed(key);
        var sockets = new List<Socket>();
        for (var i = 0; i < connections; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(to);
            sockets.Add(socket);
        }

        var next = first - 1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(sockets.Select(socket => Task.Run(async () =>
        {
            var buffer = new byte[4096];
            for (int number; (number = Interlocked.Increment(ref next)) < first + count;)
            {
                await socket.SendAsync(Request(number, signed));
                var length = await socket.ReceiveAsync(buffer);
                if (length <= 12 || buffer[9] != '2')
                {
                    throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, length));
                }
            }
        })));
        var rate = count / watch.Elapsed.TotalSeconds;
        sockets.ForEach(socket => socket.Dispose());
        return rate;
    }

    /// <summary>The end of the body of a signed notification.</summary>
    public static string Signed(SecureString key)
    {
        var t = DateTimeOffset.UtcNow.AddMinutes(30).ToUnixTimeSeconds();
        return $"\"t\":{t},\"sign\":\"{LvbSigner.Sign(key, t)}\"}}";
    }

    private readonly Stopwatch _watch = new();

    /// <summary>The number of the first event.</summary>
    public int First { get; init; }

    public async Task<EventLoadResult> RunAsync()
    {
        var signed = Signed(key);
        var count = rate * seconds;
        // Time for the first connections.
        await Task.Delay(500);
        _watch.Start();
        var senders = Enumerable.Range(0, Connections).Select(sender => Task.Run(() => SendAsync(sender, count, signed))).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(seconds / 4.0));
        var quarter = Memory();
        var all = (await Task.WhenAll(senders)).SelectMany(latencies => latencies).ToArray();
        var end = Memory();
        Array.Sort(all);
        return new EventLoadResult(all, count, quarter, end);
    }

    private async Task<List<double>> SendAsync(int sender, int count, string signed)
    {
        var latencies = new List<double>((count / Connections) + 1);
        var buffer = new byte[4096];
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(to);
        for (var number = sender; number < count; number += Connections)
        {
            var due = 1000.0 * number / rate;
            var wait = due - _watch.Elapsed.TotalMilliseconds;
            if (wait > 1)
            {
                await Task.Delay((int)wait);
            }

            await socket.SendAsync(Request(First + number, signed));
            var length = await socket.ReceiveAsync(buffer);
            if (length > 12 && buffer[9] == '2')
            {
                latencies.Add(_watch.Elapsed.TotalMilliseconds - due);
            }
        }

        return latencies;
    }

    /// <summary>A signed notification whose sequence is its number.</summary>
    public static byte[] Request(int number, string signed)
    {
        var body = $"{{\"app\":\"push.example.com\",\"appid\":1250000000,\"appname\":\"live\",\"channel_id\":\"8888_bench\",\"errcode\":0,"
            + $"\"errmsg\":\"ok\","
            + $"\"event_time\":1700000000,\"event_type\":1,\"node\":\"192.0.2.1\",\"sequence\":\"{number}\","
            + $"\"stream_id\":\"8888_bench\",\"stream_param\":\"\",\"user_ip\":\"198.51.100.1\",{signed}";
        return Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{body.Length}\r\n\r\n{body}");
    }

    private static double Memory() => GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
}
