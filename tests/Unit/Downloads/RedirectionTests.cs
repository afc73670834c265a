using System.Globalization;
using static TencentLvb.Unit.Downloads.DownloadFixture;

namespace TencentLvb.Unit.Downloads;

/// <summary>Redirections are followed only to other web addresses. A bad one is an error of its file.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class RedirectionTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task ARedirectionIsFollowedWithTheRequestedRange(int status)
    {
        await using var fixture = new DownloadFixture(
            Answer("200 OK\nETag: \"one\"\nContent-Length: 200000", Bytes('A', 100_000)),
            Answer($"{status} Moved\nLocation: /elsewhere.mp4?x=1\nContent-Length: 0", []),
            Answer("206 Partial\nETag: \"one\"\nContent-Range: bytes 100000-199999/200000\nContent-Length: 100000", Bytes('A', 100_000)));
        Assert.Equal(200_000, (await fixture.Fetch()).Length);
        Assert.Equal("/elsewhere.mp4?x=1", fixture.Server.Requests[2].Target);
        Assert.Equal("bytes=100000-", fixture.Server.Requests[2].Header("Range"));
        Assert.Equal("\"one\"", fixture.Server.Requests[2].Header("If-Range"));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("file:relative")]
    [InlineData("ftp://example.com/a.mp4")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/plain,x")]
    [InlineData("http://")]
    [InlineData("http:///a.mp4")]
    [InlineData("http://a b/")]
    [InlineData("http://[::1/")]
    [InlineData("http://example.com:99999/")]
    [InlineData("unc://host/share")]
    public async Task ARedirectionToAnotherSchemeIsRefused(string location)
    {
        await using var fixture = new DownloadFixture(Answer($"302 Found\nLocation: {location}\nContent-Length: 0", []));
        var error = await fixture.Fail();
        Assert.Equal("LvbHttp.302", error.ErrorId);
        Assert.Equal(302, error.StatusCode);
        Assert.Contains("not an http or https address", error.Message, StringComparison.Ordinal);
        Assert.Single(fixture.Server.Requests);
        Assert.Empty(Directory.GetFiles(fixture.Folder));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://2852039166/")]
    [InlineData("http://0xA9FEA9FE/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[64:ff9b::169.254.169.254]/")]
    [InlineData("http://metadata.tencentyun.com/latest")]
    public async Task ARedirectionToALinkLocalAddressIsRefused(string location)
    {
        await using var fixture = new DownloadFixture(Answer($"307 Found\nLocation: {location}\nContent-Length: 0", []));
        Assert.Equal("LvbHttp.307", (await fixture.Fail()).ErrorId);
    }

    [Theory]
    [InlineData("http://127.0.0.1/", true)]
    [InlineData("http://127.9.9.9/", true)]
    [InlineData("http://2130706433/", true)]
    [InlineData("http://0177.0.0.1/", true)]
    [InlineData("http://localhost:8080/", true)]
    [InlineData("http://LOCALHOST./", true)]
    [InlineData("http://x.localhost/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://[::ffff:127.0.0.1]/", true)]
    [InlineData("http://0.0.0.0/", true)]
    [InlineData("http://[::]/", true)]
    [InlineData("http://\uFF11\uFF12\uFF17.0.0.1/", true)]
    [InlineData("http://\u2460\u2461\u2466.\u24EA.\u24EA.\u2460/", true)]
    [InlineData("http://127\u30020\u30020\u30021/", true)]
    [InlineData("http://\uFF4C\uFF4F\uFF43\uFF41\uFF4C\uFF48\uFF4F\uFF53\uFF54/", true)]
    [InlineData("http://loc\u00ADalhost/", true)]
    [InlineData("http://127.0.0.1./", true)]
    [InlineData("http://[::127.0.0.1]/", true)]
    [InlineData("http://[64:ff9b::7f00:1]/", true)]
    [InlineData("http://[2001:db8::1]/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://example.com/", false)]
    [InlineData("http://localhost.example.com/", false)]
    public void AllNamesOfThisMachineAreRecognized(string address, bool isThisMachine)
        => Assert.Equal(isThisMachine, LocalAddress.IsThisMachine(new Uri(address)));

    [Theory]
    [InlineData("https://a.example.com/", "http://b.example.com/", false)]
    [InlineData("https://a.example.com/", "//b.example.com/x", true)]
    [InlineData("http://a.example.com/", "https://b.example.com/", true)]
    [InlineData("http://a.example.com/", "http://127.0.0.1/", false)]
    [InlineData("http://a.example.com/", "http://localhost/", false)]
    [InlineData("http://a.example.com/", "http://192.168.1.1/", true)]
    [InlineData("http://127.0.0.1/", "http://localhost:99/", true)]
    public void ARedirectionNeverLowersSecurityOrLeadsFromTheInternetToThisMachine(string from, string to, bool isFollowed)
    {
        var item = new DownloadItem(new Uri(from), "/a.mp4", null, "target");
        using var answer = new HttpResponseMessage(System.Net.HttpStatusCode.Found);
        if (isFollowed)
        {
            Assert.Equal(new Uri(item.Address, to), DownloadClient.Follow(item, item.Address, to, answer));
        }
        else
        {
            var error = Assert.Throws<LvbException>(() => DownloadClient.Follow(item, item.Address, to, answer));
            Assert.Equal("LvbHttp.302", error.ErrorId);
            Assert.Contains(new Uri(to).Host, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://\u2460\u2467\u2468.254.169.254/", false)]
    [InlineData("http://\uFF11\uFF16\uFF19.254.169.254/", true)]
    public void AllNamesOfLinkLocalAddressesAreRecognized(string address, bool isLinkLocal) =>
        Assert.Equal(isLinkLocal, LocalAddress.IsLinkLocal(new Uri(address)));

    [Fact]
    public async Task RedirectionsEnd()
    {
        await using var fixture = new DownloadFixture(e => Answer(
            string.Create(CultureInfo.InvariantCulture, $"302 Found\nLocation: /{e.Index}.mp4\nContent-Length: 0"), [])(e));
        var error = await fixture.Fail();
        Assert.Equal("LvbHttp.302", error.ErrorId);
        Assert.Contains("5 times", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, fixture.Server.Requests.Count);
    }

    [Fact]
    public async Task SecretsInAnAddressAreNotShown()
    {
        await using var fixture = new DownloadFixture(
            Answer("404 Not\u001b[31m Found\nContent-Length: 0", []),
            Answer("302 Found\nLocation: ftp://bob:hunter2@example.com/x?sign=0f343b0931126a20f133d67c2b018a3b\nContent-Length: 0", []));
        var address = new Uri($"http://bob:hunter2@127.0.0.1:{fixture.Server.Uri.Port}/a.mp4?sign=secret");
        foreach (var error in new[] { await fixture.Fail(address: address), await fixture.Fail(address: address) })
        {
            Assert.DoesNotContain("hunter2", error.ToString() + error.RecommendedAction, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("0f343b09", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(error.Message, char.IsControl);
            Assert.Contains("/a.mp4", error.Message, StringComparison.Ordinal);
        }
    }
}
