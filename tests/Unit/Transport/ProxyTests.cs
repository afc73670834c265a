using System.Net;

namespace TencentLvb.Unit.Transport;

/// <summary>The proxy of the machine applies to the service, but not to this machine.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ProxyTests : IDisposable
{
    private static readonly Uri Outside = new("http://lvb.example.invalid/common_access");
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    public void Dispose() => HttpClient.DefaultProxy = _before;

    [Fact]
    public async Task The_service_is_called_through_the_proxy()
    {
        await using var proxy = WireServer.Answering(WireServer.Live);
        HttpClient.DefaultProxy = new WebProxy(proxy.Uri);
        using var client = Make.Client(Outside, new ScriptedTime());

        Assert.Equal(1, await client.Send(Make.Query()));

        Assert.StartsWith("GET http://lvb.example.invalid/common_access?", Assert.Single(proxy.Requests).Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(407)]
    [InlineData(403)]
    public async Task A_proxy_that_refuses_is_reported_with_its_status(int status)
    {
        await using var proxy = new WireServer(e => e.Answer("not for you", status, "Proxy-Authenticate: Basic realm=x\r\n"));
        HttpClient.DefaultProxy = new WebProxy(proxy.Uri);
        using var client = Make.Client(Outside, new ScriptedTime());

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbHttp." + status.ToString(System.Globalization.CultureInfo.InvariantCulture), error.ErrorId);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task An_at_most_once_call_that_a_proxy_accepted_and_dropped_is_not_sent_again()
    {
        await using var proxy = new WireServer(e => e.Close());
        HttpClient.DefaultProxy = new WebProxy(proxy.Uri);
        using var client = Make.Client(Outside, new ScriptedTime());

        Assert.Equal("LvbAmbiguousOutcome", (await client.Fails(Make.Once())).ErrorId);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task The_emulator_is_called_directly()
    {
        await using var proxy = new WireServer(e => e.Answer("no", 503));
        await using var server = WireServer.Answering(WireServer.Live);
        HttpClient.DefaultProxy = new WebProxy(proxy.Uri);
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Empty(proxy.Requests);
    }
}
