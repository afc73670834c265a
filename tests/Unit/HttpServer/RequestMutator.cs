using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Unit.Http;

/// <summary>Requests with bytes changed, lost, doubled and moved, each on its own connection.</summary>
internal static class RequestMutator
{
    public static readonly string[] Seeds =
    {
        "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /events HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"event_type\":1}",
        "POST /e?x=1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n3;a=b\r\nxyz\r\n0\r\nT: 1\r\n\r\n",
        "HEAD http://h/a?b HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nabcdGET / HTTP/1.1\r\nHost: h\r\n\r\n",
    };

    private static readonly string[] Bits = { "\r\n", "\n", "\r", ":", " ", "0", "9", "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n", "\0", "\xff", "\r\n\r\n", "HTTP/1.1", "," };

    public static byte[] Next(Random random)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(Seeds[random.Next(Seeds.Length)]);
        for (int n = random.Next(1, 5); n > 0; n--)
        {
            int at = random.Next(bytes.Length);
            int length = random.Next(0, Math.Min(12, bytes.Length - at));
            byte[] bit = Encoding.Latin1.GetBytes(Bits[random.Next(Bits.Length)]);
            bytes = random.Next(5) switch
            {
                0 => bytes.Take(at).Append((byte)random.Next(256)).Concat(bytes.Skip(at + 1)).ToArray(),
                1 => bytes.Take(at).Concat(bytes.Skip(at + length)).ToArray(),
                2 => bytes.Take(at).Concat(bit).Concat(bytes.Skip(at)).ToArray(),
                3 => bytes.Take(at).Concat(bytes.Skip(at).Take(length)).Concat(bytes.Skip(at)).ToArray(),
                _ => bytes.Take(at + 1).Concat(bit).ToArray(),
            };
            if (bytes.Length == 0)
            {
                return bit;
            }
        }

        return bytes;
    }

    // Sends everything, closes its sending side, and reads until the server closes too.
    public static async Task<string> ExchangeAsync(IPEndPoint to, byte[] bytes)
    {
        // Reset at the end: a million lingering connections would exhaust the ports.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream,
            ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var all = new StringBuilder();
        byte[] buffer = new byte[4096];
        try
        {
            await socket.ConnectAsync(to, late.Token);
            await socket.SendAsync(bytes, late.Token);
            socket.Shutdown(SocketShutdown.Send);
            for (int n; (n = await socket.ReceiveAsync(buffer, late.Token)) > 0;)
            {
                all.Append(Encoding.Latin1.GetString(buffer, 0, n));
            }
        }
        catch (SocketException)
        {
            // A cut is a response too.
        }

        return all.ToString();
    }
}
