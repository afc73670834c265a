using System.Net;

namespace TencentLvb.Unit.Transport;

/// <summary>Company networks: a proxy requires a password before it forwards anything.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PasswordProxyTests : IDisposable
{
    private static readonly Uri Outside = new("http://lvb.example.invalid/common_access");
    private readonly ProxyEnvironment _proxies = new();

    public void Dispose() => _proxies.Dispose();

    [Theory]
    [InlineData("Basic")]
    [InlineData("Digest")]
    public async Task An_at_most_once_call_is_sent_again_with_the_password_from_the_address_of_the_proxy(string scheme)
    {
        await using var proxy = Proxy(scheme, e => e.Answer(WireServer.TaskStarted));
        using var client = Make.Client(Outside, new ScriptedTime());

        Assert.Equal(42UL, await client.Send(Make.Once()));

        Assert.Equal(2, proxy.Requests.Count);
        Assert.Equal(proxy.Requests[0].Target, proxy.Requests[1].Target);
        Assert.Null(proxy.Requests[0].Header("Proxy-Authorization"));
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Digest")]
    public async Task A_body_is_sent_again_too(string scheme)
    {
        await using var proxy = Proxy(scheme, e => e.Answer("""{"code":0,"message":"Success!"}"""));
        using var client = Make.Client(Outside, new ScriptedTime());

        await client.Send(MixStream.Cancel(new MixCall(4321, "room1", "out"), []));

        Assert.Equal(2, proxy.Requests.Count);
        Assert.Contains("room1", proxy.Requests[1].Body, StringComparison.Ordinal);
        Assert.Equal(proxy.Requests[0].Body, proxy.Requests[1].Body);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("reset")]
    [InlineData("half")]
    [InlineData("502")]
    public async Task After_the_password_nothing_is_sent_a_third_time(string fault)
    {
        await using var proxy = Proxy("Basic", async e => Assert.True(await e.Misbehave(fault, WireServer.TaskStarted)));
        using var client = Make.Client(Outside, new ScriptedTime());

        var error = await client.Fails(Make.Once());

        Assert.Equal("LvbAmbiguousOutcome", error.ErrorId);
        Assert.Equal(2, proxy.Requests.Count);
    }

    [Fact]
    public async Task A_proxy_that_refuses_and_disconnects_has_forwarded_nothing()
    {
        await using var proxy = new WireServer(async e =>
        {
            e.Server.StopListening();
            await e.Answer("", 407, "Proxy-Authenticate: Basic realm=\"corp\"\r\nConnection: close\r\n");
            await e.Close();
        });
        ProxyEnvironment.SetHttp(PasswordProxy.Address(proxy.Uri));
        var time = new ScriptedTime();
        using var client = Make.Client(Outside, time, s => s with { MaximumRetryCount = 1 });

        var error = await client.Fails(Make.Once());

        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Single(time.Pauses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_password_the_error_names_the_proxy_and_what_to_set(bool isOnce)
    {
        await using var proxy = Proxy("Basic", e => e.Answer(WireServer.Live));
        ProxyEnvironment.SetHttp($"127.0.0.1:{proxy.Uri.Port}");
        using var client = Make.Client(Outside, new ScriptedTime());

        var error = isOnce ? await client.Fails(Make.Once()) : await client.Fails(Make.Query());

        Assert.Equal("LvbHttp.407", error.ErrorId);
        Assert.Equal(407, error.StatusCode);
        Assert.Contains($"the proxy 127.0.0.1:{proxy.Uri.Port} asks for a user name and password", error.Message, StringComparison.Ordinal);
        Assert.Contains($"$env:HTTP_PROXY = 'http://user:password@127.0.0.1:{proxy.Uri.Port}'", error.RecommendedAction,
            StringComparison.Ordinal);
        Assert.DoesNotContain("might", error.Message, StringComparison.Ordinal);
        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Digest")]
    public async Task A_wrong_password_is_refused_once_and_not_shown(string scheme)
    {
        await using var proxy = Proxy(scheme, e => e.Answer(WireServer.Live));
        ProxyEnvironment.SetHttp(PasswordProxy.Address(proxy.Uri, "ops", "wrong-canary"));
        using var client = Make.Client(Outside, new ScriptedTime());

        var error = await client.Fails(Make.Once());

        Assert.Equal("LvbHttp.407", error.ErrorId);
        Assert.Contains("refused the user name and password of 'ops'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(2, proxy.Requests.Count);
    }

    [Fact]
    public async Task A_password_that_is_set_later_is_used_by_the_same_connection()
    {
        await using var proxy = Proxy("Basic", e => e.Answer(WireServer.Live));
        ProxyEnvironment.SetHttp($"127.0.0.1:{proxy.Uri.Port}");
        using var client = Make.Client(Outside, new ScriptedTime());
        await client.Fails(Make.Query());

        ProxyEnvironment.SetHttp(PasswordProxy.Address(proxy.Uri));

        Assert.Equal(1, await client.Send(Make.Query()));
        Assert.Equal(3, proxy.Requests.Count);
    }

    [Fact]
    public async Task The_password_of_a_proxy_set_in_the_session_is_used()
    {
        await using var proxy = Proxy("Basic", e => e.Answer(WireServer.TaskStarted));
        ProxyEnvironment.SetHttp(null);
        HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{proxy.Uri.Port}")
        {
            Credentials = new NetworkCredential(PasswordProxy.User, PasswordProxy.Password),
        };
        using var client = Make.Client(Outside, new ScriptedTime());

        Assert.Equal(42UL, await client.Send(Make.Once()));
        Assert.Equal(2, proxy.Requests.Count);
    }

    // A proxy of Windows authenticates a connection with two messages. (Without the switch, .NET requires a library of the system.)
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_authenticated_connection_carries_the_call_once(bool isLost)
    {
        AppContext.SetSwitch("System.Net.Security.UseManagedNtlm", true);
        await using var proxy = new WireServer(PasswordProxy.AskingForNtlm(e => isLost ? e.Close() : e.Answer(WireServer.TaskStarted)));
        HttpClient.DefaultProxy = new WebProxy($"http://127.0.0.1:{proxy.Uri.Port}")
        {
            Credentials = new NetworkCredential(PasswordProxy.User, PasswordProxy.Password, "CORP"),
        };
        using var client = Make.Client(Outside, new ScriptedTime());

        if (isLost)
        {
            Assert.Equal("LvbAmbiguousOutcome", (await client.Fails(Make.Once())).ErrorId);
        }
        else
        {
            Assert.Equal(42UL, await client.Send(Make.Once()));
        }

        Assert.Equal(3, proxy.Requests.Count);
        Assert.Equal(1, proxy.Accepted);
    }

    [Fact]
    public async Task A_proxy_with_a_scheme_that_only_Windows_supports_is_reported()
    {
        await using var proxy = Proxy("NTLM", e => e.Answer(WireServer.Live));
        using var client = Make.Client(Outside, new ScriptedTime());

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbHttp.407", error.ErrorId);
        Assert.Contains("authentication: NTLM", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_without_a_valid_proxy_is_an_error_and_nothing_is_sent()
    {
        ProxyEnvironment.SetHttp("http://user:canary@proxy:99999");
        using var client = Make.Client(Outside, new ScriptedTime());

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains("HTTP_PROXY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }

    private static WireServer Proxy(string scheme, Func<WireExchange, Task> then)
    {
        var proxy = new WireServer(PasswordProxy.Asking(scheme, then));
        ProxyEnvironment.SetHttp(PasswordProxy.Address(proxy.Uri));
        return proxy;
    }
}
