namespace TencentLvb.Unit.Transport;

/// <summary>An https address behind a proxy: the proxy grants or refuses a tunnel before it sees any part of the request.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class ProxyTunnelTests : IDisposable
{
    private const string Variable = "HTTPS_PROXY";
    private static readonly Uri Outside = new("https://lvb.example.invalid/common_access");

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Theory]
    [InlineData(407, "LvbHttp.407")]
    [InlineData(403, "LvbHttp.403")]
    public async Task A_refused_tunnel_has_carried_nothing(int status, string id)
    {
        await using var proxy = new WireServer(e => e.Answer("no", status, "Proxy-Authenticate: Basic realm=\"corp\"\r\n"));
        Environment.SetEnvironmentVariable(Variable, $"http://127.0.0.1:{proxy.Uri.Port}");
        using var client = Make.Client(Outside, new ScriptedTime());

        var error = await client.Fails(Make.Once());

        Assert.Equal(id, error.ErrorId);
        Assert.Equal(status, error.StatusCode);
        Assert.Contains($"the proxy 127.0.0.1:{proxy.Uri.Port}", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("CONNECT lvb.example.invalid:443", Assert.Single(proxy.Requests).Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_a_proxy_address_is_final()
    {
        Environment.SetEnvironmentVariable(Variable, "http://proxy:99999");
        var time = new ScriptedTime();
        using var client = Make.Client(Outside, time);

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains(Variable, error.Message, StringComparison.Ordinal);
        Assert.Empty(time.Pauses);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Digest")]
    public async Task A_tunnel_is_requested_with_the_password(string scheme)
    {
        await using var proxy = new WireServer(PasswordProxy.Asking(scheme, async e =>
        {
            await e.Raw("HTTP/1.1 200 Connection established\r\n\r\n");
            await e.Close();
        }));
        Environment.SetEnvironmentVariable(Variable, PasswordProxy.Address(proxy.Uri));
        using var client = Make.Client(Outside, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });

        // The service behind the tunnel disconnects, so no part of the request was sent.
        Assert.Equal("LvbNetwork", (await client.Fails(Make.Once())).ErrorId);
        Assert.Equal(2, proxy.Requests.Count);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(429, false)]
    [InlineData(403, false)]
    public async Task Only_a_proxy_that_cannot_reach_the_service_counts_as_a_lost_connection(int status, bool isFailure)
    {
        await using var proxy = new WireServer(e => e.Answer("no", status));
        Environment.SetEnvironmentVariable(Variable, $"http://127.0.0.1:{proxy.Uri.Port}");
        using var client = Make.Client(Outside, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });
        await client.FailTimes(CircuitBreaker.FailuresToOpen + 1);

        Assert.Equal(CircuitBreaker.FailuresToOpen + (isFailure ? 0 : 1), proxy.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_proxy_that_cannot_reach_the_service_is_tried_again(int status)
    {
        await using var proxy = new WireServer(e => e.Answer("no", status));
        Environment.SetEnvironmentVariable(Variable, $"http://127.0.0.1:{proxy.Uri.Port}");
        var time = new ScriptedTime();
        using var client = Make.Client(Outside, time);

        Assert.Equal("LvbHttp." + status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            (await client.Fails(Make.Once())).ErrorId);
        Assert.Equal(3, time.Pauses.Count);
    }
}
