using System.Net;

namespace TencentLvb.Unit.Http;

/// <summary>Which connection is closed for a new one if there are several sources, and when connections are no longer counted.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpSourceTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private readonly TaskCompletionSource _gate = new();
    private readonly List<RawClient> _clients = [];
    private HttpServer? _server;

    public void Dispose()
    {
        _gate.TrySetResult();
        _clients.ForEach(c => c.Dispose());
        _server?.Dispose();
    }

    [Fact]
    public void By_default_one_source_has_half_of_the_connections()
    {
        HttpCapacity capacity = Start(new HttpCapacity(4));
        RawClient first = Served(2);
        Served(2);
        Assert.Equal(2, capacity.Count);
        Served(2);
        Assert.True(first.ReadToEnd() is null or "");
        Assert.Equal(2, capacity.Count);
        Served(3);
        Assert.Equal(3, capacity.Count);
    }

    [Fact]
    public void At_the_limit_of_all_sources_the_connection_that_is_idle_longest_is_closed()
    {
        HttpCapacity capacity = Start(new HttpCapacity(2, 5));
        RawClient first = Served(2);
        Served(2);
        Served(2);
        Assert.True(first.ReadToEnd() is null or "");
        Assert.Equal(2, capacity.Count);
    }

    [Fact]
    public void The_source_with_the_most_connections_loses_one_even_if_another_is_idle_longer()
    {
        HttpCapacity capacity = Start(new HttpCapacity(4, 5));
        RawClient oldest = Served(2);
        RawClient many = Served(3);
        Served(3);
        RawClient late = Served(4);
        Served(5);
        Assert.True(many.ReadToEnd() is null or "");
        Assert.Equal(4, capacity.Count);
        Assert.True(Answers(oldest));
        Assert.True(Answers(late));
    }

    [Fact]
    public void If_all_connections_of_that_source_are_busy_another_source_loses_one()
    {
        HttpCapacity capacity = Start(new HttpCapacity(3, 5));
        Busy(2);
        Busy(2);
        Await(() => capacity.CountOf(HttpPhase.Handling) == 2);
        RawClient idle = Served(3);
        Served(4);
        Assert.True(idle.ReadToEnd() is null or "");
        Assert.Equal(3, capacity.Count);
    }

    [Fact]
    public void If_all_connections_are_busy_a_new_one_is_refused()
    {
        HttpCapacity capacity = Start(new HttpCapacity(1, 5));
        Busy(2);
        Await(() => capacity.CountOf(HttpPhase.Handling) == 1);
        Assert.Null(capacity.TakeIdle());
        Assert.Equal(503, From(2).Read().Status);
        Assert.Equal(1, capacity.Count);
    }

    [Fact]
    public void A_connection_that_is_taken_or_ends_is_no_longer_counted()
    {
        HttpCapacity capacity = Start(new HttpCapacity(4, 4));
        RawClient first = Served(2);
        RawClient second = Served(2);
        HttpConnection? taken = capacity.TakeIdle();
        Assert.NotNull(taken);
        Assert.Equal(1, capacity.Count);
        taken.Abort();
        Assert.True(first.ReadToEnd() is null or "");
        second.Dispose();
        Await(() => capacity.Count == 0);
    }

    private HttpCapacity Start(HttpCapacity capacity)
    {
        _server = new HttpServer(new HttpServerOptions { Address = IPAddress.Any, Capacity = capacity }, async (r, _) =>
        {
            if (r.Path == "/busy")
            {
                await _gate.Task;
            }

            return new HttpAnswer(200);
        });
        _server.Start();
        return capacity;
    }

    private RawClient From(int last)
    {
        var client = new RawClient(new IPEndPoint(IPAddress.Loopback, _server!.LocalEndPoint.Port), new IPAddress([127, 0, 0, (byte)last]));
        _clients.Add(client);
        return client;
    }

    private void Busy(int last) => From(last).Send("GET /busy HTTP/1.1\r\nHost: h\r\n\r\n");

    private RawClient Served(int last)
    {
        RawClient client = From(last);
        Assert.True(Answers(client));
        return client;
    }

    private bool Answers(RawClient client)
    {
        client.Send(Get);
        int status = client.Read().Status;

        // The client can receive the whole response before the server is done with it.
        Await(() => _server!.Options.Capacity.CountOf(HttpPhase.Writing) == 0);
        return status == 200;
    }

    private static void Await(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, 20_000));
}
