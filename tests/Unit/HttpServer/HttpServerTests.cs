using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace TencentLvb.Unit.Http;

[Collection(nameof(ClocksAndSockets))]
public sealed class HttpServerTests
{
    private const string Get = "GET /a/b?x=1 HTTP/1.1\r\nHost: h\r\n\r\n";

    [Fact]
    public void A_request_reaches_the_handler_whole()
    {
        HttpRequest? seen = null;
        using HttpServer server = TestServer.Start(new(), r =>
        {
            seen = r;
            return new HttpAnswer(200, "{\"code\":0}");
        });
        using var client = new RawClient(server);
        client.Send("POST /a%20b?x=1&y=2 HTTP/1.1\r\nhOsT:  example \r\nX-Two: 1\r\nx-two: 2\r\nContent-Length: 3\r\n\r\nabc");
        RawAnswer answer = client.Read();

        Assert.Equal((200, "{\"code\":0}"), (answer.Status, answer.Body));
        Assert.Equal(("POST", "/a%20b", "x=1&y=2", "abc"),
            (seen!.Method, seen.Path, seen.RawQuery, System.Text.Encoding.ASCII.GetString(seen.Body)));
        Assert.Equal("example", seen.Headers["HOST"]);
        Assert.Equal(new[] { "1", "2" }, seen.Headers.GetAll("X-Two"));
        Assert.Equal(IPAddress.Loopback, seen.RemoteEndPoint!.Address);
        Assert.Equal(4, seen.Headers.All().Count());
        Assert.Null(seen.Headers["Absent"]);
    }

    [Fact]
    public void Responses_have_the_current_date_and_accept_an_offset()
    {
        using HttpServer server = TestServer.Start(new(), r => new HttpAnswer(200) { DateOffset = r.Path == "/late" ? TimeSpan.FromHours(-1)
            : default });
        using var client = new RawClient(server);
        client.Send("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET /late HTTP/1.1\r\nHost: h\r\n\r\n");
        DateTimeOffset right = DateOf(client.Read());
        DateTimeOffset late = DateOf(client.Read());
        Assert.InRange((DateTimeOffset.UtcNow - right).TotalSeconds, -2, 30);
        Assert.InRange((right - late).TotalSeconds, 3590, 3610);

        static DateTimeOffset DateOf(RawAnswer answer) => DateTimeOffset.ParseExact(
            answer.Head.Split("\r\n").Single(l => l.StartsWith("Date: ", StringComparison.Ordinal))[6..], "r",
                CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Pipelined_requests_are_answered_in_order()
    {
        int active = 0;
        using HttpServer server = TestServer.Start(new(), r =>
        {
            Assert.Equal(1, Interlocked.Increment(ref active));
            Interlocked.Decrement(ref active);
            return new HttpAnswer(200, r.Body);
        });
        using var client = new RawClient(server);
        client.Send(string.Concat(Enumerable.Range(0, 200).Select(i => $"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n{i:000}")));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i:000}"), Enumerable.Range(0, 200).Select(_ => client.Read().Body));
    }

    [Fact]
    public void A_request_may_arrive_byte_by_byte()
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        // Empty lines before a request are not part of it, even when they arrive in two parts.
        client.Send("\r");
        Thread.Sleep(100);
        foreach (char c in "\n\r\nPOST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: "
            + "1\r\n\r\n" + Get)
        {
            client.Send(c.ToString());
        }

        Assert.Equal("abcde", client.Read().Body);
        Assert.Equal(200, client.Read().Status);
    }

    [Fact]
    public void Head_has_the_length_but_no_body()
    {
        using HttpServer server = TestServer.Start(new(), _ => new HttpAnswer(200, "12345"));
        using var client = new RawClient(server);
        client.Send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n" + Get);
        Assert.Contains("Content-Length: 5", client.Read(withBody: false).Head, StringComparison.Ordinal);
        Assert.Equal("12345", client.Read().Body);
    }

    [Fact]
    public void Expect_continue_is_answered_before_the_body()
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        Assert.Equal(100, client.Read().Status);
        client.Send("ok");
        Assert.Equal("ok", client.Read().Body);
    }

    [Fact]
    public void Large_bodies_and_responses_pass_whole()
    {
        string text = new('x', 1024 * 1024);
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        Task sending = Task.Run(() => client.Send($"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {text.Length}\r\n\r\n{text}"));
        Assert.Equal(text, client.Read().Body);
        Assert.True(sending.IsCompleted);
    }

    [Fact]
    public async Task The_standard_client_works_with_it()
    {
        using HttpServer server = TestServer.Echo();
        using var http = new HttpClient();
        var uri = new Uri($"http://{server.LocalEndPoint}/x");
        string[] bodies = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent($"body {i}") };
            request.Headers.TransferEncodingChunked = i % 2 == 0;
            using HttpResponseMessage answer = await http.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"body {i}"), bodies);
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\nConnection: Keep-Alive, Close\r\n\r\n")]
    public void Connections_close_at_the_request_of_the_client(string request)
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(request);
        Assert.Contains("\r\nConnection: close\r\n", client.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_early_response_ends_the_request_before_its_body()
    {
        bool handled = false;
        var options = new HttpServerOptions { OnHead = h => h.Path == "/no" ? HttpAnswer.Plain(403) : null };
        using HttpServer server = TestServer.Start(options, _ =>
        {
            handled = true;
            return new HttpAnswer(200);
        });
        using var client = new RawClient(server);
        client.Send("GET /no HTTP/1.1\r\nHost: h\r\n\r\nPOST /no HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nGET /");
        Assert.Equal(403, client.Read().Status);
        RawAnswer second = client.Read();
        Assert.Equal(403, second.Status);
        Assert.Equal("", client.ReadToEnd());
        Assert.False(handled);
    }

    [Fact]
    public void Faults_are_visible_on_the_wire()
    {
        using HttpServer server = TestServer.Start(new(), r => new HttpAnswer(200, "0123456789")
        {
            Drop = r.Path == "/drop",
            Reset = r.Path == "/reset",
            TruncateBodyAt = r.Path == "/truncate" ? 4 : null,
        });
        Assert.Equal("", Ask("/drop"));
        Assert.Null(Ask("/reset"));
        string? truncated = Ask("/truncate");
        Assert.Contains("Content-Length: 10", truncated, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n0123", truncated, StringComparison.Ordinal);

        string? Ask(string path)
        {
            using var client = new RawClient(server);
            client.Send($"GET {path} HTTP/1.1\r\nHost: h\r\n\r\n");
            return client.ReadToEnd();
        }
    }

    [Fact]
    public void A_failing_handler_returns_500_and_the_server_continues()
    {
        using HttpServer server = TestServer.Start(new(), r => r.Path == "/bad" ? throw new InvalidOperationException("no")
            : new HttpAnswer(200));
        using var client = new RawClient(server);
        client.Send("GET /bad HTTP/1.1\r\nHost: h\r\n\r\n" + Get);
        Assert.Equal(500, client.Read().Status);
        Assert.Equal(200, client.Read().Status);
    }

    [Fact]
    public void Refusals_are_reported_to_the_owner()
    {
        var refusals = new ConcurrentQueue<HttpRefusal>();
        using HttpServer server = TestServer.Echo(new HttpServerOptions { OnRefused = refusals.Enqueue });
        using var client = new RawClient(server);
        client.Send("nonsense\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", client.ReadToEnd(), StringComparison.Ordinal);
        HttpRefusal refusal = Assert.Single(refusals);
        Assert.Equal((400, IPAddress.Loopback), (refusal.Status, refusal.From!.Address));
    }
}
