using System.Text.Json;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class StsTests : IDisposable
{
    private const string Role = "qcs::cam::uin/100000000001:roleName/live";
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void The_keys_of_a_role_are_accepted_with_their_token_until_they_expire()
    {
        var answer = emulator.Do(Assume("\"DurationSeconds\":900"));
        Assert.Equal(emulator.Clock.UtcNow.ToUnixTimeSeconds() + 900, answer.GetProperty("ExpiredTime").GetInt64());
        Assert.Equal("2026-03-01T04:15:00Z", answer.GetProperty("Expiration").GetString());
        var probe = Probe(answer.GetProperty("Credentials"));
        Assert.Null(emulator.Code(probe));
        Assert.Equal("AuthFailure.TokenFailure", emulator.Code(probe with { Token = null }));
        Assert.Equal("AuthFailure.TokenFailure", emulator.Code(probe with { Token = "other" }));
        Assert.Equal("AuthFailure.SignatureFailure", emulator.Code(probe with { SecretKey = "other" }));
        emulator.Clock.Advance(TimeSpan.FromSeconds(899));
        Assert.Null(emulator.Code(probe));
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("AuthFailure.TokenFailure", emulator.Code(probe));
    }

    [Fact]
    public void A_web_identity_needs_no_signature()
    {
        var request = new RawApi3Request(
            "AssumeRoleWithWebIdentity",
            $$"""{"ProviderId":"OIDC","WebIdentityToken":"canary-token","RoleArn":"{{Role}}","RoleSessionName":"s"}""")
        {
            Service = "sts", Version = "2018-08-13", Authorization = "SKIP", Region = "ap-guangzhou",
        };
        var answer = emulator.Do(request);
        Assert.Equal(emulator.Clock.UtcNow.ToUnixTimeSeconds() + 7200, answer.GetProperty("ExpiredTime").GetInt64());
        Assert.Null(emulator.Code(Probe(answer.GetProperty("Credentials"))));
        Assert.DoesNotContain(emulator.Engine.GetRequests(), noted => noted.Body.Contains("canary-token", StringComparison.Ordinal));
        Assert.Equal("AuthFailure.InvalidAuthorization", emulator.Code(request with { Action = "AssumeRole" }));
    }

    [Theory]
    [InlineData("me", "\"DurationSeconds\":900", "InvalidParameter.ParamError")]
    [InlineData(Role, "\"DurationSeconds\":43201", "InvalidParameterValue")]
    public void A_role_has_a_format_and_a_longest_validity(string role, string more, string code) =>
        Assert.Equal(code, emulator.Code(Assume(more, role)));

    [Fact]
    public void A_role_is_assumed_in_a_signed_request_to_the_sts_product()
    {
        Assert.Equal("AuthFailure.SignatureFailure", emulator.Code(Assume() with { Service = "live" }));
        Assert.Equal("InvalidAction", emulator.Code(Assume() with { Action = "DescribeLiveDomains", Body = "{}" }));
    }

    private static RawApi3Request Assume(string more = "\"DurationSeconds\":7200", string role = Role) =>
        new("AssumeRole", $"{{\"RoleArn\":\"{role}\",\"RoleSessionName\":\"s\",{more}}}")
        {
            Service = "sts", Version = "2018-08-13", Region = "ap-guangzhou",
        };

    private static RawApi3Request Probe(JsonElement credentials) => new("DescribeLiveDomains", "{}")
    {
        SecretId = credentials.GetProperty("TmpSecretId").GetString()!,
        SecretKey = credentials.GetProperty("TmpSecretKey").GetString()!,
        Token = credentials.GetProperty("Token").GetString(),
    };
}
