namespace TencentLvb.Unit.Http;

/// <summary>Broken requests get the right status, and the bytes that follow are never read as a request.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpRefusalTests
{
    private const string Post = "POST / HTTP/1.1\r\nHost: h\r\n";

    public static TheoryData<int, string> Broken => new()
    {
        { 400, "GET\r\n\r\n" },
        { 400, "GET / \r\n\r\n" },
        { 400, "GET  / HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "G(T / HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET /\u00e9 HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET / HTTP/1.1 \r\nHost: h\r\n\r\n" },
        { 400, "GET / http/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET / HTTP/1.1\nHost: h\n\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\n\r\n" },
        { 400, "GET / HTTP/1.1\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\nX : 1\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\nX: 1\r\n 2\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\nX: \u00001\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\nX: 1\r2\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\n: 1\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\nnothing\r\n\r\n" },
        { 400, Post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { 400, Post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab" },
        { 400, Post + "Content-Length: 1, 1\r\n\r\na" },
        { 400, Post + "Content-Length: +1\r\n\r\na" },
        { 400, Post + "Content-Length: -1\r\n\r\na" },
        { 400, Post + "Content-Length: 0x1\r\n\r\na" },
        { 400, Post + "Content-Length: \r\n\r\na" },
        { 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\nx\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n000000001\r\na\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1;" + new string('x', 400) },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1 2\r\na\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1;a=\rb\r\na\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1;a=\0\r\na\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n X: 1\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX : 1\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nnothing\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: 1\r2\r\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: 1\n\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n" + string.Concat(Enumerable.Repeat("X: 1\r\n", 21)) + "\r\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" },
        { 400, Post + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 1\r\n\r\na" },
        { 400, Post + "Content-Length: 1\r\ncontent-length: 1\r\n\r\na" },
        { 400, Post + "Content-Length: 1\0\r\n\r\na" },
        { 400, Post + "X\0: 1\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: a b\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: a/b\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: a, b\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: u@h\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: a:b\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: a:1:2\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: [::1\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST / HTTP/1.1\r\nHost: [::1]x\r\nContent-Length: 1\r\n\r\na" },
        { 400, "GET http:///a HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET http://u@h/ HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET http://h\"/ HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET https://:80?a HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET nothing HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET h:80 HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET * HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "CONNECT / HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET / HTTP/1.1\r\nHost: h\r\n\tX: folded\r\n\r\n" },
        { 400, "GET /\r HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "GET\t/\tHTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "\0GET / HTTP/1.1\r\nHost: h\r\n\r\n" },
        { 400, "\n" },
        { 400, Post + "Transfer-Encoding: chunked\r\n\r\n" + Extensions(20) + "0\r\n\r\n" },
        { 413, Post + "Transfer-Encoding: chunked\r\n\r\n" + Chunks(11, 100_000) + "0\r\n\r\n" },
        { 413, Post + "Content-Length: 1048577\r\n\r\n" },
        { 413, Post + "Content-Length: 99999999999999999999999999\r\n\r\n" },
        { 413, Post + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n" },
        { 414, "GET /" + new string('a', 20_000) },
        { 417, Post + "Expect: tea\r\nContent-Length: 1\r\n\r\na" },
        { 431, "GET / HTTP/1.1\r\nHost: h\r\nX: " + new string('a', 20_000) },
        { 431, "GET / HTTP/1.1\r\nHost: h\r\n" + string.Concat(Enumerable.Repeat("X: 1\r\n", 200)) + "\r\n" },
        { 501, Post + "Transfer-Encoding: gzip, chunked\r\n\r\n" },
        { 501, Post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" },
        { 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" },
        { 505, "GET / HTTP/0.9\r\n\r\n" },
    };

    // Each is below the limit; together they exceed it.
    private static string Extensions(int count) =>
        string.Concat(Enumerable.Repeat("1;" + new string('x', 240) + "\r\na\r\n", count));

    // Each is below the limit; together they exceed it.
    private static string Chunks(int count, int size) =>
        string.Concat(Enumerable.Repeat(size.ToString("x", System.Globalization.CultureInfo.InvariantCulture) + "\r\n"
            + new string('x', size) + "\r\n", count));

    [Theory]
    [InlineData("1\r\na\r\n0\r\n\r\n")]
    [InlineData("1;x\r\na\r\n0;last=\"1\"\r\nX: 1\r\nY-Z:\r\n\r\n")]
    [InlineData("1 ; x = y\r\na\r\n00\r\n\r\n")]
    public void Valid_chunks_are_read(string chunks)
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(Post + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
        Assert.Equal("a", client.Read().Body);
        client.Send("\r\nGET http://any.example.com/x HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
        Assert.Equal(200, client.Read().Status);
    }

    [Fact]
    public void A_TLS_handshake_is_cut_immediately()
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]);
        client.Socket.ReceiveTimeout = 3_000;
        Assert.True(client.ReadToEnd() is null or "");
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_requests_are_refused_once_and_the_connection_ends(int status, string request)
    {
        int handled = 0;
        using HttpServer server = TestServer.Start(new(), _ =>
        {
            handled++;
            return new HttpAnswer(200);
        });
        using var client = new RawClient(server);
        client.Send(request + (request.EndsWith('\n') ? "GET / HTTP/1.1\r\nHost: h\r\n\r\n" : ""));
        string? all = client.ReadToEnd();
        Assert.StartsWith($"HTTP/1.1 {status} ", all, StringComparison.Ordinal);
        Assert.Equal(0, all!.IndexOf("HTTP/1.1 ", StringComparison.Ordinal));
        Assert.Equal(0, all.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal));
        Assert.Equal(0, handled);
    }

    [Theory]
    [InlineData(408, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab")]
    [InlineData(408, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")]
    [InlineData(408, "GET / HT")]
    public void Slow_requests_are_refused(int status, string part)
    {
        var limit = TimeSpan.FromMilliseconds(100);
        using HttpServer server = TestServer.Echo(new HttpServerOptions { HeaderTimeout = limit, BodyTimeout = limit });
        using var client = new RawClient(server);
        client.Send(part);
        Assert.StartsWith($"HTTP/1.1 {status} ", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Idle_connections_are_closed_silently()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { KeepAliveTimeout = TimeSpan.FromMilliseconds(100) });
        using var client = new RawClient(server);
        client.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(200, client.Read().Status);
        Assert.Equal("", client.ReadToEnd());
    }

    [Fact]
    public void A_request_without_host_is_accepted_where_the_owner_allows_it()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { RequireHost = false });
        using var client = new RawClient(server);
        client.Send("GET / HTTP/1.1\r\n\r\n");
        Assert.Equal(200, client.Read().Status);
    }

    [Fact]
    public void A_body_too_large_is_refused_while_the_client_is_still_sending()
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n" + new string('x', 3_000_000));
        Assert.StartsWith("HTTP/1.1 413 ", client.ReadToEnd(), StringComparison.Ordinal);
    }
}
