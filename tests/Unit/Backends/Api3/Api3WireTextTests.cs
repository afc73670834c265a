using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>Addresses, log lines, and the choice of a recording template on API 3.0.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class Api3WireTextTests : IAsyncDisposable
{
    private static readonly StreamKey Stream = new("s1", "push.example.com", "live");
    private readonly Service3 _service = new Service3().Done("CreateRecordTask");
    private readonly Api3Client _client;

    public Api3WireTextTests()
    {
        _client = new Api3Client(_service.Uri);
        _service["CreateRecordTask"] = _ => new JsonObject { ["TaskId"] = "t1" };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("live", LvbSite.China, "https://live.tencentcloudapi.com/", "live.tencentcloudapi.com")]
    [InlineData("vod", LvbSite.International, "https://vod.intl.tencentcloudapi.com/", "vod.intl.tencentcloudapi.com")]
    public void A_product_has_its_host_by_site(string service, object site, string address, string host)
    {
        var endpoint = Api3Endpoint.Of(service, (LvbSite)site);
        Assert.Equal((address, host), (endpoint.Address.AbsoluteUri, endpoint.Host));
    }

    [Theory]
    [InlineData(LvbSite.China, "")]
    [InlineData(LvbSite.International, ".intl")]
    public void Any_other_product_has_a_host_of_the_same_form(object site, string part)
    {
        var product = "p" + Guid.NewGuid().ToString("N");
        Assert.Equal($"https://{product}{part}.tencentcloudapi.com/", Api3Endpoint.Of(product, (LvbSite)site).Address.AbsoluteUri);
    }

    [Theory]
    [InlineData(null, false, "Host Action Version Timestamp Language Authorization")]
    [InlineData("token", false, "Host Action Version Timestamp Language Authorization Token")]
    [InlineData(null, true, "Host Action Version Timestamp Language Authorization Region")]
    [InlineData("token", true, "Host Action Version Timestamp Language Authorization Region Token")]
    public async Task A_request_has_the_headers_of_the_contract(string? token, bool takesRegion, string names)
    {
        var account = new Api3Account
        {
            Credentials = new CredentialProvider(new HeldCredentials { Held = CredentialText.Make("AKIDx", "k", token, "test") }),
        };
        var action = Api3Action.Domains with { TakesRegion = takesRegion };
        var message = new Api3Message<bool>(account, new Api3Request<bool>(action, [], _ => true));
        await message.PrepareAsync(new CallLog(false), CancellationToken.None);
        var headers = message.Sign(DateTimeOffset.UtcNow).Headers!;
        Assert.Equal(names, string.Join(' ', headers.Select(h => h.Key.Replace("X-TC-", "", StringComparison.Ordinal))));
        Assert.Equal(("live.tencentcloudapi.com", "en-US"), (headers[0].Value, headers[4].Value));
    }

    [Theory]
    [InlineData("https://gate.example.com/", "gate.example.com")]
    [InlineData("https://gate.example.com:443/", "gate.example.com")]
    [InlineData("http://gate.example.com:8080/", "gate.example.com:8080")]
    [InlineData("http://127.0.0.1:8080/", "127.0.0.1:8080")]
    [InlineData("http://[::1]:8080/", "[::1]:8080")]
    [InlineData("http://[::1]/", "[::1]")]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example")]
    [InlineData("https://bücher.example:8443/", "xn--bcher-kva.example:8443")]
    public void The_signed_host_is_the_one_that_is_sent(string address, string host)
    {
        var uri = new Uri(address);
        Assert.Equal(host, Api3Endpoint.Of(uri).Host);
        Assert.Same(Api3Endpoint.Of(uri), Api3Endpoint.Of(uri));
    }

    [Fact]
    public void A_log_line_shows_what_is_harmless_and_hides_the_rest()
    {
        string[] shown =
        [
            "StreamName", "AppName", "DomainName", "PushDomain", "PlayDomain", "PlayDomains", "StreamIds", "StreamDomains", "StreamPaths",
            "PageNum", "PageSize", "Offset", "Limit", "QueryTime", "StartTime", "EndTime", "ResumeTime", "ExpireTime", "CreateTime",
            "DelayTime", "DomainType", "DomainStatus", "TemplateId", "TaskId", "StreamType", "SubAppId", "SourceTypes", "Sort", "Filters",
            "EventType", "ResultCode", "MixStreamSessionId", "MixStreamTemplateId",
        ];
        foreach (var name in shown)
        {
            var request = new Api3Request<bool>(Api3Action.Domains, new JsonObject { [name] = "v", ["CallbackKey"] = "k" }, _ => true);
            Assert.Equal(
                $"https://live.tencentcloudapi.com/ DescribeLiveDomains {name}=v CallbackKey=<redacted>",
                Api3LogText.Of(new Uri("https://live.tencentcloudapi.com/x?y"), request));
        }

        var nothing = new Api3Request<bool>(Api3Action.Domains, new JsonObject { ["AppName"] = null, ["PageNum"] = 2 }, _ => true);
        Assert.EndsWith(" AppName=null PageNum=2", Api3LogText.Of(new Uri("https://h/"), nothing), StringComparison.Ordinal);
    }

    private void Templates(params (int Id, string? Name, string[] Formats)[] templates) => _service["DescribeLiveRecordTemplates"] =
        _ =>
        {
            var rows = new JsonArray();
            foreach (var (id, name, formats) in templates)
            {
                var row = new JsonObject { ["TemplateId"] = id, ["TemplateName"] = name, ["FlvParam"] = new JsonObject { ["Enable"] = 0 } };
                foreach (var format in formats)
                {
                    row[format + "Param"] = new JsonObject { ["Enable"] = 1 };
                }

                rows.Add(row);
            }

            return new JsonObject { ["Templates"] = rows };
        };

    private async Task<(string Sent, CallLog Log)> Start(TapeOptions options, Api3Account? account = null)
    {
        var log = new CallLog(false);
        await _client.Run(new Api3Backend(account ?? _client.Account).StartTape(Stream, options), log);
        return ((string?)_service.Asked.Last().Body["TemplateId"]?.ToString() ?? "none", log);
    }

    private static TapeOptions Soon => new(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1));

    [Theory]
    [InlineData("flv", null, "Flv")]
    [InlineData("hls", null, "Hls")]
    [InlineData("mp4", null, "Mp4")]
    [InlineData("aac", null, "Aac")]
    [InlineData("mp3", null, "Mp3")]
    [InlineData(null, "audio", "Aac")]
    [InlineData(null, "audio", "Mp3")]
    public async Task The_only_template_of_a_format_is_used(string? format, string? type, string field)
    {
        Templates((5, "both", ["Flv", "Hls", "Mp4", "Aac", "Mp3"]), (6, "one", [field]), (7, "none", []));
        var (sent, log) = await Start(Soon with { FileFormat = format, RecordType = type });
        Assert.Equal("6", sent);
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public async Task A_named_template_goes_before_that_of_the_connection_and_none_is_warned_of_once()
    {
        var account = _client.Account with { RecordTemplates = new Dictionary<string, long> { ["mp4"] = 8, ["mp3"] = 9 } };
        Assert.Equal("3", (await Start(Soon with { TemplateId = 3, FileFormat = "mp4" }, account)).Sent);
        Assert.Equal("8", (await Start(Soon with { FileFormat = "mp4" }, account)).Sent);
        Assert.Equal("9", (await Start(Soon with { RecordType = "audio" }, account)).Sent);
        var (sent, log) = await Start(Soon, account);
        Assert.Equal("none", sent);
        var warning = Assert.Single(log.Warnings);
        Assert.Contains("No recording template", warning, StringComparison.Ordinal);
        Assert.Contains("-TemplateId", warning, StringComparison.Ordinal);
        Assert.Empty((await Start(Soon, account)).Log.Warnings);
    }

    [Fact]
    public async Task Without_a_single_template_of_the_format_the_error_lists_what_there_is()
    {
        Templates((5, "one", ["Mp4"]), (6, null, ["Mp4"]));
        var error = Sentences.Check(await Assert.ThrowsAsync<LvbException>(() => Start(Soon with { FileFormat = "mp4" })));
        Assert.Contains("The account has 2 recording templates that record only mp4: 5 (one: mp4), 6 (mp4).", error.Message,
            StringComparison.Ordinal);
        Assert.Contains("Connect-Lvb -RecordTemplate @{ mp4 = ", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-TemplateId", error.RecommendedAction, StringComparison.Ordinal);
        using var other = new Api3Client(_service.Uri);
        Templates((5, "two", ["Hls", "Mp4"]), (7, "", []));
        error = await Assert.ThrowsAsync<LvbException>(
            () => other.Run(new Api3Backend(other.Account).StartTape(Stream, Soon with { RecordType = "audio" })));
        Assert.Contains("only aac or mp3. Existing templates: 5 (two: hls and mp4), 7 (no format).", error.Message,
            StringComparison.Ordinal);
        using var empty = new Api3Client(_service.Uri);
        Templates();
        error = await Assert.ThrowsAsync<LvbException>(
            () => empty.Run(new Api3Backend(empty.Account).StartTape(Stream, Soon with { FileFormat = "flv" })));
        Assert.Contains("The account has no recording templates.", error.Message, StringComparison.Ordinal);
        _service["DescribeLiveRecordTemplates"] = _ => new JsonObject { ["Templates"] = new JsonArray(new JsonObject()) };
        using var damaged = new Api3Client(_service.Uri);
        error = await Assert.ThrowsAsync<LvbException>(
            () => damaged.Run(new Api3Backend(damaged.Account).StartTape(Stream, Soon with { FileFormat = "aac" })));
        Assert.Equal(("LvbBadReply", "TemplateId is missing."), (error.ErrorId, error.InnerException?.Message));
    }
}
