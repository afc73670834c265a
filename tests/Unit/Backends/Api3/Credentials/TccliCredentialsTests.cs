using System.Globalization;
using System.Text;

namespace TencentLvb.Unit.Backends.Api3;

public sealed class TccliCredentialsTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795838400);
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("{\"secretId\": \"AKIDtccli\", \"secretKey\": \"tcclikey\"}", "AKIDtccli tcclikey -")]
    [InlineData("{\r\n    \"type\": \"default\",\r\n    \"secretKey\": \" tcclikey \",\r\n    \"secretId\": \"AKIDtccli\",\r\n    "
        + "\"token\": \"t\"\r\n}\r\n", "AKIDtccli tcclikey t")]
    [InlineData("{\"secretId\": \"AKIDtccli\", \"secretKey\": \"tcclikey\", \"token\": null,}", "AKIDtccli tcclikey -")]
    public async Task Reads_the_default_profile(string json, string expected)
    {
        _machine.Write(_machine.Tccli("default"), json);
        Assert.Equal(expected, FakeMachine.Show(await FakeMachine.Find(Source())));
        _machine.Write(_machine.Tccli("default"), json, Encoding.UTF8);
        Assert.Equal(expected, FakeMachine.Show(await FakeMachine.Find(Source())));
    }

    [Fact]
    public async Task The_specified_profile_wins_over_the_variable_and_the_variable_over_the_default()
    {
        foreach (var profile in new[] { "default", "work", "night" })
        {
            _machine.Write(_machine.Tccli(profile), $$"""{"secretId":"AKID{{profile}}","secretKey":"k"}""");
        }

        Assert.Equal("AKIDdefault", (await FakeMachine.Find(Source())).SecretId);
        Assert.Equal("the file " + _machine.Tccli("default"), (await FakeMachine.Find(Source())).Origin);
        _machine["TCCLI_PROFILE"] = "work";
        Assert.Equal("AKIDwork", (await FakeMachine.Find(Source())).SecretId);
        Assert.Equal("AKIDnight", (await FakeMachine.Find(Source("night"))).SecretId);
    }

    [Theory]
    [InlineData("oauth")]
    [InlineData("sso")]
    public async Task Keys_of_a_login_are_used_while_they_are_valid(string type)
    {
        _machine.Write(_machine.Tccli("default"), Login(type, Now.AddHours(2)));
        var found = await FakeMachine.Find(Source());
        Assert.Equal("AKIDlogin loginkey logintoken", FakeMachine.Show(found));
        Assert.Equal(TimeSpan.FromHours(2), found.EndsAfter);
        Assert.Equal(TimeSpan.FromMinutes(115), found.RenewAfter);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Keys_of_a_login_that_end_soon_are_read_again_at_the_next_call(int minutes)
    {
        _machine.Write(_machine.Tccli("default"), Login("oauth", Now.AddMinutes(minutes)));
        var found = await FakeMachine.Find(Source());
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(minutes)), (found.RenewAfter, found.EndsAfter));
    }

    [Fact]
    public async Task The_role_of_the_profile_is_read()
    {
        _machine.Write(_machine.Tccli("default"),
            """{"secretId":"AKIDx","secretKey":"k","role-arn":"qcs::role","role-session-name":"night"}""");
        var found = await FakeMachine.Find(Source());
        Assert.Equal(("qcs::role", "night"), (found.RoleArn, found.RoleSessionName));
    }

    [Fact]
    public async Task A_missing_file_and_a_missing_home_folder_are_reported()
    {
        var error = await FakeMachine.Fails(Source("work"));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains(_machine.Tccli("work") + " (no such file)", error.Message, StringComparison.Ordinal);
        error = await FakeMachine.Fails(new TccliCredentials(_machine.Environment with { Home = () => null }, null, () => Now));
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains("~/.tccli (", error.Message, StringComparison.Ordinal);
        Assert.Contains("no home folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Run tccli once, for example: tccli live DescribeLiveDomains. "
        + "If the tccli login has also expired, run: tccli auth login.")]
    [InlineData("work", "Run tccli once, for example: tccli live DescribeLiveDomains --profile work. "
        + "If the tccli login has also expired, run: tccli auth login --profile work.")]
    public async Task Expired_keys_of_a_login_are_reported_with_the_command_that_renews_them(string? profile, string advice)
    {
        _machine.Write(_machine.Tccli(profile ?? "default"), Login("oauth", Now));
        var error = await FakeMachine.Fails(Source(profile));
        Assert.Equal("LvbSignatureInvalid", error.ErrorId);
        Assert.Equal(advice, error.RecommendedAction);
        Assert.Contains(_machine.Tccli(profile ?? "default"), error.Message, StringComparison.Ordinal);
        Assert.Contains(Now.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("loginkey", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"secretId\": \"AKIDcanary\"}", "found secretId, but not secretKey")]
    [InlineData("{\"secretId\": \"\", \"secretKey\": \"canary\"}", "found secretKey, but not secretId")]
    [InlineData("{}", "it has no secretId and no secretKey")]
    [InlineData("{\"type\": \"cvm-role\"}", "this profile uses the role of the CVM instance: connect with -CredentialSource CvmRole")]
    public async Task A_file_without_both_keys_is_reported(string json, string expected)
    {
        _machine.Write(_machine.Tccli("default"), json);
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbNotConnected", error.ErrorId);
        Assert.Contains($"{_machine.Tccli("default")} ({expected})", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "(line 1)")]
    [InlineData("[]", "JSON object.")]
    [InlineData("{\n\"secretId\": \"AKIDcanary\"", "(line 2)")]
    public async Task A_damaged_file_is_reported_without_its_text(string json, string what)
    {
        _machine.Write(_machine.Tccli("default"), json);
        var error = await FakeMachine.Fails(Source());
        Assert.Equal("LvbProfileInvalid", error.ErrorId);
        Assert.StartsWith($"The credentials file {_machine.Tccli("default")} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("tccli configure", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a\\b")]
    [InlineData("/etc")]
    [InlineData("\\b")]
    [InlineData("\0b")]
    public async Task A_profile_name_is_not_a_path(string profile)
    {
        var error = await FakeMachine.Fails(Source(profile));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains($"'{PrintableText.Of(profile)}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("default", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static string Login(string type, DateTimeOffset end) =>
        $$"""{"type":"{{type}}","secretId":"AKIDlogin","secretKey":"loginkey","token":"logintoken","expiresAt":"""
            + $$"""{{end.ToUnixTimeSeconds()}},"{{type}}":{"expiresAt":1} }""";

    private TccliCredentials Source(string? profile = null) => new(_machine.Environment, profile, () => Now);
}
