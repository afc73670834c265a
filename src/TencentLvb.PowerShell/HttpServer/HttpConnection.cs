using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Http;

/// <summary>
/// Represents one connection: reads a request, has it processed, reads the next. The server calls <see cref="Sweep"/> at intervals to
/// enforce the time-outs.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MaxDrain = 16 * 1024 * 1024;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly HttpServer _server;
    private readonly Socket _socket;
    private readonly IPEndPoint? _remote;
    private readonly ReceiveBuffer _buffer;
    private readonly HttpAnswerWriter _writer;
    private readonly HttpPhaseClock _clock;
    private readonly HttpExchange _exchange;

    public HttpConnection(HttpServer server, Socket socket)
    {
        _server = server;
        _socket = socket;
        _remote = socket.RemoteEndPoint as IPEndPoint;
        _buffer = new ReceiveBuffer(socket);
        _writer = new HttpAnswerWriter(socket);
        _clock = new HttpPhaseClock(server.Options.HeaderTimeout);
        Source = HttpSource.Of(_remote?.Address);
        _exchange = new HttpExchange(server, socket, Source, _buffer, _writer, _clock);
    }

    /// <summary>Gets the address of the other side.</summary>
    public IPEndPoint? From => _remote;

    /// <summary>Gets the source for which it is counted.</summary>
    public HttpSource Source { get; }

    /// <inheritdoc cref="HttpPhaseClock.Spare"/>
    public (int Rank, long Since) Spare => _clock.Spare;

    /// <inheritdoc cref="HttpPhaseClock.Phase"/>
    public HttpPhase Phase => _clock.Phase;

    public async Task RunAsync()
    {
        try
        {
            HttpNext next;
            do
            {
                next = await _exchange.ServeAsync().ConfigureAwait(false);
            }
            while (next == HttpNext.Again);

            if (next == HttpNext.Drain)
            {
                if (!_clock.IsOver)
                {
                    EndSending();
                    _clock.Enter(HttpPhase.Draining, DrainTime);
                }

                await DrainAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or NullReferenceException)
        {
            // The connection was lost or closed. .NET Framework throws NullReferenceException for a socket that was closed in the
            // meantime.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Releases the buffers. Only the connection's own loop calls it at its end; others can only abort.</summary>
    public void Dispose()
    {
        Abort();
        _buffer.Dispose();
        _writer.Dispose();
    }

    /// <summary>Closes the connection.</summary>
    public void Abort()
    {
        _clock.Close();
        _socket.Dispose();
    }

    /// <summary>Closes the connection unless one of its requests is being processed.</summary>
    public void AbortUnlessAnswering()
    {
        if (!_clock.IsAnswering)
        {
            Abort();
        }
    }

    /// <summary>Ends a phase that takes longer than allowed.</summary>
    public void Sweep(long now)
    {
        // While the read loop waits for bytes, no other thread writes. It then drains the connection.
        switch (_clock.Expire(now, DrainTime))
        {
            case null:
                break;
            case HttpPhase.Idle:
                EndSending();
                break;
            case HttpPhase.Head:
                _ = AnswerTimeoutAsync("the request header arrived too slowly");
                break;
            case HttpPhase.Body:
                _ = AnswerTimeoutAsync("the request body arrived too slowly");
                break;
            default:
                _socket.Dispose();
                break;
        }
    }

    private void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // The client has already closed the connection.
        }
    }

    private async Task AnswerTimeoutAsync(string reason)
    {
        try
        {
            using var late = new HttpAnswerWriter(_socket);
            await late.WriteAsync(HttpAnswer.Plain(408), true, true, _server.Date).ConfigureAwait(false);
            EndSending();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // The client has already closed the connection.
        }

        _server.Refused(_remote, 408, reason);
    }

    // Closing with unread bytes would reset the connection, and the client might lose the response.
    private async Task DrainAsync()
    {
        for (int drained = 0; drained < MaxDrain;)
        {
            _buffer.Clear();
            int count = await _buffer.FillAsync().ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            drained += count;
        }
    }
}
