namespace TencentLvb.Unit.Backends.Api3;

public sealed class EnvironmentCredentialsTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN")]
    [InlineData("TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY", "TENCENTCLOUD_SESSIONTOKEN")]
    public async Task Accepts_either_spelling_with_its_token(string id, string key, string token)
    {
        _machine[id] = " AKIDenv ";
        _machine[key] = "envkey";
        Assert.Equal("AKIDenv envkey -", FakeMachine.Show(await Find()));

        _machine[token] = "envtoken";
        Assert.Equal("AKIDenv envkey envtoken", FakeMachine.Show(await Find()));
        Assert.Equal($"$env:{id} and $env:{key}", (await Find()).Origin);
    }

    [Fact]
    public async Task A_complete_pair_wins_over_half_a_pair_and_spellings_do_not_mix()
    {
        _machine["TENCENTCLOUD_SECRET_ID"] = "AKIDhalf";
        _machine["TENCENTCLOUD_SECRETID"] = "AKIDfunction";
        _machine["TENCENTCLOUD_SECRETKEY"] = "functionkey";
        _machine["TENCENTCLOUD_TOKEN"] = "of the other spelling";
        Assert.Equal("AKIDfunction functionkey -", FakeMachine.Show(await Find()));
    }

    [Fact]
    public async Task Names_the_role_that_tccli_would_assume()
    {
        _machine["TENCENTCLOUD_SECRET_ID"] = "AKIDenv";
        _machine["TENCENTCLOUD_SECRET_KEY"] = "envkey";
        _machine["TENCENTCLOUD_ROLE_ARN"] = "qcs::cam::uin/1:roleName/live";
        _machine["TENCENTCLOUD_ROLE_SESSION_NAME"] = "night";
        var found = await Find();
        Assert.Equal("qcs::cam::uin/1:roleName/live", found.RoleArn);
        Assert.Equal("night", found.RoleSessionName);
    }

    [Fact]
    public async Task Missing_variables_are_reported_by_name()
    {
        _machine["TENCENTCLOUD_SECRET_ID"] = "   ";
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("$env:TENCENTCLOUD_SECRET_ID, $env:TENCENTCLOUD_SECRET_KEY (not set)", error.Message, StringComparison.Ordinal);
        Assert.Contains("$env:TENCENTCLOUD_SECRETID, $env:TENCENTCLOUD_SECRETKEY (not set)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECRET_ID")]
    [InlineData("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY")]
    [InlineData("TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY")]
    public async Task Half_a_pair_is_reported_with_the_missing_variable(string present, string missing)
    {
        _machine[present] = "canary-key";
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains($"found $env:{present}, but not $env:{missing}", error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Also set $env:{missing},", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }

    private EnvironmentCredentials Source() => new(_machine.Environment);

    private Task<Api3Credential> Find() => FakeMachine.Find(Source());
}
