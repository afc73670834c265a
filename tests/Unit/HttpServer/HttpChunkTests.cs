using System.Net.Sockets;
using System.Text;

namespace TencentLvb.Unit.Http;

/// <summary>Chunked bodies: the limits of their lines from both sides, and what is not a chunk.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpChunkTests
{
    private const string Chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Theory]
    [InlineData(256, 200)]
    [InlineData(257, 400)]
    public void A_chunk_line_has_at_most_256_characters(int length, int status)
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(Chunked + "1;" + new string('x', length - 3) + "\r\na\r\n0\r\n\r\n");
        Assert.Equal(status, client.Read().Status);
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(21, 400)]
    public void A_body_has_at_most_20_trailers(int count, int status)
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(Chunked + "0\r\n" + string.Concat(Enumerable.Repeat("X: 1\r\n", count)) + "\r\n");
        Assert.Equal(status, client.Read().Status);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 400)]
    public void Extensions_have_at_most_4_KB_in_total(int more, int status)
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        var chunks = string.Concat(Enumerable.Repeat("1;" + new string('x', 127) + "\r\na\r\n", 31));
        client.Send(Chunked + chunks + "1;" + new string('x', 127 + more) + "\r\na\r\n0\r\n\r\n");
        Assert.Equal(status, client.Read().Status);
    }

    [Theory]
    [InlineData("1\r\na\r\n0\r\n\r\n", 200)]
    [InlineData("00000001\r\na\r\n0\r\n\r\n", 200)]
    [InlineData("000000001\r\na\r\n0\r\n\r\n", 400)]
    [InlineData("1 \t;x=\"y\"\r\na\r\n0\r\n\r\n", 200)]
    [InlineData("1 x\r\na\r\n0\r\n\r\n", 400)]
    [InlineData(";x\r\na\r\n0\r\n\r\n", 400)]
    [InlineData("\r\na\r\n0\r\n\r\n", 400)]
    [InlineData(";x\r\n\r\n", 400)]
    [InlineData("\r\n\r\n", 400)]
    [InlineData("1\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("g\r\na\r\n0\r\n\r\n", 400)]
    [InlineData("G\r\na\r\n0\r\n\r\n", 400)]
    [InlineData("@\r\na\r\n0\r\n\r\n", 400)]
    [InlineData("`\r\na\r\n0\r\n\r\n", 400)]
    [InlineData("/\r\na\r\n0\r\n\r\n", 400)]
    [InlineData(":\r\na\r\n0\r\n\r\n", 400)]
    [InlineData("a\r\n0123456789\r\n0\r\n\r\n", 200)]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n", 200)]
    [InlineData("f\r\n0123456789abcde\r\n0\r\n\r\n", 200)]
    [InlineData("F\r\n0123456789abcde\r\n0\r\n\r\n", 200)]
    [InlineData("9\r\n012345678\r\n0\r\n\r\n", 200)]
    [InlineData("1\r\na\r\n0\r\nX:\r\n\r\n", 200)]
    [InlineData("1\r\na\r\n0\r\nX\r\n\r\n", 400)]
    [InlineData("1\r\na\r\n0\r\n:x\r\n\r\n", 400)]
    [InlineData("1\r\na\r\n0\r\nX: \u0001\r\n\r\n", 400)]
    [InlineData("1\r\na\n0\r\n\r\n", 400)]
    [InlineData("1\na\r\n0\r\n\r\n", 400)]
    [InlineData("1\r\na\r\n0\r\n\n", 400)]
    public void Chunks_are_read_strictly(string chunks, int status)
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(Chunked + chunks);
        Assert.Equal(status, client.Read().Status);
    }

    [Fact]
    public void A_trailer_without_an_end_is_refused_at_256_characters()
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(Chunked + "0\r\n" + new string('x', 300));
        Assert.Equal(400, client.Read().Status);
    }

    [Fact]
    public void A_line_feed_in_the_place_of_a_chunk_is_refused_immediately()
    {
        using HttpServer server = TestServer.Echo();
        using var client = new RawClient(server);
        client.Send(Chunked);
        Assert.True(SpinWait.SpinUntil(() => server.Options.Capacity.CountOf(HttpPhase.Body) == 1, 20_000));
        client.Send("\n");
        Assert.Equal(400, client.Read().Status);
    }

    [Fact]
    public async Task A_chunk_line_of_256_characters_may_arrive_in_two_parts()
    {
        using var pair = new SocketPair();
        (TcpClient client, ReceiveBuffer buffer) = (pair.Client, pair.Buffer);
        using HttpBodyMemory.Lease memory = new HttpBodyMemory(1_000_000).Rent(default);
        client.Client.Send(Encoding.ASCII.GetBytes("1;" + new string('x', 253) + "\r"));
        while (buffer.Available < 256)
        {
            await buffer.FillAsync();
        }

        var body = new HttpBodyReader(buffer, 1000, memory);
        Task<int> reading = body.ReadAsync(new HttpRequestHead("POST", "/", new HttpHeaders([], []), null) { ContentLength = -1 });
        client.Client.Send("\na\r\n0\r\n\r\n"u8);
        Assert.Equal(0, await reading);
        Assert.Equal("a"u8.ToArray(), body.Body);
    }

    [Fact]
    public void A_chunk_that_does_not_fit_into_the_memory_is_refused_as_such()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { Capacity = new HttpCapacity(maxBodyMemory: 1000) });
        using var client = new RawClient(server);
        client.Send(Chunked + "186a0\r\n" + new string('x', 100_000) + "\r\n0\r\n\r\n");
        Assert.Equal(503, client.Read().Status);
    }
}
