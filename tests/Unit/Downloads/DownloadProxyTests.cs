using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>A proxy that does not forward a download is named in the error, not the storage.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class DownloadProxyTests : IDisposable
{
    private readonly ProxyEnvironment _proxies = new();

    public void Dispose() => _proxies.Dispose();

    [Fact]
    public async Task A_proxy_that_asks_for_a_password_is_reported_with_its_name_and_variable()
    {
        await using var fixture = new DownloadFixture(Answer("407 No\nProxy-Authenticate: NTLM\nContent-Length: 0", []));
        ProxyEnvironment.SetHttp($"http://127.0.0.1:{fixture.Server.Uri.Port}");

        var error = await Fail(fixture, "http://files.example.invalid/news.mp4");

        Assert.Equal(("LvbHttp.407", 407), (error.ErrorId, error.StatusCode));
        Assert.StartsWith("news.mp4: ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{fixture.Server.Uri.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("NTLM", error.Message, StringComparison.Ordinal);
        Assert.Contains("$env:HTTP_PROXY", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(fixture.Server.Requests);
    }

    [Fact]
    public async Task A_refused_tunnel_is_reported_with_the_status_of_the_proxy()
    {
        await using var fixture = new DownloadFixture(Answer("403 No\nContent-Length: 0", []));
        ProxyEnvironment.SetHttps($"http://127.0.0.1:{fixture.Server.Uri.Port}");

        var error = await Fail(fixture, "https://files.example.invalid/news.mp4");

        Assert.Equal(("LvbHttp.403", 403), (error.ErrorId, error.StatusCode));
        Assert.StartsWith("news.mp4: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("files.example.invalid", error.Message, StringComparison.Ordinal);
        Assert.Contains("NO_PROXY", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_a_proxy_address_is_named_before_any_request()
    {
        await using var fixture = new DownloadFixture(Answer("200 OK\nContent-Length: 1000", Bytes('A', 1000)));
        ProxyEnvironment.SetHttp("http://user:canary@proxy:99999");

        var error = await Fail(fixture, "http://files.example.invalid/news.mp4");

        Assert.Equal(("LvbNetwork", LvbErrorReason.Network), (error.ErrorId, error.Reason));
        Assert.StartsWith("news.mp4: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("HTTP_PROXY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString() + error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(fixture.Server.Requests);
    }

    // A downloader keeps the proxy that was set when it was created.
    private static async Task<LvbException> Fail(DownloadFixture fixture, string address)
    {
        using var downloader = new Downloader(1, TimeSpan.FromSeconds(20), (_, _) => Task.CompletedTask);
        return await Assert.ThrowsAsync<LvbException>(() => downloader.FetchAsync(
            fixture.Item(address: new Uri(address)), new CallLog(false), TestContext.Current.CancellationToken));
    }
}
