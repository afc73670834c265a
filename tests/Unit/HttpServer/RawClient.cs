using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Unit.Http;

/// <summary>A socket that sends exactly what the test specifies, and reads responses byte by byte.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient client;

    public RawClient(HttpServer server) : this(server.LocalEndPoint)
    {
    }

    /// <param name="to">The address to connect to.</param>
    /// <param name="from">The address to connect from; on Linux, any address of 127.0.0.0/8.</param>
    public RawClient(IPEndPoint to, IPAddress? from = null)
    {
        client = from is null ? new TcpClient(to.AddressFamily) : new TcpClient(new IPEndPoint(from, 0));
        client.NoDelay = true;
        client.Connect(to);
        client.ReceiveTimeout = 20_000;
    }

    public Socket Socket => client.Client;

    public void Send(string text) => client.Client.Send(Encoding.Latin1.GetBytes(text));

    public void Send(byte[] bytes) => client.Client.Send(bytes);

    /// <summary>One response: the headers, and as much of the body as Content-Length specifies.</summary>
    public RawAnswer Read(bool withBody = true)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            int b = ReadByte();
            if (b < 0)
            {
                throw new EndOfStreamException($"the connection ended after '{head}'");
            }

            head.Append((char)b);
        }

        int length = withBody ? LengthOf(head.ToString()) : 0;
        var body = new byte[length];
        for (int read = 0; read < length;)
        {
            int n = client.Client.Receive(body, read, length - read, SocketFlags.None);
            if (n == 0)
            {
                return new RawAnswer(head.ToString(), Encoding.UTF8.GetString(body, 0, read));
            }

            read += n;
        }

        return new RawAnswer(head.ToString(), Encoding.UTF8.GetString(body));
    }

    /// <summary>Everything that arrives until the end; null when the connection was reset.</summary>
    public string? ReadToEnd()
    {
        var all = new StringBuilder();
        try
        {
            for (int b = ReadByte(); b >= 0; b = ReadByte())
            {
                all.Append((char)b);
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return all.Length > 0 ? all.ToString() : null;
        }

        return all.ToString();
    }

    public void Dispose() => client.Dispose();

    private int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return client.Client.Receive(one) == 0 ? -1 : one[0];
    }

    private static int LengthOf(string head)
    {
        const string Name = "Content-Length: ";
        int at = head.IndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? 0 : int.Parse(head.AsSpan(at + Name.Length, head.IndexOf('\r', at) - at - Name.Length),
            System.Globalization.CultureInfo.InvariantCulture);
    }
}

internal sealed record RawAnswer(string Head, string Body)
{
    public int Status => int.Parse(Head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A server that echoes, for the duration of one test.</summary>
internal static class TestServer
{
    public static HttpServer Echo(HttpServerOptions? options = null) =>
        Start(options ?? new HttpServerOptions(), r => new HttpAnswer(200, r.Body, HttpAnswer.PlainText));

    public static HttpServer Start(HttpServerOptions options, Func<HttpRequest, HttpAnswer> answer)
    {
        var server = new HttpServer(options, (r, _) => Task.FromResult(answer(r)));
        server.Start();
        return server;
    }
}
