namespace TencentLvb.Unit.Backends.Api3;

public sealed class RoleCredentialsTests : IDisposable
{
    private const string Role = "qcs::cam::uin/100000000001:roleName/live-ops";
    private readonly FakeMachine _machine = new();
    private readonly FakeSts _sts = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Assumes_the_role_with_what_was_found()
    {
        SetKeys();
        var found = await FakeMachine.Find(new AssumedRoleCredentials(new EnvironmentCredentials(_machine.Environment), Role,
            "ap-guangzhou", _sts));

        Assert.Equal("AKIDtmp1 tmpkey1 tmptoken1", FakeMachine.Show(found));
        Assert.Equal(TimeSpan.FromHours(2), found.EndsAfter);
        Assert.Equal(TimeSpan.FromMinutes(108), found.RenewAfter);
        var call = Assert.Single(_sts.Calls);
        Assert.Equal("AssumeRole", call.Action);
        Assert.Equal("ap-guangzhou", call.Region);
        Assert.Equal("AKIDenv", call.Signer?.SecretId);
        Assert.Equal($$"""{"RoleArn":"{{Role}}","RoleSessionName":"TencentLvb","DurationSeconds":7200}""", call.Parameters.ToJsonString());
    }

    [Fact]
    public async Task The_role_that_was_asked_for_goes_before_the_sources()
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
    public async Task Without_a_role_the_keys_stay_as_they_are()
    {
        SetKeys();
        var found = await FakeMachine.Find(new AssumedRoleCredentials(new EnvironmentCredentials(_machine.Environment), null,
            "ap-guangzhou", _sts));
        Assert.Equal("AKIDenv envkey -", FakeMachine.Show(found));
        Assert.Empty(_sts.Calls);
    }

    [Fact]
    public async Task A_pod_exchanges_its_token_by_an_unsigned_call()
    {
        SetPod();
        var found = await FakeMachine.Find(new TkeRoleCredentials(_machine.Environment, _sts));

        Assert.Equal("AKIDtmp1 tmpkey1 tmptoken1", FakeMachine.Show(found));
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
    public async Task The_token_of_a_pod_is_read_anew_for_each_exchange()
    {
        SetPod();
        var source = new TkeRoleCredentials(_machine.Environment, _sts);
        await FakeMachine.Find(source);
        _machine.Write(TokenFile, "eyJnext\n");
        await FakeMachine.Find(source);
        Assert.Equal(["eyJpod", "eyJnext"], _sts.Calls.Select(c => (string?)c.Parameters["WebIdentityToken"]));
    }

    [Fact]
    public async Task Some_variables_of_a_pod_are_not_enough()
    {
        SetPod();
        _machine["TKE_PROVIDER_ID"] = "";
        var error = await FakeMachine.Fails(new TkeRoleCredentials(_machine.Environment, _sts));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("$env:TKE_PROVIDER_ID is not", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public async Task A_pod_without_a_token_is_told_by_path(string? text)
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
