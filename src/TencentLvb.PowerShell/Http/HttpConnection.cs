using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace TencentLvb.Http;

/// <summary>
/// One connection: reads a request, has it answered, reads the next. The server's sweep looks at <see cref="Sweep"/> for
/// time-outs; only a phase that is still the expired one is ended, under the lock.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MaxDrain = 16 * 1024 * 1024;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly object gate = new();
    private readonly HttpServer server;
    private readonly HttpServerOptions options;
    private readonly Socket socket;
    private readonly IPEndPoint? remote;
    private readonly ReceiveBuffer buffer;
    private readonly HttpAnswerWriter writer;
    private Phase phase = Phase.Idle;
    private long deadline;

    private enum Phase { Idle, Head, Body, Handling, Writing, Draining, TimedOut, Closed }

    public HttpConnection(HttpServer server, Socket socket)
    {
        this.server = server;
        this.socket = socket;
        options = server.Options;
        remote = socket.RemoteEndPoint as IPEndPoint;
        buffer = new ReceiveBuffer(socket);
        writer = new HttpAnswerWriter(socket);
        deadline = After(options.HeaderTimeout);
    }

    public async Task RunAsync()
    {
        try
        {
            while (await ServeAsync().ConfigureAwait(false))
            {
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or NullReferenceException)
        {
            // The connection broke off or was cut; .NET Framework throws NullReferenceException from a socket closed meanwhile.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Answers that there are too many connections already.</summary>
    public async Task TurnAwayAsync()
    {
        try
        {
            server.Refused(remote, 503, "too many connections at once");
            await writer.WriteAsync(HttpAnswer.Plain(503), true, true, server.Date).ConfigureAwait(false);
            EndSending();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It did not wait for the answer.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Gives the buffers back: only for the end of the connection's own loop, since others may abort but not this.</summary>
    public void Dispose()
    {
        Abort();
        buffer.Dispose();
        writer.Dispose();
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort()
    {
        lock (gate)
        {
            phase = Phase.Closed;
        }

        socket.Dispose();
    }

    /// <summary>Cuts the connection unless a request of it is being answered.</summary>
    public void AbortUnlessAnswering()
    {
        lock (gate)
        {
            if (phase is Phase.Handling or Phase.Writing)
            {
                return;
            }
        }

        Abort();
    }

    /// <summary>Ends what takes longer than it may.</summary>
    public void Sweep(long now)
    {
        Phase expired;
        lock (gate)
        {
            if (now < deadline || phase is Phase.Handling or Phase.Closed)
            {
                return;
            }

            expired = phase;
            phase = expired is Phase.Idle or Phase.Head or Phase.Body ? Phase.TimedOut : Phase.Closed;
            deadline = now + Ticks(DrainTime);
        }

        // While the reading loop waits for bytes nobody else writes. It goes on to drain.
        switch (expired)
        {
            case Phase.Idle:
                EndSending();
                break;
            case Phase.Head or Phase.Body:
                _ = AnswerTimeoutAsync(expired == Phase.Head ? "the head of the request came too slowly" : "the body came too slowly");
                break;
            default:
                socket.Dispose();
                break;
        }
    }

    private void EndSending()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client is gone already.
        }
    }

    private async Task AnswerTimeoutAsync(string reason)
    {
        try
        {
            using var late = new HttpAnswerWriter(socket);
            await late.WriteAsync(HttpAnswer.Plain(408), true, true, server.Date).ConfigureAwait(false);
            EndSending();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client is gone already.
        }

        server.Refused(remote, 408, reason);
    }

    private async Task<bool> ServeAsync()
    {
        int headLength = await ReadHeadAsync().ConfigureAwait(false);
        if (headLength == 0)
        {
            return false;
        }

        if (headLength < 0)
        {
            return await RefuseAsync(-headLength, "the head of the request is too long").ConfigureAwait(false);
        }

        byte[] bytes = new byte[headLength];
        buffer.CopyTo(bytes, 0, headLength);
        (int status, string reason) = HttpHeadParser.Parse(bytes, remote, options.RequireHost, out HttpRequestHead? head);
        if (head == null)
        {
            return await RefuseAsync(status, reason).ConfigureAwait(false);
        }

        HttpAnswer? early = server.AskOnHead(head);
        if (early != null)
        {
            return await AnswerAsync(early, head, head.HasBody).ConfigureAwait(false);
        }

        if (head.ContentLength > options.MaxBodyBytes)
        {
            return await RefuseAsync(413, TooLarge(), head).ConfigureAwait(false);
        }

        if (!head.HasBody)
        {
            return await HandleAsync(new HttpRequest(head, Array.Empty<byte>())).ConfigureAwait(false);
        }

        if (!await server.EnterBodyAsync().ConfigureAwait(false))
        {
            return await RefuseAsync(503, "too many requests at once", head).ConfigureAwait(false);
        }

        try
        {
            return await ServeBodyAsync(head).ConfigureAwait(false);
        }
        finally
        {
            server.LeaveBody();
        }
    }

    private async Task<bool> ServeBodyAsync(HttpRequestHead head)
    {
        if (!Enter(Phase.Body, options.BodyTimeout))
        {
            return false;
        }

        if (head.ExpectsContinue && buffer.Available == 0)
        {
            await writer.SendAsync(HttpAnswerWriter.Continue, HttpAnswerWriter.Continue.Length).ConfigureAwait(false);
        }

        var body = new HttpBodyReader(buffer, options.MaxBodyBytes);
        int status = await body.ReadAsync(head).ConfigureAwait(false);
        if (status == 0)
        {
            return await HandleAsync(new HttpRequest(head, body.Body)).ConfigureAwait(false);
        }

        if (status == HttpBodyReader.Ended)
        {
            bool told;
            lock (gate)
            {
                told = phase is Phase.TimedOut or Phase.Closed;
            }

            if (!told)
            {
                server.Refused(remote, 400, "the connection ended in the middle of the body");
            }

            return false;
        }

        return await RefuseAsync(status, status == 413 ? TooLarge() : "the chunks of the body are malformed", head).ConfigureAwait(false);
    }

    /// <returns>The length of the head with its empty line, 0 when the other side ended, minus the status when it is too long.</returns>
    private async Task<int> ReadHeadAsync()
    {
        int seen = 0;
        bool started = false;
        while (true)
        {
            // Some old clients send an empty line behind a body.
            while (seen == 0 && buffer.Available >= 2 && buffer[0] == '\r' && buffer[1] == '\n')
            {
                buffer.Skip(2);
            }

            if (!started && buffer.Available > 0)
            {
                started = true;
                if (!Enter(Phase.Head, options.HeaderTimeout))
                {
                    return await DrainAsync().ConfigureAwait(false);
                }
            }

            int end = HeadEnd(ref seen);
            if (end > 0)
            {
                return end <= options.MaxHeaderBytes ? end : -431;
            }

            if (buffer.Available >= options.MaxHeaderBytes)
            {
                return buffer.IndexOf((byte)'\n', 0) < 0 ? -414 : -431;
            }

            if (await buffer.FillAsync().ConfigureAwait(false) == 0)
            {
                return 0;
            }

            if (IsTimedOut())
            {
                return await DrainAsync().ConfigureAwait(false);
            }
        }
    }

    // A head that uses bare line feeds ends as well, for the parser to refuse it at once.
    private int HeadEnd(ref int seen)
    {
        for (int at = buffer.IndexOf((byte)'\n', seen); at >= 0; at = buffer.IndexOf((byte)'\n', at + 1))
        {
            if (at >= 1 && (buffer[at - 1] == '\n' || (at >= 2 && buffer[at - 1] == '\r' && buffer[at - 2] == '\n')))
            {
                return at + 1;
            }
        }

        seen = buffer.Available;
        return 0;
    }

    private async Task<bool> HandleAsync(HttpRequest request)
    {
        if (!Enter(Phase.Handling, TimeSpan.Zero))
        {
            await DrainAsync().ConfigureAwait(false);
            return false;
        }

        HttpAnswer answer = await server.AskHandlerAsync(request).ConfigureAwait(false);
        return await AnswerAsync(answer, request.Head, false).ConfigureAwait(false);
    }

    private async Task<bool> RefuseAsync(int status, string reason, HttpRequestHead? head = null)
    {
        if (IsTimedOut())
        {
            await DrainAsync().ConfigureAwait(false);
            return false;
        }

        server.Refused(remote, status, reason);
        return await AnswerAsync(HttpAnswer.Plain(status), head, true).ConfigureAwait(false);
    }

    private async Task<bool> AnswerAsync(HttpAnswer answer, HttpRequestHead? head, bool close)
    {
        if (answer.Delay > TimeSpan.Zero)
        {
            Enter(Phase.Handling, TimeSpan.Zero);
            await Task.Delay(answer.Delay, server.Stopping).ConfigureAwait(false);
        }

        if (answer.Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        if (answer.Reset || answer.Drop || !Enter(Phase.Writing, options.WriteTimeout))
        {
            return false;
        }

        bool last = close || answer.Close || answer.TruncateBodyAt != null || head is not { KeepAlive: true } || server.IsStopping;
        await writer.WriteAsync(answer, head?.Method != "HEAD", last, server.Date).ConfigureAwait(false);
        if (!last)
        {
            return Enter(Phase.Idle, options.KeepAliveTimeout) && !server.IsStopping;
        }

        EndSending();
        if (answer.TruncateBodyAt == null && Enter(Phase.Draining, DrainTime) && !server.IsStopping)
        {
            await DrainAsync().ConfigureAwait(false);
        }

        return false;
    }

    // Closing with unread bytes would reset the connection, and the client might lose the answer.
    private async Task<int> DrainAsync()
    {
        for (int drained = 0; drained < MaxDrain;)
        {
            buffer.Clear();
            int count = await buffer.FillAsync().ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            drained += count;
        }

        return 0;
    }

    private bool Enter(Phase next, TimeSpan limit)
    {
        lock (gate)
        {
            if (phase is Phase.TimedOut or Phase.Closed)
            {
                return false;
            }

            phase = next;
            deadline = After(limit);
            return true;
        }
    }

    private bool IsTimedOut()
    {
        lock (gate)
        {
            return phase is Phase.TimedOut or Phase.Closed;
        }
    }

    private string TooLarge() => $"the body is larger than {options.MaxBodyBytes} bytes";

    private static long After(TimeSpan time) => Stopwatch.GetTimestamp() + Ticks(time);

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
