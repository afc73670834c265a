using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Http;

// Accepts and closes connections.
internal sealed partial class HttpServer
{
    private async Task AcceptAsync()
    {
        while (!IsStopping)
        {
            Socket? socket = null;
            try
            {
                socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
                socket.NoDelay = true;
                Open(socket);
            }
#pragma warning disable CA1031 // Any exception: a server that stopped accepting would silently receive nothing.
            catch (Exception error)
#pragma warning restore CA1031
            {
                socket?.Dispose();
                if (IsStopping)
                {
                    return;
                }

                // If the client has already closed the connection, the next accept succeeds. If descriptors have run out, one more
                // becomes free.
                if (socket is null)
                {
                    TellAcceptFailed(error);
                    Options.Capacity.TakeIdle()?.Abort();
                    await Task.Delay(20).ConfigureAwait(false);
                }
            }
        }
    }

    private void TellAcceptFailed(Exception error)
    {
        try
        {
            Options.OnAcceptFailed?.Invoke(error);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            // A failure of the owner must not affect the server.
        }
    }

    private void Open(Socket socket)
    {
        var from = (IPEndPoint)socket.RemoteEndPoint!;
        if (Options.Admits is { } admits && !admits(from.Address))
        {
            Refused(from, 403, HttpRefusal.NotAdmitted);
            _turnedAway.Answer(socket, 403);
            return;
        }

        var connection = new HttpConnection(this, socket);
        if (!Options.Capacity.TryAdd(connection, out HttpConnection? cut))
        {
            Refused(from, 503, "the connection limit was reached");
            _turnedAway.Answer(socket, 503);
            return;
        }

        if (cut is not null)
        {
            Refused(cut.From, HttpRefusal.NoAnswer, "it was idle, and the connection limit was reached");
            cut.Abort();
        }

        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ServeAsync(connection, started.Task);
        started.SetResult(true);
        if (IsStopping)
        {
            connection.Abort();
        }
    }

    private async Task ServeAsync(HttpConnection connection, Task listed)
    {
        await listed.ConfigureAwait(false);
        try
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            Options.Capacity.Remove(connection);
        }
    }

    private void SweepAll()
    {
        long now = Stopwatch.GetTimestamp();
        foreach (KeyValuePair<HttpConnection, Task> connection in _connections)
        {
            try
            {
                connection.Key.Sweep(now);
            }
#pragma warning disable CA1031 // An exception on a timer thread would end the process.
            catch (Exception)
#pragma warning restore CA1031
            {
                connection.Key.Abort();
            }
        }
    }
}
