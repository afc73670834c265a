using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Unit.Transport;

/// <summary>Responds to every request alike and stores nothing, for tests with many requests.</summary>
internal sealed class FastServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _work = [];
    private readonly byte[] _answer;
    private long _answered;

    public FastServer(string body)
    {
        _answer = Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        _listener.Start(512);
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/common_access");
        _work.Add(AcceptAsync());
    }

    public Uri Uri { get; }

    public long Answered => Interlocked.Read(ref _answered);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([.. _work]);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                _work.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    // The client never sends a request before it has the last response, so the input ends with the headers.
    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[16 * 1024];
            var filled = 0;
            try
            {
                while (true)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(filled), _end.Token);
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                    if (buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
                    {
                        filled = 0;
                        Interlocked.Increment(ref _answered);
                        await socket.SendAsync(_answer, _end.Token);
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
