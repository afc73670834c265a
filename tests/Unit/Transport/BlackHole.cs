using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Unit.Transport;

/// <summary>An address that drops packets: no connection is accepted, and the queue of connections is full, so that a new one never gets a
/// response.</summary>
internal sealed class BlackHole : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queue = [];

    public BlackHole()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
        var address = (IPEndPoint)_listener.LocalEndPoint!;
        Uri = new Uri($"http://127.0.0.1:{address.Port}/common_access");
        for (var i = 0; i < 8; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _queue.Add(socket);
            try
            {
                socket.Connect(address);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
            }
        }
    }

    public Uri Uri { get; }

    public void Dispose()
    {
        _queue.ForEach(s => s.Dispose());
        _listener.Dispose();
    }
}
