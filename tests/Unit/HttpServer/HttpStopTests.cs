using System.Diagnostics;
using System.Net.Sockets;

namespace TencentLvb.Unit.Http;

[Collection(nameof(ClocksAndSockets))]
public sealed class HttpStopTests
{
    private const string Post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx";

    [Fact]
    public async Task Waiting_requests_get_no_success_from_a_stop()
    {
        var never = new TaskCompletionSource<HttpAnswer>();
        int waiting = 0;
        var server = new HttpServer(new HttpServerOptions(), (_, _) =>
        {
            Interlocked.Increment(ref waiting);
            return never.Task;
        });
        server.Start();
        List<RawClient> clients = Enumerable.Range(0, 50).Select(_ => new RawClient(server)).ToList();
        clients.ForEach(c => c.Send(Post));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref waiting) == 50, 10_000));
        await server.StopAsync();
        Assert.All(clients, c => Assert.True(c.ReadToEnd() is null or ""));
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task A_grace_period_lets_the_responses_of_the_handler_finish()
    {
        int waiting = 0;
        var server = new HttpServer(new HttpServerOptions(), async (_, stop) =>
        {
            Interlocked.Increment(ref waiting);
            await Task.Delay(-1, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            return HttpAnswer.Plain(503);
        });
        server.Start();
        List<RawClient> clients = Enumerable.Range(0, 50).Select(_ => new RawClient(server)).ToList();
        clients.ForEach(c => c.Send(Post));
        using var idle = new RawClient(server);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref waiting) == 50, 10_000));
        await server.StopAsync(TimeSpan.FromSeconds(20));
        Assert.All(clients, c => Assert.StartsWith("HTTP/1.1 503 ", c.ReadToEnd(), StringComparison.Ordinal));
        Assert.True(idle.ReadToEnd() is null or "");
        Assert.Equal(0, server.ConnectionCount);
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task The_port_is_free_immediately_and_can_be_bound_again()
    {
        HttpServer first = TestServer.Echo();
        int port = first.LocalEndPoint.Port;
        using var client = new RawClient(first);
        client.Send(Post);
        Assert.Equal(200, client.Read().Status);
        await first.StopAsync();
        using HttpServer second = TestServer.Echo(new HttpServerOptions { Port = port });
        using var again = new RawClient(second);
        again.Send(Post);
        Assert.Equal(200, again.Read().Status);
    }

    [Fact]
    public async Task A_stop_is_quick_and_may_be_repeated()
    {
        HttpServer server = TestServer.Echo();
        List<RawClient> clients = Enumerable.Range(0, 100).Select(_ => new RawClient(server)).ToList();
        clients.ForEach(c => c.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf"));
        var watch = Stopwatch.StartNew();
        await server.StopAsync();
        server.Dispose();
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
        Assert.All(clients, c => Assert.True(c.ReadToEnd() is null or ""));
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public void A_port_in_use_is_refused()
    {
        using HttpServer first = TestServer.Echo();
        using var second = new HttpServer(new HttpServerOptions { Port = first.LocalEndPoint.Port },
            (_, _) => Task.FromResult(new HttpAnswer(200)));
        Assert.Throws<SocketException>(second.Start);
    }

    [Fact]
    public async Task Nothing_of_a_stopped_server_remains()
    {
        WeakReference server = await RunAndStop();
        for (int i = 0; i < 50 && server.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        // A timer that keeps running would keep it alive, and would check connections that no longer exist.
        Assert.False(server.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAndStop()
    {
        HttpServer server = TestServer.Echo();
        using (var client = new RawClient(server))
        {
            client.Send(Post);
            Assert.Equal(200, client.Read().Status);
        }

        await server.StopAsync();
        return new WeakReference(server);
    }
}
