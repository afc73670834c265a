using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace TencentLvb.Http;

/// <summary>
/// One connection: reads a request, has it answered, reads the next. The server calls <see cref="Sweep"/> now and then for
/// what takes too long.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MaxDrain = 16 * 1024 * 1024;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly HttpServer server;
    private readonly HttpServerOptions options;
    private readonly Socket socket;
    private readonly IPEndPoint? remote;
    private readonly ReceiveBuffer buffer;
    private readonly HttpHeadReader heads;
    private readonly HttpAnswerWriter writer;
    private readonly HttpPhaseClock clock;

    public HttpConnection(HttpServer server, Socket socket)
    {
        this.server = server;
        this.socket = socket;
        options = server.Options;
        remote = socket.RemoteEndPoint as IPEndPoint;
        buffer = new ReceiveBuffer(socket);
        writer = new HttpAnswerWriter(socket);
        clock = new HttpPhaseClock(options.HeaderTimeout);
        heads = new HttpHeadReader(buffer, clock, options);
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
        clock.Close();
        socket.Dispose();
    }

    /// <summary>Cuts the connection unless a request of it is being answered.</summary>
    public void AbortUnlessAnswering()
    {
        if (!clock.IsAnswering)
        {
            Abort();
        }
    }

    /// <summary>Ends what takes longer than it may.</summary>
    public void Sweep(long now)
    {
        // While the reading loop waits for bytes nobody else writes. It goes on to drain.
        switch (clock.Expire(now, DrainTime))
        {
            case null:
                break;
            case HttpPhase.Idle:
                EndSending();
                break;
            case HttpPhase.Head:
                _ = AnswerTimeoutAsync("the head of the request came too slowly");
                break;
            case HttpPhase.Body:
                _ = AnswerTimeoutAsync("the body came too slowly");
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
        int headLength = await heads.ReadAsync().ConfigureAwait(false);
        if (headLength == 0)
        {
            if (clock.IsOver)
            {
                await DrainAsync().ConfigureAwait(false);
            }

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
        if (!clock.Enter(HttpPhase.Body, options.BodyTimeout))
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
            if (!clock.IsOver)
            {
                server.Refused(remote, 400, "the connection ended in the middle of the body");
            }

            return false;
        }

        return await RefuseAsync(status, status == 413 ? TooLarge() : "the chunks of the body are malformed", head).ConfigureAwait(false);
    }

    private async Task<bool> HandleAsync(HttpRequest request)
    {
        if (!clock.Enter(HttpPhase.Handling, TimeSpan.Zero))
        {
            await DrainAsync().ConfigureAwait(false);
            return false;
        }

        HttpAnswer answer = await server.AskHandlerAsync(request).ConfigureAwait(false);
        return await AnswerAsync(answer, request.Head, false).ConfigureAwait(false);
    }

    private async Task<bool> RefuseAsync(int status, string reason, HttpRequestHead? head = null)
    {
        if (clock.IsOver)
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
            clock.Enter(HttpPhase.Handling, TimeSpan.Zero);
            await Task.Delay(answer.Delay, server.Stopping).ConfigureAwait(false);
        }

        if (answer.Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        if (answer.Reset || answer.Drop || !clock.Enter(HttpPhase.Writing, options.WriteTimeout))
        {
            return false;
        }

        bool last = close || answer.Close || answer.TruncateBodyAt != null || head is not { KeepAlive: true } || server.IsStopping;
        await writer.WriteAsync(answer, head?.Method != "HEAD", last, server.Date).ConfigureAwait(false);
        if (!last)
        {
            return clock.Enter(HttpPhase.Idle, options.KeepAliveTimeout) && !server.IsStopping;
        }

        EndSending();
        if (answer.TruncateBodyAt == null && clock.Enter(HttpPhase.Draining, DrainTime) && !server.IsStopping)
        {
            await DrainAsync().ConfigureAwait(false);
        }

        return false;
    }

    // Closing with unread bytes would reset the connection, and the client might lose the answer.
    private async Task DrainAsync()
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

    }

    private string TooLarge() => $"the body is larger than {options.MaxBodyBytes} bytes";
}
