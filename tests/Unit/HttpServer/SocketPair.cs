using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Unit.Http;

/// <summary>Two connected sockets: a client, and the buffer that the server would read its bytes into.</summary>
internal sealed class SocketPair : IDisposable
{
    private readonly Socket _server;

    public SocketPair()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Client.Connect((IPEndPoint)listener.LocalEndpoint);
        _server = listener.AcceptSocket();
        Buffer = new ReceiveBuffer(_server);
    }

    public TcpClient Client { get; } = new();

    public ReceiveBuffer Buffer { get; }

    public void Dispose()
    {
        Buffer.Dispose();
        _server.Dispose();
        Client.Dispose();
    }
}
