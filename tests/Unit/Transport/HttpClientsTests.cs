using System.Globalization;

namespace TencentLvb.Unit.Transport;

/// <summary>Which connections are kept alive, and when they are closed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HttpClientsTests : IDisposable
{
    private static readonly Uri Outside = new("http://lvb.example.invalid/common_access");
    private readonly ProxyEnvironment _proxies = new();

    public void Dispose() => _proxies.Dispose();

    [Fact]
    public async Task Queries_share_a_connection_that_is_closed_with_the_client()
    {
        await using var server = WireServer.Answering(WireServer.Live);
        using (var client = Make.Client(server.Uri, new ScriptedTime()))
        {
            await client.Send(Make.Query());
            await client.Send(Make.Query());
            Assert.Equal((1, 1), (server.Accepted, server.OpenNow));
            Assert.All(server.Requests, r => Assert.Null(r.Header("Connection")));
        }

        await Closed(server);
    }

    [Fact]
    public async Task Connections_to_present_and_earlier_proxies_are_closed_with_the_client()
    {
        await using var one = WireServer.Answering(WireServer.Live);
        await using var other = WireServer.Answering(WireServer.Live);
        using (var client = Make.Client(Outside, new ScriptedTime()))
        {
            foreach (var proxy in new[] { one, other })
            {
                var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{proxy.Uri.Port}");
                ProxyEnvironment.SetHttp(address);
                await client.Send(Make.Query());
                await client.Send(Make.Query());
                Assert.Equal((1, 1), (proxy.Accepted, proxy.OpenNow));
            }

            Assert.Equal(1, one.OpenNow);
        }

        await Closed(one);
        await Closed(other);
    }

    [Fact]
    public void After_its_disposal_it_creates_no_client()
    {
        var clients = new HttpClients();
        clients.Dispose();
        Assert.Throws<ObjectDisposedException>(() => clients.Shared(new Uri("http://127.0.0.1:1/")));
        Assert.Throws<ObjectDisposedException>(() => clients.Shared(Outside));
    }

    private static async Task Closed(WireServer server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (server.OpenNow > 0)
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
