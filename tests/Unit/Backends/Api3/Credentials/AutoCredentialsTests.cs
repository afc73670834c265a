namespace TencentLvb.Unit.Backends.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class AutoCredentialsTests : IDisposable
{
    private readonly FakeMachine _machine = new();
    private readonly FakeSts _sts = new();

    public AutoCredentialsTests() => _machine["LVB_METADATA_ENDPOINT"] = Make.Refusing().GetLeftPart(UriPartial.Authority);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Searches_in_the_order_of_the_sdks_with_tccli_last()
    {
        _machine.Write(_machine.Tccli("default"), """{"secretId":"AKIDtccli","secretKey":"k"}""");
        Assert.Equal("AKIDtccli", (await FakeMachine.Find(Source())).SecretId);

        _machine.Write(Path.Combine(_machine.Home, "token"), "eyJpod");
        _machine["TKE_REGION"] = "ap-shanghai";
        _machine["TKE_PROVIDER_ID"] = "cls-1";
        _machine["TKE_WEB_IDENTITY_TOKEN_FILE"] = Path.Combine(_machine.Home, "token");
        _machine["TKE_ROLE_ARN"] = "qcs::cam::uin/1:roleName/pod";
        Assert.Equal("AKIDtmp1", (await FakeMachine.Find(Source())).SecretId);

        await using var metadata = new WireServer(e => e.Answer(
            e.Request.Target.EndsWith('/') ? "role" : CvmRoleCredentialsTests.Keys(DateTimeOffset.UtcNow.AddHours(1))));
        _machine["LVB_METADATA_ENDPOINT"] = metadata.Uri.GetLeftPart(UriPartial.Authority);
        Assert.Equal("AKIDcvm", (await FakeMachine.Find(Source())).SecretId);

        _machine.Write(_machine.UserFile, "[default]\nsecret_id = AKIDfile\nsecret_key = k\n");
        Assert.Equal("AKIDfile", (await FakeMachine.Find(Source())).SecretId);

        _machine["TENCENTCLOUD_SECRETID"] = "AKIDenv";
        _machine["TENCENTCLOUD_SECRETKEY"] = "k";
        Assert.Equal("AKIDenv", (await FakeMachine.Find(Source())).SecretId);
    }

    [Fact]
    public async Task Without_credentials_the_error_names_all_places_that_were_searched()
    {
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        foreach (var place in new[] { "$env:TENCENTCLOUD_SECRET_ID", _machine.UserFile, _machine.SystemFile, "the role of a CVM instance",
            "the role of a TKE pod", _machine.Tccli("default") })
        {
            Assert.Contains(place, error.Message, StringComparison.Ordinal);
        }

        Assert.Contains("the role of a CVM instance (cannot connect to ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_pair_in_the_environment_matters_only_if_nothing_else_has_keys()
    {
        _machine["TENCENTCLOUD_SECRET_ID"] = "AKIDhalf";
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("but not $env:TENCENTCLOUD_SECRET_KEY)", error.Message, StringComparison.Ordinal);

        _machine.Write(_machine.UserFile, "[default]\nsecret_id = AKIDfile\nsecret_key = k\n");
        Assert.Equal("AKIDfile", (await FakeMachine.Find(Source())).SecretId);
    }

    [Fact]
    public async Task A_damaged_file_is_not_skipped()
    {
        _machine.Write(_machine.UserFile, "[default]\nsecret_id\n");
        _machine.Write(_machine.Tccli("default"), """{"secretId":"AKIDtccli","secretKey":"k"}""");
        Assert.Equal("LvbProfileInvalid", (await FakeMachine.Fails(Source())).ErrorId);
    }

    [Fact]
    public async Task A_role_that_sts_does_not_grant_ends_the_search()
    {
        _machine.Write(Path.Combine(_machine.Home, "token"), "eyJpod");
        _machine["TKE_REGION"] = _machine["TKE_PROVIDER_ID"] = _machine["TKE_ROLE_ARN"] = "x";
        _machine["TKE_WEB_IDENTITY_TOKEN_FILE"] = Path.Combine(_machine.Home, "token");
        _machine.Write(_machine.Tccli("default"), """{"secretId":"AKIDtccli","secretKey":"k"}""");
        _sts.Refusal = new LvbException("LvbNetwork", "No.", "Wait.");
        Assert.Equal("LvbNetwork", (await FakeMachine.Fails(Source())).ErrorId);
    }

    [Fact]
    public async Task Half_a_pair_in_a_file_ends_the_search()
    {
        _machine.Write(_machine.UserFile, "[default]\nsecret_id = AKIDhalf\n");
        _machine.Write(_machine.Tccli("default"), """{"secretId":"AKIDtccli","secretKey":"k"}""");
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.StartsWith("Also set secret_key", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://metadata.example.com/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("somewhere")]
    public void An_http_address_is_accepted_only_for_this_machine(string address)
    {
        _machine["LVB_STS_ENDPOINT"] = address;
        var error = Assert.Throws<LvbException>(() => _machine.Environment.Sts(LvbSite.China));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains("$env:LVB_STS_ENDPOINT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sts_follows_the_site()
    {
        Assert.Equal("https://sts.tencentcloudapi.com/", _machine.Environment.Sts(LvbSite.China).AbsoluteUri);
        Assert.Equal("https://sts.intl.tencentcloudapi.com/", _machine.Environment.Sts(LvbSite.International).AbsoluteUri);
        _machine["LVB_STS_ENDPOINT"] = "http://127.0.0.1:8080/";
        Assert.Equal("http://127.0.0.1:8080/", _machine.Environment.Sts(LvbSite.International).AbsoluteUri);
    }

    private ICredentialSource Source() => CredentialSources.Make(
        LvbCredentialSource.Auto, _machine.Environment, null, null, "ap-guangzhou", s => s, _sts, () => DateTimeOffset.UtcNow);
}
