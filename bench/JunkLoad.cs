using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>The result of a flood of junk: how many requests were due, and how many got a response or were closed within a
/// second.</summary>
internal sealed record JunkResult(int Offered, int Answered)
{
    public double Percent => 100.0 * Answered / Math.Max(1, Offered);
}

/// <summary>An attacker in a separate process, at one loopback address: idle connections, reopened when they are cut, and requests of the
/// kinds that a receiver refuses, at a fixed rate.</summary>
internal static class JunkLoad
{
    public const string Command = "junk-load";
    private const int Senders = 64;
    private static readonly IPAddress From = IPAddress.Parse("127.0.0.2");
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);

    private static readonly byte[][] Requests = new[]
    {
        "GET /elsewhere HTTP/1.1\r\nHost: h\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\njunk",
        Post("{\"event_type\":1,\"stream_id\":\"s\",\"sequence\":\"1\"}"),
        Post("{\"event_type\":1,\"stream_id\":\"s\",\"sequence\":\"1\",\"t\":4000000000,\"sign\":\"00000000000000000000000000000000\"}"),
        "nonsense\r\n\r\n",
    }.Select(Encoding.ASCII.GetBytes).ToArray();

    /// <summary>Starts the process. Its result is read when it has ended.</summary>
    public static async Task<JunkResult> RunAsync(IPEndPoint to, int idle, int rate, int seconds)
    {
        string[] arguments = [BenchServer.Program, Command, to.ToString(), Text(idle), Text(rate), Text(seconds)];
        var start = new ProcessStartInfo(Repository.DotNet, arguments)
        {
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        var result = (await child.StandardOutput.ReadToEndAsync()).Split(' ');
        await child.WaitForExitAsync();
        return new JunkResult(int.Parse(result[0], CultureInfo.InvariantCulture), int.Parse(result[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The attacker process.</summary>
    public static async Task ServeAsync(string[] arguments)
    {
        var to = IPEndPoint.Parse(arguments[0]);
        var numbers = arguments[1..].Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        using var end = new CancellationTokenSource();
        var idle = Enumerable.Range(0, numbers[0]).Select(_ => Task.Run(() => IdleAsync(to, end.Token))).ToArray();
        var watch = Stopwatch.StartNew();
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAsync(to, sender, numbers[1], numbers[2], watch)));
        var answered = await Task.WhenAll(senders);
        await end.CancelAsync();
        await Task.WhenAll(idle);
        Console.Write($"{numbers[1] * numbers[2]} {answered.Sum()}");
    }

    private static async Task IdleAsync(IPEndPoint to, CancellationToken end)
    {
        var buffer = new byte[256];
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var socket = await ConnectAsync(to, end);
                while (await socket.ReceiveAsync(buffer, end) > 0)
                {
                }

                await Task.Delay(100, end);
            }
            catch (SocketException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<int> SendAsync(IPEndPoint to, int sender, int rate, int seconds, Stopwatch watch)
    {
        var answered = 0;
        var buffer = new byte[4096];
        Socket? socket = null;
        for (var number = sender; number < rate * seconds; number += Senders)
        {
            var wait = (1000.0 * number / rate) - watch.Elapsed.TotalMilliseconds;
            if (wait > 1)
            {
                await Task.Delay((int)wait);
            }
            else if (wait < -2000)
            {
                // Too late to count: the rate is not reached.
                continue;
            }

            try
            {
                using var timeout = new CancellationTokenSource(AnswerTimeout);
                socket ??= await ConnectAsync(to, timeout.Token);
                await socket.SendAsync(Requests[number % Requests.Length], timeout.Token);
                var length = await socket.ReceiveAsync(buffer, timeout.Token);
                answered++;
                if (length == 0 || Encoding.ASCII.GetString(buffer, 0, length).Contains("Connection: close", StringComparison.Ordinal))
                {
                    socket.Dispose();
                    socket = null;
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Cut by the receiver: that counts as a response if it is immediate.
                answered += e is SocketException { SocketErrorCode: SocketError.ConnectionReset } ? 1 : 0;
                socket?.Dispose();
                socket = null;
            }
        }

        socket?.Dispose();
        return answered;
    }

    // Reset at the end: lingering connections would exhaust the ports.
    private static async Task<Socket> ConnectAsync(IPEndPoint to, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            LingerState = new LingerOption(true, 0),
        };
        try
        {
            socket.Bind(new IPEndPoint(From, 0));
            await socket.ConnectAsync(to, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Post(string body) => $"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
