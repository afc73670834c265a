namespace TencentLvb.Unit.Backends.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class CvmRoleCredentialsTests
{
    private const string Folder = "/latest/meta-data/cam/security-credentials/";
    private const string Date = "Date: Sat, 28 Nov 2026 04:00:00 GMT\r\n";
    private static readonly DateTimeOffset ServerNow = DateTimeOffset.Parse("2026-11-28T04:00:00Z",
        System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Fetches_the_keys_of_the_role_of_the_instance()
    {
        await using var server = Metadata(Keys(ServerNow.AddHours(1)));
        var found = await FakeMachine.Find(Source(server));

        Assert.Equal("AKIDcvm cvmkey cvmtoken", FakeMachine.Show(found));
        Assert.Equal([Folder, Folder + "live-ops"], server.Requests.Select(r => r.Target));
        Assert.All(server.Requests, r => Assert.StartsWith("GET ", r.Head, StringComparison.Ordinal));

        // By the clock of the response: this machine's clock is a day off here.
        Assert.Equal(TimeSpan.FromHours(1), found.EndsAfter);
        Assert.Equal(TimeSpan.FromMinutes(55), found.RenewAfter);
        Assert.Contains("live-ops", found.Origin, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 404, "This CVM instance has no role.")]
    [InlineData("", 200, "This CVM instance has no role.")]
    [InlineData("down", 503, "returned HTTP status 503.")]
    public async Task An_instance_without_a_role_is_reported(string body, int status, string expected)
    {
        await using var server = new WireServer(e => e.Answer(body, status));
        var error = await FakeMachine.Fails(Source(server));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.EndsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("role", Sentences.Check(error).RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_the_service_cannot_read_is_named_with_the_status()
    {
        await using var server = new WireServer(e => e.Request.Target == Folder ? e.Answer("live-ops") : e.Answer("{}", 500));
        var error = Sentences.Check(await FakeMachine.Fails(Source(server)));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains("500", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("'live-ops'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_the_address_and_the_other_sources_are_named()
    {
        var source = new CvmRoleCredentials(new MetadataClient(new Uri(Make.Refusing(), "/")), () => ServerNow);
        var error = Sentences.Check(await FakeMachine.Fails(source));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains("Cannot connect to", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" 127.0.0.1.", error.Message, StringComparison.Ordinal);
        Assert.Contains("CVM instances", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-CredentialSource Environment, File or Tccli", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Code":"Failed"}""", "returned 'Failed' instead of keys")]
    [InlineData("{}", "returned '' instead of keys")]
    [InlineData("""{"Code":"Success","TmpSecretId":"AKIDcanary"}""", "returned incomplete keys")]
    [InlineData("<html>canary</html>", "did not return JSON")]
    [InlineData("""{"Code":"Success","TmpSecretId":"AKIDcanary","TmpSecretKey":"canary","Token":"canary","ExpiredTime":1795838399}""",
        "returned expired keys")]
    [InlineData("""{"Code":"Success","TmpSecretId":"AKIDcanary","TmpSecretKey":"canary","Token":"canary","ExpiredTime":1795838400}""",
        "returned expired keys")]
    public async Task Unusable_keys_are_reported_without_showing_them(string body, string expected)
    {
        await using var server = Metadata(body);
        var error = await FakeMachine.Fails(Source(server));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metadata_service_that_does_not_respond_costs_two_seconds()
    {
        await using var server = new WireServer(e => e.Silence());
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var error = await FakeMachine.Fails(Source(server));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains("did not respond within 2 s", error.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1.9, 10);
    }

    [Fact]
    public async Task Bypasses_every_proxy_and_follows_no_redirect()
    {
        await using var elsewhere = WireServer.Answering("live-ops");
        await using var server = new WireServer(e => e.Answer("", 302, $"Location: {elsewhere.Uri}\r\n"));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new System.Net.WebProxy(elsewhere.Uri);
        try
        {
            Assert.Contains("HTTP status 302", (await FakeMachine.Fails(Source(server))).Message, StringComparison.Ordinal);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Single(server.Requests);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_stop_ends_the_search()
    {
        await using var server = new WireServer(e => e.Silence());
        using var stop = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source(server).FindAsync(new CredentialSearch(), stop.Token));
    }

    internal static string Keys(DateTimeOffset end, string number = "") =>
        $$"""{"TmpSecretId":"AKIDcvm{{number}}","TmpSecretKey":"cvmkey{{number}}","ExpiredTime":{{end.ToUnixTimeSeconds()}}"""
            + $$""","Expiration":"x","Token":"cvmtoken{{number}}","Code":"Success"}""";

    private static WireServer Metadata(string keys) =>
        new(e => e.Request.Target == Folder ? e.Answer("live-ops\n", headers: Date) : e.Answer(keys, headers: Date));

    private static CvmRoleCredentials Source(WireServer server) =>
        new(new MetadataClient(new Uri(server.Uri, "/")), () => ServerNow.AddDays(1));
}
