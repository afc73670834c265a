using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Unit.Http;

/// <summary>No client can lock out others by opening connections, announcing bodies or connecting from an address that is not
/// allowed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpCapacityTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    [Fact]
    public void When_all_slots_are_taken_the_connection_that_is_idle_longest_is_closed()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { Capacity = new HttpCapacity(3, 3) });
        using RawClient first = Served(server), second = Served(server), third = Served(server);
        // The first is used again, so the second is idle longest.
        first.Send(Get);
        Assert.Equal(200, first.Read().Status);
        AwaitPhase(server, HttpPhase.Idle, 3);
        using RawClient fourth = Served(server);
        Assert.True(second.ReadToEnd() is null or "");
        foreach (RawClient client in new[] { first, third, fourth })
        {
            client.Send(Get);
            Assert.Equal(200, client.Read().Status);
        }

        Assert.Equal(3, server.Options.Capacity.Count);
    }

    [Fact]
    public void One_address_cannot_take_all_connections()
    {
        var options = new HttpServerOptions { Address = IPAddress.Any, Capacity = new HttpCapacity(8, 6) };
        using HttpServer server = TestServer.Echo(options);
        List<RawClient> many = Enumerable.Range(0, 40).Select(_ => From("127.0.0.2", server)).ToList();
        Assert.True(SpinWait.SpinUntil(() => options.Capacity.Count == 6, 10_000), $"{options.Capacity.Count} are open");
        using RawClient one = From("127.0.0.3", server);
        one.Send(Get);
        Assert.Equal(200, one.Read().Status);
        Assert.True(options.Capacity.Count <= 7);
        many.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task A_request_being_answered_is_never_cut()
    {
        var gate = new TaskCompletionSource();
        int active = 0;
        using var server = new HttpServer(new HttpServerOptions { Capacity = new HttpCapacity(3, 3) }, async (r, _) =>
        {
            Interlocked.Increment(ref active);
            await gate.Task;
            return new HttpAnswer(200);
        });
        server.Start();
        List<RawClient> busy = Enumerable.Range(0, 3).Select(_ => new RawClient(server)).ToList();
        busy.ForEach(c => c.Send(Get));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref active) == 3, 10_000));
        using var late = new RawClient(server);
        Assert.Equal(503, late.Read().Status);
        gate.SetResult();
        Assert.All(busy, c => Assert.Equal(200, c.Read().Status));
        busy.ForEach(c => c.Dispose());
        await server.StopAsync();
    }

    [Fact]
    public void Endless_headers_are_cut_before_bodies_and_after_idle_connections()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { Capacity = new HttpCapacity(3, 3) });
        using RawClient body = new(server);
        body.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab");
        AwaitPhase(server, HttpPhase.Body, 1);
        using RawClient head = new(server);
        head.Send("POST / HT");
        AwaitPhase(server, HttpPhase.Head, 1);
        using RawClient idle = Served(server);
        using RawClient one = Served(server);
        Assert.True(idle.ReadToEnd() is null or "");
        one.Dispose();
        Assert.True(SpinWait.SpinUntil(() => server.ConnectionCount == 2, 10_000));
        using RawClient two = Served(server);
        using RawClient three = Served(server);
        Assert.True(two.ReadToEnd() is null or "");
        body.Send("cde");
        Assert.Equal("abcde", body.Read().Body);
    }

    [Fact]
    public void A_refused_address_gets_a_response_and_uses_no_slot()
    {
        var refusals = new ConcurrentQueue<HttpRefusal>();
        var options = new HttpServerOptions
        {
            Address = IPAddress.Any,
            Capacity = new HttpCapacity(2, 2),
            Admits = from => !from.Equals(IPAddress.Parse("127.0.0.2")),
            OnRefused = refusals.Enqueue,
        };
        using HttpServer server = TestServer.Echo(options);
        List<RawClient> refused = Enumerable.Range(0, 100).Select(_ => From("127.0.0.2", server)).ToList();
        using RawClient one = From("127.0.0.1", server), two = From("127.0.0.1", server);
        foreach (RawClient client in new[] { one, two, one })
        {
            client.Send(Get);
            Assert.Equal(200, client.Read().Status);
        }

        refused.ForEach(c => c.Dispose());
        Thread.Sleep(1200);
        using RawClient answered = From("127.0.0.2", server);
        answered.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
        Assert.StartsWith("HTTP/1.1 403 ", answered.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(101, refusals.Count);
        Assert.All(refusals, r => Assert.Equal((403, HttpRefusal.NotAdmitted), (r.Status, r.Reason)));
    }

    [Fact]
    public void Bodies_that_stall_after_a_byte_delay_nobody()
    {
        using HttpServer server = TestServer.Echo(new HttpServerOptions { Capacity = new HttpCapacity(1000, 1000, maxBodyMemory: 0) });
        List<RawClient> stalled = Enumerable.Range(0, 400).Select(_ => new RawClient(server)).ToList();
        stalled.ForEach(c => c.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nx"));
        using var client = new RawClient(server);
        client.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\n\r\n" + new string('y', 2000));

        // Earlier than the time limit for a body, which ends the others.
        client.Socket.ReceiveTimeout = 12_000;
        Assert.Equal(200, client.Read().Status);
        stalled.ForEach(c => c.Dispose());
    }

    [Fact]
    public void Large_bodies_share_the_memory_reserved_for_them()
    {
        const int Size = 200_000;
        var capacity = new HttpCapacity(100, 100, maxBodyMemory: 1_000_000);
        using HttpServer server = TestServer.Echo(new HttpServerOptions { Address = IPAddress.Any, Capacity = capacity });
        string part = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + Size + "\r\n\r\n" + new string('x', Size - 1);
        List<RawClient> waiting = Enumerable.Range(0, 4).Select(_ => From("127.0.0.2", server)).ToList();
        waiting.ForEach(c => c.Send(part));
        // One address can use at most half of it: two of these fit, and the others are refused.
        Assert.True(SpinWait.SpinUntil(() => Refused() >= 2, 20_000));
        Thread.Sleep(500);
        Assert.Equal(2, Refused());
        Assert.InRange(capacity.Bodies.Used, 1, 500_000);
        using RawClient other = From("127.0.0.3", server);
        other.Send(part + "x");
        Assert.Equal(200, other.Read().Status);
        waiting.ForEach(c => c.Dispose());
        Assert.True(SpinWait.SpinUntil(() => capacity.Bodies.Used == 0, 10_000));

        int Refused() => waiting.Count(c => c.Socket.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public void Memory_is_used_as_bytes_arrive_and_not_as_they_are_announced()
    {
        using HttpServer server = TestServer.Echo();
        using var first = new RawClient(server);
        first.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048576\r\n\r\nx");
        Thread.Sleep(200);
        Assert.Equal(0, server.Options.Capacity.Bodies.Used);
        first.Send(new string('y', 100_000));
        Assert.True(SpinWait.SpinUntil(() => server.Options.Capacity.Bodies.Used is > 80_000 and < 300_000, 10_000));
    }

    [Fact]
    public async Task An_announced_length_allocates_nothing()
    {
        using var pair = new SocketPair();
        (TcpClient client, ReceiveBuffer buffer) = (pair.Client, pair.Buffer);
        client.Client.Send("h"u8);
        Assert.Equal(1, await buffer.FillAsync());
        buffer.Skip(1);
        using HttpBodyMemory.Lease memory = new HttpBodyMemory(1_000_000).Rent(default);
        var head = new HttpRequestHead("POST", "/", new HttpHeaders([], []), null) { ContentLength = 1_000_000 };
        var body = new HttpBodyReader(buffer, 1_048_576, memory);

        // The tasks of one wait use far less than the smallest part of a body.
        long before = GC.GetAllocatedBytesForCurrentThread();
        Task<int> reading = body.ReadAsync(head);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_500);
        Assert.False(reading.IsCompleted);
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(HttpBodyReader.Ended, await reading);
    }

    [Fact]
    public async Task Small_chunks_do_not_copy_the_body_each_time()
    {
        using var pair = new SocketPair();
        (TcpClient client, ReceiveBuffer buffer) = (pair.Client, pair.Buffer);
        using HttpBodyMemory.Lease memory = new HttpBodyMemory(1_000_000).Rent(default);
        var head = new HttpRequestHead("POST", "/", new HttpHeaders([], []), null) { ContentLength = -1 };
        var body = new HttpBodyReader(buffer, 40_000, memory);
        var chunks = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("1\r\nx\r\n", 40_000)) + "0\r\n\r\n");

        long before = GC.GetTotalAllocatedBytes();
        Task<int> reading = body.ReadAsync(head);
        await client.GetStream().WriteAsync(chunks);
        Assert.Equal(0, await reading);
        Assert.Equal(40_000, body.Body.Length);

        // A copy per chunk would take 800 MB.
        Assert.True(GC.GetTotalAllocatedBytes() - before < 50_000_000);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("::1", "::2", false)]
    [InlineData("::1", "127.0.0.1", false)]
    public void A_source_is_an_IPv4_address_or_an_IPv6_network(string one, string other, bool same) =>
        Assert.Equal(same, HttpSource.Of(IPAddress.Parse(one)) == HttpSource.Of(IPAddress.Parse(other)));

    private static RawClient Served(HttpServer server)
    {
        var client = new RawClient(server);
        client.Send(Get);
        Assert.Equal(200, client.Read().Status);

        // The client can receive the whole response before the server is done with it.
        AwaitPhase(server, HttpPhase.Writing, 0);
        return client;
    }

    private static void AwaitPhase(HttpServer server, HttpPhase phase, int connections) =>
        Assert.True(SpinWait.SpinUntil(() => server.Options.Capacity.CountOf(phase) == connections, 20_000), $"{phase}: {connections}");

    private static RawClient From(string address, HttpServer server) =>
        new(new IPEndPoint(IPAddress.Loopback, server.LocalEndPoint.Port), IPAddress.Parse(address));
}
