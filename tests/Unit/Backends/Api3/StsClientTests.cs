using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Backends.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class StsClientTests
{
    private const string Keys =
        """{"Response":{"Credentials":{"Token":"sts-token","TmpSecretId":"AKIDsts","TmpSecretKey":"sts-key"},"ExpiredTime":1795845600"""
            + ""","Expiration":"2026-11-28T06:00:00Z","RequestId":"x"}}""";
    private const string Date = "Date: Sat, 28 Nov 2026 04:00:00 GMT\r\n";
    private static readonly TransportSettings Fast = new() { Timeout = TimeSpan.FromSeconds(5), MaximumRetryCount = 0 };

    [Fact]
    public async Task A_role_is_assumed_in_a_signed_call_with_a_region()
    {
        await using var server = new WireServer(e => e.Answer(Keys, headers: Date));
        using var sts = new StsClient(new Uri(server.Uri, "/"), Fast);
        var keys = await Assume(sts, CredentialText.Make("AKIDbase", "base-key", "base-token", "test"));

        Assert.Equal("AKIDsts sts-key sts-token", $"{keys.SecretId} {keys.SecretKey} {keys.Token}");
        Assert.Equal(TimeSpan.FromHours(2), keys.Lifetime);
        var request = Assert.Single(server.Requests);
        Assert.Equal("AssumeRole 2018-08-13 ap-guangzhou base-token",
            string.Join(' ', new[] { "Action", "Version", "Region", "Token" }.Select(n => request.Header("X-TC-" + n))));
        Assert.Contains("Credential=AKIDbase/", request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Contains("/sts/tc3_request", request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal("""{"RoleArn":"qcs::cam::uin/1:roleName/live"}""", request.Body);
    }

    [Fact]
    public async Task A_pods_exchange_is_unsigned()
    {
        await using var server = new WireServer(e => e.Answer(Keys, headers: Date));
        using var sts = new StsClient(new Uri(server.Uri, "/"), Fast);
        await Assume(sts, signer: null);
        Assert.Equal("SKIP", server.Requests[0].Header("Authorization"));
        Assert.Null(server.Requests[0].Header("X-TC-Token"));
    }

    [Fact]
    public async Task A_wrong_clock_is_corrected_for_sts_too()
    {
        await using var server = new WireServer(e =>
            e.Answer(e.Index == 0 ? Answers3.Error("AuthFailure.SignatureExpire") : Keys, headers: Date));
        using var sts = new StsClient(new Uri(server.Uri, "/"), Fast);
        if ((DateTimeOffset.UtcNow - new DateTimeOffset(2026, 11, 28, 4, 0, 0, TimeSpan.Zero)).Duration() < TimeSpan.FromHours(24))
        {
            await Assume(sts, CredentialText.Make("AKIDbase", "base-key", null, "test"));
            Assert.Equal("1795838400", server.Requests[1].Header("X-TC-Timestamp")![..10]);
        }
    }

    [Theory]
    [InlineData("AuthFailure.UnauthorizedOperation", "AuthFailure.UnauthorizedOperation")]
    [InlineData("AuthFailure.SecretIdNotFound", "AuthFailure.SecretIdNotFound")]
    [InlineData("InternalError.GetRoleError", "InternalError.GetRoleError")]
    public async Task A_refused_role_is_reported(string code, string expected)
    {
        await using var server = WireServer.Answering(Answers3.Error(code, "No."));
        using var sts = new StsClient(new Uri(server.Uri, "/"), Fast);
        var error = await Assert.ThrowsAsync<LvbException>(() => Assume(sts, CredentialText.Make("AKIDbase", "base-key", null, "test")));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Equal(expected, error.Code);
        Assert.StartsWith("The keys of the role qcs::cam::uin/1:roleName/live could not be obtained. AssumeRole: ", error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith("to assume it.", Sentences.Check(error).RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_failure_is_reported()
    {
        using var sts = new StsClient(new Uri(Make.Refusing(), "/"), Fast);
        Assert.Equal("LvbNetwork", (await Assert.ThrowsAsync<LvbException>(() => Assume(sts, null))).ErrorId);
    }

    [Theory]
    [InlineData("AKIDx", "canary-k", "canary-t", null, "ExpiredTime")]
    [InlineData(null, "canary-k", "canary-t", 1795845600, "TmpSecretId")]
    [InlineData("AKIDx", null, "canary-t", 1795845600, "TmpSecretKey")]
    [InlineData("AKIDx", "canary-k", null, 1795845600, "Token")]
    [InlineData("AKIDx", "canary-k", "canary-t", 1, "expired")]
    [InlineData("AKIDx", "canary-k", "canary-t", 1795838400, "expired")]
    [InlineData(null, null, null, 1795845600, "Credentials")]
    public async Task An_incomplete_response_is_reported_without_its_keys(string? id, string? key, string? token, int? end, string what)
    {
        var keys = id is null && key is null ? null
            : new JsonObject { ["TmpSecretId"] = id, ["TmpSecretKey"] = key, ["Token"] = token };
        var body = new JsonObject
        {
            ["Response"] = new JsonObject { ["Credentials"] = keys, ["ExpiredTime"] = end, ["RequestId"] = "x" },
        };
        await using var server = new WireServer(e => e.Answer(body.ToJsonString(), headers: Date));
        using var sts = new StsClient(new Uri(server.Uri, "/"), Fast);
        var error = await Assert.ThrowsAsync<LvbException>(() => Assume(sts, null));
        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains(what, error.InnerException?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error + error.RecommendedAction + error.ApiMessage, StringComparison.Ordinal);
    }

    private static Task<TemporaryKeys> Assume(StsClient sts, Api3Credential? signer) =>
        sts.CallAsync("AssumeRole", new JsonObject { ["RoleArn"] = "qcs::cam::uin/1:roleName/live" }, "ap-guangzhou", signer,
            CancellationToken.None);
}
