namespace TencentLvb.Unit.Backends.Api3;

public sealed class RoleCredentialsTests : IDisposable
{
    private const string Role = "qcs::cam::uin/100000000001:roleName/live-ops";
    private readonly FakeMachine _machine = new();
    private readonly FakeSts _sts = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Assumes_the_role_with_the_keys_of_the_sources()
    {
        SetKeys();
        var found = await FakeMachine.Find(new AssumedRoleCredentials(new EnvironmentCredentials(_machine.Environment), Role,
            "ap-guangzhou", _sts));

        Assert.Equal("AKIDtmp1 tmpkey1 tmptoken1", FakeMachine.Show(found));
        Assert.Equal(TimeSpan.FromHours(2), found.EndsAfter);
        Assert.Equal(TimeSpan.FromMinutes(108), found.RenewAfter);
        Assert.Equal(Role, found.RoleArn);
        Assert.Contains(Role, found.Origin, StringComparison.Ordinal);
        Assert.EndsWith("$env:TENCENTCLOUD_SECRET_ID and $env:TENCENTCLOUD_SECRET_KEY", found.Origin, StringComparison.Ordinal);
        var call = Assert.Single(_sts.Calls);
        Assert.Equal("AssumeRole", call.Action);
        Assert.Equal("ap-guangzhou", call.Region);
        Assert.Equal("AKIDenv", call.Signer?.SecretId);
        Assert.Equal($$"""{"RoleArn":"{{Role}}","RoleSessionName":"TencentLvb","DurationSeconds":7200}""", call.Parameters.ToJsonString());
    }

    [Fact]
    public async Task The_requested_role_wins_over_that_of_the_sources()
    {
        SetKeys();
        _machine["TENCENTCLOUD_ROLE_ARN"] = Role;
        _machine["TENCENTCLOUD_ROLE_SESSION_NAME"] = "night";
        await FakeMachine.Find(new AssumedRoleCredentials(new EnvironmentCredentials(_machine.Environment), null, "ap-guangzhou", _sts));
        await FakeMachine.Find(new AssumedRoleCredentials(new EnvironmentCredentials(_machine.Environment), Role + "2",
            "ap-guangzhou", _sts));

        Assert.Equal([Role, Role + "2"], _sts.Calls.Select(c => (string?)c.Parameters["RoleArn"]));
        Assert.All(_sts.Calls, c => Assert.Equal("night", (string?)c.Parameters["RoleSessionName"]));
    }

    [Fact]
    public async Task Without_a_role_the_keys_are_unchanged()
    {
        SetKeys();
        var found = await FakeMachine.Find(new AssumedRoleCredentials(new EnvironmentCredentials(_machine.Environment), null,
            "ap-guangzhou", _sts));
        Assert.Equal("AKIDenv envkey -", FakeMachine.Show(found));
        Assert.Empty(_sts.Calls);
    }

    [Fact]
    public async Task A_pod_exchanges_its_token_in_an_unsigned_call()
    {
        SetPod();
        var found = await FakeMachine.Find(new TkeRoleCredentials(_machine.Environment, _sts));

        Assert.Equal("AKIDtmp1 tmpkey1 tmptoken1", FakeMachine.Show(found));
        Assert.Contains(Role, found.Origin, StringComparison.Ordinal);
        var call = Assert.Single(_sts.Calls);
        Assert.Equal("AssumeRoleWithWebIdentity", call.Action);
        Assert.Equal("ap-shanghai", call.Region);
        Assert.Null(call.Signer);
        Assert.Equal(
            "{\"ProviderId\":\"cls-1\",\"WebIdentityToken\":\"eyJpod\","
                + $"\"RoleArn\":\"{Role}\",\"RoleSessionName\":\"TencentLvb\",\"DurationSeconds\":7200}}",
            call.Parameters.ToJsonString());
    }

    [Fact]
    public async Task The_token_of_a_pod_is_read_again_for_each_exchange()
    {
        SetPod();
        var source = new TkeRoleCredentials(_machine.Environment, _sts);
        await FakeMachine.Find(source);
        _machine.Write(TokenFile, "eyJnext\n");
        await FakeMachine.Find(source);
        Assert.Equal(["eyJpod", "eyJnext"], _sts.Calls.Select(c => (string?)c.Parameters["WebIdentityToken"]));
    }

    [Fact]
    public async Task An_incomplete_set_of_pod_variables_is_not_used()
    {
        SetPod();
        _machine["TKE_PROVIDER_ID"] = _machine["TKE_ROLE_ARN"] = "";
        var error = await FakeMachine.Fails(new TkeRoleCredentials(_machine.Environment, _sts));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains(
            "the role of a TKE pod (found $env:TKE_REGION, $env:TKE_WEB_IDENTITY_TOKEN_FILE, "
                + "but not $env:TKE_PROVIDER_ID, $env:TKE_ROLE_ARN)",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_a_pod_the_search_says_which_variable_is_missing()
    {
        var error = await FakeMachine.Fails(new TkeRoleCredentials(_machine.Environment, _sts));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("the role of a TKE pod ($env:TKE_ROLE_ARN", error.Message, StringComparison.Ordinal);
        Assert.Empty(_sts.Calls);
    }

    [Theory]
    [InlineData(null, "exist")]
    [InlineData(" \n", "empty")]
    public async Task A_missing_pod_token_is_reported_with_its_path(string? text, string what)
    {
        SetPod();
        File.Delete(TokenFile);
        if (text is not null)
        {
            _machine.Write(TokenFile, text);
        }

        var error = await FakeMachine.Fails(new TkeRoleCredentials(_machine.Environment, _sts));
        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.Contains(TokenFile, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("$env:TKE_WEB_IDENTITY_TOKEN_FILE", error.RecommendedAction, StringComparison.Ordinal);
    }

    private string TokenFile => Path.Combine(_machine.Home, "token");

    private void SetKeys()
    {
        _machine["TENCENTCLOUD_SECRET_ID"] = "AKIDenv";
        _machine["TENCENTCLOUD_SECRET_KEY"] = "envkey";
    }

    private void SetPod()
    {
        _machine.Write(TokenFile, "eyJpod\n");
        _machine["TKE_REGION"] = "ap-shanghai";
        _machine["TKE_PROVIDER_ID"] = "cls-1";
        _machine["TKE_WEB_IDENTITY_TOKEN_FILE"] = TokenFile;
        _machine["TKE_ROLE_ARN"] = Role;
    }
}
