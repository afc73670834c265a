using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Unit.Http;

/// <summary>What a response looks like on the wire, when it is sent, and what happens if the owner of the server fails.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpAnswerTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    [Theory]
    [InlineData("one", "one")]
    [InlineData("one\r\nX-Two: 2", "one??X-Two: 2")]
    [InlineData("tab\tand \u00e9\u00ff", "tab\tand \u00e9\u00ff")]
    [InlineData("\u0141\u0169\u010a\u7f8e", "????")]
    [InlineData("\u007f\0", "??")]
    public void The_value_of_a_field_stays_on_its_line(string value, string sent)
    {
        using HttpServer server = TestServer.Start(new(), _ => new HttpAnswer(200, [], value) { Headers = [new("X-One", value)] });
        using var client = new RawClient(server);
        client.Send(Get);
        string[] lines = client.Read().Head.Split("\r\n");
        Assert.Contains("X-One: " + sent, lines);
        Assert.Contains("Content-Type: " + sent, lines);
    }

    [Fact]
    public void The_name_of_a_field_consists_of_bytes()
    {
        using HttpServer server = TestServer.Start(new(), _ => new HttpAnswer(200) { Headers = [new("X-\u0141\u00ff", "1")] });
        using var client = new RawClient(server);
        client.Send(Get);
        Assert.Contains("X-?\u00ff: 1", client.Read().Head.Split("\r\n"));
    }

    [Fact]
    public void A_field_may_be_longer_than_the_rest_of_the_response()
    {
        string value = new('x', 100_000);
        using HttpServer server = TestServer.Start(new(), _ => new HttpAnswer(200, "{}") { Headers = [new("X-Long", value)] });
        using var client = new RawClient(server);
        client.Send(Get);
        RawAnswer answer = client.Read();
        Assert.Contains("X-Long: " + value + "\r\n", answer.Head, StringComparison.Ordinal);
        Assert.Equal("{}", answer.Body);
    }

    [Fact]
    public void A_connection_that_stays_open_is_not_announced_as_closed()
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(Get);
        Assert.DoesNotContain("Connection:", client.Read().Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_delayed_response_waits()
    {
        using HttpServer server = TestServer.Start(new(), _ => new HttpAnswer(200) { Delay = TimeSpan.FromMilliseconds(150) });
        using var client = new RawClient(server);
        var clock = Stopwatch.StartNew();
        client.Send(Get);
        Assert.Equal(200, client.Read().Status);
        Assert.True(clock.Elapsed > TimeSpan.FromMilliseconds(140), $"{clock.Elapsed}");
    }

    [Fact]
    public void A_delayed_early_response_has_no_time_limit()
    {
        var options = new HttpServerOptions { OnHead = _ => new HttpAnswer(403) { Delay = TimeSpan.FromMinutes(1) } };
        using HttpServer server = TestServer.Echo(options);
        using var client = new RawClient(server);
        client.Send(Get);
        Assert.True(SpinWait.SpinUntil(() => options.Capacity.CountOf(HttpPhase.Handling) == 1, 20_000));
    }

    [Fact]
    public void A_failing_check_of_the_header_returns_500_and_the_server_continues()
    {
        var options = new HttpServerOptions { OnHead = h => h.Path == "/bad" ? throw new InvalidOperationException("no") : null };
        using HttpServer server = TestServer.Echo(options);
        using var client = new RawClient(server);
        client.Send("GET /bad HTTP/1.1\r\nHost: h\r\n\r\n" + Get);
        Assert.Equal(500, client.Read().Status);
        Assert.Equal(200, client.Read().Status);
    }

    [Fact]
    public void A_header_that_arrives_byte_by_byte_has_one_time_limit()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { HeaderTimeout = TimeSpan.FromMilliseconds(150) });
        using var client = new RawClient(server);
        var clock = Stopwatch.StartNew();
        client.Send("GET /");
        while (!client.Socket.Poll(10_000, SelectMode.SelectRead) && clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            client.Send("a");
        }

        Assert.Equal(408, client.Read().Status);
    }

    [Fact]
    public void After_its_disposal_nothing_listens()
    {
        HttpServer server = TestServer.Echo();
        IPEndPoint address = server.LocalEndPoint;
        server.Dispose();
        using var client = new TcpClient();
        Assert.Throws<SocketException>(() => client.Connect(address));
    }

    [Fact]
    public void An_IPv4_address_accepts_IPv4_anyway()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { AcceptsIPv4 = true });
        using var client = new RawClient(server);
        client.Send(Get);
        Assert.Equal(200, client.Read().Status);
    }
}
