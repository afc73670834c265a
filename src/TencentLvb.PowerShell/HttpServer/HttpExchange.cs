using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Http;

/// <summary>Specifies what a connection does after a request.</summary>
internal enum HttpNext
{
    /// <summary>Reads the next request.</summary>
    Again,

    /// <summary>Stops sending, reads the remaining bytes, and closes, so that the client does not lose the response.</summary>
    Drain,

    /// <summary>Closes immediately.</summary>
    Cut,
}

/// <summary>Processes requests in sequence: each is read, refused or passed to the handler, and answered once.</summary>
internal sealed class HttpExchange
{
    private readonly HttpServer _server;
    private readonly HttpServerOptions _options;
    private readonly Socket _socket;
    private readonly HttpSource _source;
    private readonly IPEndPoint? _remote;
    private readonly ReceiveBuffer _buffer;
    private readonly HttpHeadReader _heads;
    private readonly HttpAnswerWriter _writer;
    private readonly HttpPhaseClock _clock;

    public HttpExchange(
        HttpServer server, Socket socket, HttpSource source, ReceiveBuffer buffer, HttpAnswerWriter writer, HttpPhaseClock clock)
    {
        _server = server;
        _options = server.Options;
        _socket = socket;
        _source = source;
        _remote = socket.RemoteEndPoint as IPEndPoint;
        _buffer = buffer;
        _writer = writer;
        _clock = clock;
        _heads = new HttpHeadReader(buffer, clock, _options);
    }

    public async Task<HttpNext> ServeAsync()
    {
        int headLength = await _heads.ReadAsync().ConfigureAwait(false);
        if (headLength == 0)
        {
            return _clock.IsOver ? HttpNext.Drain : HttpNext.Cut;
        }

        if (headLength == HttpHeadReader.Tls)
        {
            // The client could not understand a response.
            _server.Refused(_remote, HttpRefusal.NoAnswer, "it began with a TLS handshake, but only plain HTTP is supported");
            return HttpNext.Cut;
        }

        if (headLength < 0)
        {
            string why = headLength == -400 ? "it does not begin with an HTTP request line" : "the request header is too long";
            return await RefuseAsync(-headLength, why).ConfigureAwait(false);
        }

        byte[] bytes = new byte[headLength];
        _buffer.CopyTo(bytes, 0, headLength);
        (int status, string reason) = HttpHeadParser.Parse(bytes, _remote, _options.RequireHost, out HttpRequestHead? head);
        if (head == null)
        {
            return await RefuseAsync(status, reason).ConfigureAwait(false);
        }

        HttpAnswer? early = _server.AskOnHead(head);
        if (early != null)
        {
            return await AnswerAsync(early, head, head.HasBody).ConfigureAwait(false);
        }

        if (head.ContentLength > _options.MaxBodyBytes)
        {
            return await RefuseAsync(413, TooLarge(), head).ConfigureAwait(false);
        }

        if (!head.HasBody)
        {
            return await HandleAsync(new HttpRequest(head, Array.Empty<byte>(), null)).ConfigureAwait(false);
        }

        using HttpBodyMemory.Lease memory = _options.Capacity.Bodies.Rent(_source);
        return await ServeBodyAsync(head, memory).ConfigureAwait(false);
    }

    private async Task<HttpNext> ServeBodyAsync(HttpRequestHead head, HttpBodyMemory.Lease memory)
    {
        if (!_clock.Enter(HttpPhase.Body, _options.BodyTimeout))
        {
            return HttpNext.Drain;
        }

        if (head.ExpectsContinue && _buffer.Available == 0)
        {
            await _writer.SendAsync(HttpAnswerWriter.Continue, HttpAnswerWriter.Continue.Length).ConfigureAwait(false);
        }

        var body = new HttpBodyReader(_buffer, _options.MaxBodyBytes, memory);
        int status = await body.ReadAsync(head).ConfigureAwait(false);
        if (status == 0)
        {
            return await HandleAsync(new HttpRequest(head, body.Body, memory)).ConfigureAwait(false);
        }

        if (status == HttpBodyReader.Ended)
        {
            if (!_clock.IsOver)
            {
                _server.Refused(_remote, 400, "the connection was closed before the body was complete");
            }

            return HttpNext.Cut;
        }

        string reason = status switch
        {
            413 => TooLarge(),
            503 => "all memory reserved for request bodies is in use",
            _ => "the chunked body is malformed",
        };
        return await RefuseAsync(status, reason, head).ConfigureAwait(false);
    }

    private async Task<HttpNext> HandleAsync(HttpRequest request)
    {
        if (!_clock.Enter(HttpPhase.Handling, TimeSpan.Zero))
        {
            return HttpNext.Drain;
        }

        HttpAnswer answer = await _server.AskHandlerAsync(request).ConfigureAwait(false);
        return await AnswerAsync(answer, request.Head, false).ConfigureAwait(false);
    }

    private async Task<HttpNext> RefuseAsync(int status, string reason, HttpRequestHead? head = null)
    {
        if (_clock.IsOver)
        {
            return HttpNext.Drain;
        }

        _server.Refused(_remote, status, reason);
        return await AnswerAsync(HttpAnswer.Plain(status), head, true).ConfigureAwait(false);
    }

    private async Task<HttpNext> AnswerAsync(HttpAnswer answer, HttpRequestHead? head, bool close)
    {
        if (answer.Delay > TimeSpan.Zero)
        {
            _clock.Enter(HttpPhase.Handling, TimeSpan.Zero);
            await Task.Delay(answer.Delay, _server.Stopping).ConfigureAwait(false);
        }

        if (answer.Reset)
        {
            _socket.LingerState = new LingerOption(true, 0);
        }

        if (answer.Reset || answer.Drop || !_clock.Enter(HttpPhase.Writing, _options.WriteTimeout))
        {
            return HttpNext.Cut;
        }

        bool last = close || answer.Close || answer.TruncateBodyAt != null || head is not { KeepAlive: true } || _server.IsStopping;
        await _writer.WriteAsync(answer, head?.Method != "HEAD", last, _server.Date).ConfigureAwait(false);
        if (!last)
        {
            return _clock.Enter(HttpPhase.Idle, _options.KeepAliveTimeout) && !_server.IsStopping ? HttpNext.Again : HttpNext.Cut;
        }

        return answer.TruncateBodyAt == null && !_server.IsStopping ? HttpNext.Drain : HttpNext.Cut;
    }

    private string TooLarge() => $"the body is larger than {_options.MaxBodyBytes} bytes";
}
