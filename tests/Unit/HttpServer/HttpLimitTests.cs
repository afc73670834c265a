using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace TencentLvb.Unit.Http;

/// <summary>Each limit of the server from both sides, and the reason that its owner gets beyond it.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpLimitTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private const string Chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

    private readonly ConcurrentQueue<HttpRefusal> _refusals = new();

    private HttpServer Server(Func<HttpServerOptions, HttpServerOptions>? change = null) =>
        TestServer.Echo((change ?? (o => o))(new HttpServerOptions { OnRefused = _refusals.Enqueue, MaxBodyBytes = 1000 }));

    private HttpRefusal Refusal()
    {
        Assert.True(SpinWait.SpinUntil(() => !_refusals.IsEmpty, 20_000), "No request was refused.");
        return Assert.Single(_refusals);
    }

    private static string Length(int length) =>
        $"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n";

    [Theory]
    [InlineData("GET\r\n\r\n", 400, "the request line does not have the form 'method target version'")]
    [InlineData("\0GET / HTTP/1.1\r\n\r\n", 400, "it does not begin with an HTTP request line")]
    [InlineData("\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n", 400, "it does not begin with an HTTP request line")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n", 413, "the body is larger than 1000 bytes")]
    [InlineData(Chunked + "3e9\r\n", 413, "the body is larger than 1000 bytes")]
    [InlineData(Chunked + "x\r\n", 400, "the chunked body is malformed")]
    [InlineData(Chunked + "1\r\nab\r\n", 400, "the chunked body is malformed")]
    public void A_refused_request_is_reported_with_its_reason(string request, int status, string reason)
    {
        using HttpServer server = Server();
        using var client = new RawClient(server);
        client.Send(request);
        Assert.StartsWith($"HTTP/1.1 {status} ", client.ReadToEnd(), StringComparison.Ordinal);
        HttpRefusal refusal = Refusal();
        Assert.Equal((status, reason, IPAddress.Loopback), (refusal.Status, refusal.Reason, refusal.From!.Address));
    }

    [Theory]
    [InlineData("GET /", 414)]
    [InlineData("GET / HTTP/1.1\r\nX: ", 431)]
    public void Headers_have_at_most_16_KB(string beginning, int status)
    {
        using HttpServer server = Server();
        using var client = new RawClient(server);
        client.Send("GET / HTTP/1.1\r\nHost: h\r\nX: " + new string('x', (16 * 1024) - 32) + "\r\n\r\n");
        Assert.Equal(200, client.Read().Status);
        client.Send(beginning + new string('x', (16 * 1024) - beginning.Length));
        Assert.Equal(status, client.Read().Status);
        Assert.Equal((status, "the request header is too long"), (Refusal().Status, Refusal().Reason));
    }

    [Fact]
    public void Complete_headers_beyond_the_limit_are_refused()
    {
        using HttpServer server = Server(o => new HttpServerOptions { OnRefused = o.OnRefused, MaxHeaderBytes = 40 });
        using var client = new RawClient(server);
        client.Send("GET / HTTP/1.1\r\nHost: h\r\nX: 012345678\r\n\r\n");
        Assert.Equal(431, client.Read().Status);
        using var other = new RawClient(server);
        other.Send("GET / HTTP/1.1\r\nHost: h\r\nX: 01234567\r\n\r\n");
        Assert.Equal(200, other.Read().Status);
    }

    [Fact]
    public void Four_empty_lines_may_precede_a_request()
    {
        using HttpServer server = Server();
        using var client = new RawClient(server);
        client.Send("\r\n\r\n\r\n\r\n" + Get + "\r\n\r\n\r\n\r\n" + Get);
        Assert.Equal(200, client.Read().Status);
        Assert.Equal(200, client.Read().Status);
        Assert.Empty(_refusals);
    }

    [Fact]
    public void Empty_lines_may_arrive_in_parts()
    {
        using HttpServer server = Server();
        using var client = new RawClient(server);
        foreach (var part in new[] { "\r", "\n\r\n\r", "\n", "GET / HTTP/1.1\r", "\nHost: h\r\n\r", "\n" })
        {
            client.Send(part);
            Thread.Yield();
        }

        Assert.Equal(200, client.Read().Status);
    }

    [Fact]
    public void A_body_of_exactly_the_limit_is_read()
    {
        using HttpServer server = Server();
        using var client = new RawClient(server);
        var body = string.Concat(Enumerable.Range(0, 200).Select(i => i.ToString("00000", CultureInfo.InvariantCulture)));
        client.Send(Length(1000) + body);
        Assert.Equal(body, client.Read().Body);
        client.Send(Chunked + "1f4\r\n" + body[..500] + "\r\n1F4\r\n" + body[500..] + "\r\n0\r\n\r\n");
        Assert.Equal(body, client.Read().Body);
        client.Send(Chunked + "3e8\r\n" + body + "\r\n1\r\nx\r\n0\r\n\r\n");
        Assert.Equal(413, client.Read().Status);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab")]
    [InlineData(Chunked + "5\r\nab")]
    [InlineData(Chunked + "5")]
    [InlineData(Chunked + "1\r\na")]
    [InlineData(Chunked + "1\r\na\r\n0\r\nX")]
    public void A_connection_that_ends_within_the_body_is_reported_without_a_response(string part)
    {
        using HttpServer server = Server();
        using var client = new RawClient(server);
        client.Send(part);
        client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.True(client.ReadToEnd() is null or "");
        Assert.Equal((400, "the connection was closed before the body was complete"), (Refusal().Status, Refusal().Reason));
    }

    [Theory]
    [InlineData("GET / HT", "the request header arrived too slowly")]
    [InlineData("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab", "the request body arrived too slowly")]
    public void A_slow_request_is_reported(string part, string reason)
    {
        var limit = TimeSpan.FromMilliseconds(100);
        using HttpServer server = Server(
            o => new HttpServerOptions { OnRefused = o.OnRefused, HeaderTimeout = limit, BodyTimeout = limit });
        using var client = new RawClient(server);
        client.Send(part);
        string? answer = client.ReadToEnd();
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\nConnection: close\r\n\r\nRequest Timeout\n", answer, StringComparison.Ordinal);
        Assert.Equal((408, reason), (Refusal().Status, Refusal().Reason));
    }

    [Fact]
    public void A_handshake_an_idle_connection_and_a_refused_address_are_reported()
    {
        using (HttpServer server = Server())
        using (var client = new RawClient(server))
        {
            client.Send([0x16, 0x03, 0x01]);
            Assert.True(client.ReadToEnd() is null or "");
            Assert.Equal((0, "it began with a TLS handshake, but only plain HTTP is supported"), (Refusal().Status, Refusal().Reason));
        }

        _refusals.Clear();
        using (HttpServer server = Server(o => new HttpServerOptions { OnRefused = o.OnRefused, Admits = _ => false }))
        using (var client = new RawClient(server))
        {
            string? answer = client.ReadToEnd();
            Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", answer, StringComparison.Ordinal);
            Assert.EndsWith("\r\nConnection: close\r\n\r\nForbidden\n", answer, StringComparison.Ordinal);
            Assert.Equal((403, "its address is not allowed to connect"), (Refusal().Status, Refusal().Reason));
        }

        _refusals.Clear();
        using (HttpServer server = Server(o => new HttpServerOptions { OnRefused = o.OnRefused, Capacity = new HttpCapacity(1, 1) }))
        using (var idle = new RawClient(server))
        {
            idle.Send(Get);
            Assert.Equal(200, idle.Read().Status);
            Assert.True(SpinWait.SpinUntil(() => server.Options.Capacity.CountOf(HttpPhase.Idle) == 1, 20_000));
            using var next = new RawClient(server);
            next.Send(Get);
            Assert.Equal(200, next.Read().Status);
            Assert.Equal((0, "it was idle, and the connection limit was reached"), (Refusal().Status, Refusal().Reason));
        }
    }

    [Fact]
    public async Task A_connection_beyond_the_limit_is_reported_when_all_are_busy()
    {
        var gate = new TaskCompletionSource();
        var options = new HttpServerOptions { OnRefused = _refusals.Enqueue, Capacity = new HttpCapacity(1, 1) };
        using var server = new HttpServer(options, async (_, _) =>
        {
            await gate.Task;
            return new HttpAnswer(200);
        });
        server.Start();
        using var busy = new RawClient(server);
        busy.Send(Get);
        Assert.True(SpinWait.SpinUntil(() => options.Capacity.CountOf(HttpPhase.Handling) == 1, 20_000));
        using var next = new RawClient(server);
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", next.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(1, server.ConnectionCount);
        Assert.Equal((503, "the connection limit was reached"), (Refusal().Status, Refusal().Reason));
        gate.SetResult();
        Assert.Equal(200, busy.Read().Status);
        await server.StopAsync();
    }

    [Fact]
    public void A_body_that_does_not_fit_is_reported_and_its_memory_released()
    {
        using HttpServer server = Server(o => new HttpServerOptions
        {
            OnRefused = o.OnRefused,
            Capacity = new HttpCapacity(maxBodyMemory: 1000),
        });
        using var client = new RawClient(server);
        client.Send(Length(100_000) + new string('x', 100_000));
        Assert.Equal(503, client.Read().Status);
        Assert.Equal(
            (503, "all memory reserved for request bodies is in use"), (Refusal().Status, Refusal().Reason));
        Assert.True(SpinWait.SpinUntil(() => server.Options.Capacity.Bodies.Used == 0, 20_000));
    }
}
