using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace TencentLvb.Unit.Backends.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class Api3MessageTests
{
    [Fact]
    public async Task A_call_is_a_signed_post_to_the_root()
    {
        var time = new ScriptedTime();
        await using var server = WireServer.Answering(Answers3.Active);
        using var client = new Api3Client(server.Uri, time);

        Assert.Equal("active", await client.Send(Api3Client.State()));

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST / HTTP/1.1", request.Head, StringComparison.Ordinal);
        Assert.Equal("""{"AppName":"live","DomainName":"push.example.com","StreamName":"stream1"}""", request.Body);
        Assert.Equal("application/json; charset=utf-8", request.Header("Content-Type"));
        Assert.Equal(server.Uri.Authority, request.Header("Host"));
        Assert.Equal("DescribeLiveStreamState", request.Header("X-TC-Action"));
        Assert.Equal("2018-08-01", request.Header("X-TC-Version"));
        Assert.Equal(time.Now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), request.Header("X-TC-Timestamp"));
        Assert.Equal(Api3Client.Token, request.Header("X-TC-Token"));
        Assert.Null(request.Header("X-TC-Region"));
        Assert.Equal(Expected(request, "live"), request.Header("Authorization"));
    }

    [Fact]
    public async Task Keys_without_a_token_send_no_token()
    {
        await using var server = WireServer.Answering(Answers3.Active);
        using var client = new Api3Client(server.Uri,
            source: new HeldCredentials { Held = CredentialText.Make("AKIDx", "k", null, "test") });
        await client.Send(Api3Client.State());
        Assert.Null(server.Requests[0].Header("X-TC-Token"));
    }

    [Fact]
    public async Task Every_attempt_has_its_own_time_and_signature()
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e =>
        {
            time.Advance(TimeSpan.FromSeconds(3));
            return e.Index == 0 ? e.Close() : e.Answer(Answers3.Active);
        });
        using var client = new Api3Client(server.Uri, time);
        await client.Send(Api3Client.State());

        Assert.Equal(2, server.Requests.Select(r => r.Header("X-TC-Timestamp")).Distinct().Count());
        Assert.All(server.Requests, r => Assert.Equal(Expected(r, "live"), r.Header("Authorization")));
    }

    [Fact]
    public async Task Requests_of_another_day_are_signed_with_another_key()
    {
        var time = new ScriptedTime();
        await using var server = WireServer.Answering(Answers3.Active);
        using var client = new Api3Client(server.Uri, time);
        foreach (var pause in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromDays(1), TimeSpan.Zero])
        {
            time.Advance(pause);
            await client.Send(Api3Client.State());
        }

        Assert.Equal(2, server.Requests.Select(r => r.Header("Authorization")!.Split('/')[1]).Distinct().Count());
        Assert.All(server.Requests, r => Assert.Equal(Expected(r, "live"), r.Header("Authorization")));
    }

    [Fact]
    public async Task The_state_request_names_the_stream_as_other_actions_do()
    {
        var time = new ScriptedTime();
        await using var server = WireServer.Answering(Answers3.Active);
        using var client = new Api3Client(server.Uri, time);
        var place = new StreamPlace("push.example.com", "直播 \"live\"");
        await client.Send(new StreamState("stream1 é", place));

        Assert.Equal(StreamState.Of("stream1 é", place).ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
            server.Requests[0].Body);
        Assert.Equal(server.Requests[0].Body, Encoding.UTF8.GetString(Api3Json.Bytes(new StreamState("stream1 é", place).Parameters)));
        Assert.Equal(Expected(server.Requests[0], "live"), server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task The_region_is_sent_where_the_action_requires_one()
    {
        await using var server = WireServer.Answering(Answers3.Done);
        using var client = new Api3Client(server.Uri);
        foreach (var action in Api3Action.Known.Values)
        {
            await client.Send(new Api3Request<bool>(action, [], _ => true));
            var request = server.Requests[^1];
            var wants = action.Name.EndsWith("RecordTask", StringComparison.Ordinal)
                || action.Name.EndsWith("ScreenshotTask", StringComparison.Ordinal) || action.Service == "vod";
            Assert.Equal(wants ? "ap-guangzhou" : null, request.Header("X-TC-Region"));
            Assert.Equal(Expected(request, action.Service), request.Header("Authorization"));
        }
    }

    [Fact]
    public async Task Expired_requests_are_corrected_once_with_the_clock_of_the_service()
    {
        var time = new ScriptedTime();
        var ahead = TimeSpan.FromHours(3);
        await using var server = new WireServer(e =>
        {
            var now = time.Now() + ahead;
            var sent = long.Parse(e.Request.Header("X-TC-Timestamp")!, CultureInfo.InvariantCulture);
            return e.Answer(
                Math.Abs(now.ToUnixTimeSeconds() - sent) > 300 ? Answers3.Error("AuthFailure.SignatureExpire") : Answers3.Active,
                headers: $"Date: {now:R}\r\n");
        });
        using var client = new Api3Client(server.Uri, time, s => s with { MaximumRetryCount = 0 });
        var log = new CallLog(false);

        Assert.Equal("active", await client.Send(Api3Client.State(), log));
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("10800 s behind", Assert.Single(log.Warnings), StringComparison.Ordinal);
        Assert.Equal(ahead, client.Skew.Current);

        Assert.Equal("active", await client.Send(Api3Client.State()));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(-25)]
    public async Task A_clock_more_than_a_day_off_is_reported_and_not_corrected(int hours)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(e =>
            e.Answer(Answers3.Error("AuthFailure.SignatureExpire", "Signature expired."),
                headers: $"Date: {time.Now().AddHours(hours):R}\r\n"));
        using var client = new Api3Client(server.Uri, time);

        var error = await client.Fails(Api3Client.State());
        Assert.Equal("LvbSignatureExpired", error.ErrorId);
        Assert.Contains(hours > 0 ? "90000 s behind" : "90000 s ahead of", error.Message, StringComparison.Ordinal);
        Assert.Equal("AuthFailure.SignatureExpire", error.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var elsewhere = WireServer.Answering(Answers3.Active);
        await using var server = new WireServer(e => e.Answer("", 307, $"Location: {elsewhere.Uri}\r\n"));
        using var client = new Api3Client(server.Uri);
        Assert.Equal("LvbHttp.307", (await client.Fails(Api3Client.State())).ErrorId);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/plain")]
    public async Task Responses_are_read_regardless_of_their_content_type(string type)
    {
        await using var server = new WireServer(e => e.Raw(
            $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {Answers3.Active.Length}\r\n\r\n{Answers3.Active}"));
        using var client = new Api3Client(server.Uri);
        Assert.Equal("active", await client.Send(Api3Client.State()));
    }

    [Theory]
    [InlineData("", 200, "LvbBadReply")]
    [InlineData("""{"Response":{}}""", 200, "LvbBadReply")]
    [InlineData("""{"Response":{"RequestId":"x"}}""", 200, "LvbBadReply")]
    [InlineData("""{"ret":0,"message":"","output":[]}""", 200, "LvbBadReply")]
    [InlineData("<html>", 404, "LvbHttp.404")]
    [InlineData("<html>", 502, "LvbHttp.502")]
    [InlineData("", 204, "LvbHttp.204")]
    public async Task A_response_from_something_else_is_reported(string body, int status, string id)
    {
        await using var server = new WireServer(e => e.Answer(body, status));
        using var client = new Api3Client(server.Uri, change: s => s with { MaximumRetryCount = 1 });
        Assert.Equal(id, (await client.Fails(Api3Client.State())).ErrorId);
        Assert.Equal(status == 502 ? 2 : 1, server.Requests.Count);
    }

    [Fact]
    public async Task Verbose_messages_show_the_request_without_secrets()
    {
        await using var server = WireServer.Answering(Answers3.Done);
        using var client = new Api3Client(server.Uri);
        var log = new CallLog(verbose: true);
        var body = Api3Client.Stream();
        body["CallbackKey"] = "callback-canary";
        await client.Send(new Api3Request<bool>(Api3Action.Forbid, body, _ => true), log);

        var line = Assert.Single(log.VerboseLines);
        Assert.StartsWith(
            $"POST http://{server.Uri.Authority}/ ForbidLiveStream AppName=live DomainName=push.example.com StreamName=stream1 "
                + "CallbackKey=<redacted> -> HTTP 200 in ",
            line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LvbSite.China, "live", "https://live.tencentcloudapi.com/")]
    [InlineData(LvbSite.China, "vod", "https://vod.tencentcloudapi.com/")]
    [InlineData(LvbSite.International, "live", "https://live.intl.tencentcloudapi.com/")]
    [InlineData(LvbSite.International, "vod", "https://vod.intl.tencentcloudapi.com/")]
    public void Hosts_depend_on_product_and_site(LvbSite site, string service, string expected)
    {
        Assert.Equal(expected, new Api3Account { Site = site }.EndpointOf(service).Address.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:1/", new Api3Account { Site = site, Endpoint = new Uri("http://127.0.0.1:1") }.EndpointOf(service)
            .Address.AbsoluteUri);
    }

    // Computes the signature as a server does, only from what was sent.
    private static string Expected(WireRequest request, string service)
    {
        var timestamp = request.Header("X-TC-Timestamp")!;
        var date = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd",
            CultureInfo.InvariantCulture);
        var canonical = $"POST\n/\n\ncontent-type:{request.Header("Content-Type")}\nhost:{request.Header("Host")}\n"
            + $"x-tc-action:{request.Header("X-TC-Action")!.ToLowerInvariant()}\n\ncontent-type;host;x-tc-action\n{Sha(request.Body)}";
        var toSign = $"TC3-HMAC-SHA256\n{timestamp}\n{date}/{service}/tc3_request\n{Sha(canonical)}";
        var key = new[] { date, service, "tc3_request" }.Aggregate(
            Encoding.UTF8.GetBytes("TC3" + Api3Client.SecretKey), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        return $"TC3-HMAC-SHA256 Credential={Api3Client.SecretId}/{date}/{service}/tc3_request, "
            + "SignedHeaders=content-type;host;x-tc-action, "
            + $"Signature={Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)))}";
    }

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
