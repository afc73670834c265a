using System.Net;
using System.Text.Json;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class FrontTests : IDisposable
{
    private readonly TestEmulator emulator = new();
    private readonly RawApi3Request probe = new("DescribeLiveDomains", """{"PageSize":10}""");

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_signed_request_is_answered_in_the_frame_of_the_service()
    {
        using var answer = emulator.Send(probe);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.NotNull(answer.Headers.Date);
        var text = TestEmulator.Text(answer);
        Assert.StartsWith("{\"Response\":{", text, StringComparison.Ordinal);
        var response = JsonElement.Parse(text).GetProperty("Response");
        Assert.True(Guid.TryParse(response.GetProperty("RequestId").GetString(), out _));
        Assert.False(response.TryGetProperty("Error", out _));
        Assert.NotEqual(response.GetProperty("RequestId").GetString(), emulator.Do(probe).GetProperty("RequestId").GetString());
    }

    [Theory]
    [InlineData("content-type;host")]
    [InlineData("content-type;host;x-tc-action")]
    public void Any_set_of_headers_with_the_required_two_is_accepted(string signed) =>
        Assert.Null(emulator.Code(probe with { SignedHeaders = signed }));

    [Theory]
    [InlineData("host;x-tc-action")]
    [InlineData("content-type;x-tc-action")]
    [InlineData("host;content-type")]
    public void Other_sets_are_refused(string signed) =>
        Assert.Equal("AuthFailure.InvalidAuthorization", emulator.Code(probe with { SignedHeaders = signed }));

    [Theory]
    [InlineData("X-TC-Action", "MissingParameter")]
    [InlineData("X-TC-Version", "MissingParameter")]
    [InlineData("X-TC-Timestamp", "MissingParameter")]
    [InlineData("Authorization", "AuthFailure.InvalidAuthorization")]
    public void A_missing_header_is_named(string header, string code) =>
        Assert.Equal(code, emulator.Code(probe with { Without = header }));

    [Theory]
    [InlineData("Basic Zm9vOmJhcg==")]
    [InlineData("TC3-HMAC-SHA256")]
    [InlineData("TC3-HMAC-SHA256 Credential=a/2026-03-01/live/tc3_request, SignedHeaders=content-type;host")]
    [InlineData("TC3-HMAC-SHA256 Credential=a/2026-03-01/tc3_request, SignedHeaders=content-type;host, Signature=00")]
    [InlineData("SKIP")]
    public void A_broken_authorization_is_refused(string authorization) =>
        Assert.Equal("AuthFailure.InvalidAuthorization", emulator.Code(probe with { Authorization = authorization }));

    [Theory]
    [InlineData(300, null)]
    [InlineData(-300, null)]
    [InlineData(301, "AuthFailure.SignatureExpire")]
    [InlineData(-301, "AuthFailure.SignatureExpire")]
    public void A_timestamp_may_be_off_by_five_minutes(int seconds, string? code) =>
        Assert.Equal(code, emulator.Code(probe with { Skew = seconds }));

    [Fact]
    public void The_clock_is_checked_before_the_key() =>
        Assert.Equal("AuthFailure.SignatureExpire", emulator.Code(probe with { Skew = 4000, SecretId = "AKIDother" }));

    [Fact]
    public void An_unknown_secret_id_is_refused() =>
        Assert.Equal("AuthFailure.SecretIdNotFound", emulator.Code(probe with { SecretId = "AKIDother" }));

    [Fact]
    public void A_wrong_key_is_refused() => Assert.Equal("AuthFailure.SignatureFailure", emulator.Code(probe with { SecretKey = "other" }));

    [Fact]
    public void A_changed_body_is_refused() =>
        Assert.Equal("AuthFailure.SignatureFailure", emulator.Code(probe with { BodyHash = RawApi3Request.Hash("{}") }));

    [Fact]
    public void The_date_of_china_is_refused_where_it_differs()
    {
        emulator.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Null(emulator.Code(probe));
        Assert.Equal("AuthFailure.SignatureFailure", emulator.Code(probe with { Date = "2026-03-02" }));
    }

    [Theory]
    [InlineData("cvm")]
    [InlineData("127")]
    [InlineData("vod")]
    public void The_scope_contains_the_product(string service) =>
        Assert.Equal("AuthFailure.SignatureFailure", emulator.Code(probe with { Service = service }));

    [Theory]
    [InlineData("DescribeNothing", "2018-08-01", "InvalidAction")]
    [InlineData("describelivedomains", "2018-08-01", "InvalidAction")]
    [InlineData("DescribeLiveDomains", "2017-01-01", "NoSuchVersion")]
    public void Names_of_actions_and_versions_are_exact(string action, string version, string code) =>
        Assert.Equal(code, emulator.Code(probe with { Action = action, Version = version }));

    [Fact]
    public void A_permanent_key_has_no_token() => Assert.Equal("AuthFailure.TokenFailure", emulator.Code(probe with { Token = "made-up" }));

    [Fact]
    public void An_account_without_a_key_of_api_3_accepts_none()
    {
        using var without = TestEmulator.With(usual => new EmulatorSettings { AppId = usual.AppId, Key = usual.Key });
        Assert.Equal("AuthFailure.SecretIdNotFound", without.Code(probe));
    }

    [Theory]
    [InlineData("""{"PageSize":10,"Extra":1}""", "UnknownParameter", "Extra")]
    [InlineData("""{"pageSize":10}""", "UnknownParameter", "pageSize")]
    [InlineData("""{"PageSize":true}""", "InvalidParameter", "PageSize")]
    [InlineData("""{"DomainPrefix":1}""", "InvalidParameter", "DomainPrefix")]
    [InlineData("""{"PageSize":9}""", "InvalidParameterValue", "PageSize")]
    [InlineData("""[1]""", "InvalidParameter", "body")]
    [InlineData("""{"PageSize":""", "InvalidParameter", "body")]
    [InlineData("", "InvalidParameter", "body")]
    public void Bad_parameters_are_named(string body, string code, string name)
    {
        var error = emulator.Response(probe with { Body = body }).GetProperty("Error");
        Assert.Equal(code, error.GetProperty("Code").GetString());
        Assert.Contains(name, error.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"PageSize":"10"}""")]
    [InlineData("""{"PageSize":null,"DomainPrefix":null}""")]
    public void Numbers_may_be_text_and_nulls_are_ignored(string body) => Assert.Null(emulator.Code(probe with { Body = body }));

    [Theory]
    [InlineData("text/plain", "InvalidRequest")]
    [InlineData("application/x-www-form-urlencoded", "InvalidRequest")]
    [InlineData("application/json", null)]
    public void Only_json_is_accepted(string type, string? code) => Assert.Equal(code, emulator.Code(probe with { ContentType = type }));

    [Fact]
    public void Unsigned_payloads_are_accepted_where_announced()
    {
        using var message = (probe with { BodyHash = RawApi3Request.Hash("UNSIGNED-PAYLOAD") }).Build(
            new Uri(emulator.Engine.Uri, "/"), emulator.Clock.UtcNow);
        message.Headers.Add("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD");
        using var client = new HttpClient();
        using var answer = client.Send(message, TestContext.Current.CancellationToken);
        Assert.Contains("AllCount", TestEmulator.Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_announced_too_long_is_refused_unread()
    {
        using var client = new RawClient(new IPEndPoint(IPAddress.Loopback, emulator.Engine.Uri.Port));
        client.Send("POST / HTTP/1.1\r\nHost: h\r\nX-TC-Action: DescribeLiveDomains\r\nContent-Length: 2000000\r\n\r\n");
        var (head, body) = client.Read();
        Assert.StartsWith("HTTP/1.1 200", head, StringComparison.Ordinal);
        Assert.Contains("RequestSizeLimitExceeded", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unneeded_region_is_ignored_or_by_switch_refused()
    {
        Assert.Null(emulator.Code(probe with { Region = "ap-guangzhou" }));
        using var strict = new TestEmulator(LvbEmulatorShape.RegionStrict);
        Assert.Equal("InvalidParameter", strict.Code(probe with { Region = "ap-guangzhou" }));
        Assert.Null(strict.Code(probe));
    }

    [Fact]
    public void Both_services_share_one_port()
    {
        emulator.Push("a");
        Assert.Equal(1, emulator.Status("a"));
        Assert.Equal("active", emulator.State("a"));
    }

    [Fact]
    public void Responses_can_be_plain_text_and_deprecated()
    {
        using var other = new TestEmulator(LvbEmulatorShape.TextPlain, LvbEmulatorShape.DeprecatedWarning);
        using var answer = other.Send(probe);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.ToString());
        Assert.True(JsonElement.Parse(TestEmulator.Text(answer)).GetProperty("Response").TryGetProperty("DeprecatedWarning", out _));
    }

    [Fact]
    public void By_switch_each_action_has_a_rate_limit()
    {
        using var limited = new TestEmulator(LvbEmulatorShape.RateLimited);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Null(limited.Code(probe)));
        Assert.Equal("RequestLimitExceeded", limited.Code(probe));
        Assert.Null(limited.Code("DescribeLiveStreamOnlineList"));
        limited.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limited.Code(probe));
    }
}
