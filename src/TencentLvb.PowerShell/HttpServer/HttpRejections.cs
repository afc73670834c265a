using System.Net.Sockets;

namespace TencentLvb.Http;

/// <summary>
/// Responds to connections without reading them: from addresses that are not allowed, or beyond the limit. They use no slot and no
/// buffer. A few have one second to receive the response; if there are more, they are reset.
/// </summary>
internal sealed class HttpRejections : IDisposable
{
    private const int MaxLingering = 32;
    private const int MaxDrain = 256 * 1024;
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    private readonly HttpDate _date;
    private readonly CancellationTokenSource _stop = new();
    private int _lingering;

    public HttpRejections(HttpDate date) => _date = date;

    /// <summary>Sends a response and closes the connection, without waiting.</summary>
    public void Answer(Socket socket, int status) => _ = AnswerAsync(socket, status);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task AnswerAsync(Socket socket, int status)
    {
        var lingers = Interlocked.Increment(ref _lingering) <= MaxLingering;
        try
        {
            if (!lingers)
            {
                socket.LingerState = new LingerOption(true, 0);
                return;
            }

            using (_stop.Token.Register(socket.Dispose))
            using (var writer = new HttpAnswerWriter(socket))
            {
                await writer.WriteAsync(HttpAnswer.Plain(status), true, true, _date).ConfigureAwait(false);
                socket.Shutdown(SocketShutdown.Send);
                await Task.WhenAny(DrainAsync(socket), Task.Delay(LingerTime, _stop.Token)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // The client did not wait for the response.
        }
        finally
        {
            socket.Dispose();
            Interlocked.Decrement(ref _lingering);
        }
    }

    // Closing with unread bytes would reset the connection, and the client might lose the response.
    private static async Task DrainAsync(Socket socket)
    {
        try
        {
            var part = new byte[1024];
            for (var drained = 0; drained < MaxDrain;)
            {
                var count = await socket.ReceiveAsync(new ArraySegment<byte>(part), SocketFlags.None).ConfigureAwait(false);
                if (count == 0)
                {
                    return;
                }

                drained += count;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // It is already closed.
        }
    }
}
