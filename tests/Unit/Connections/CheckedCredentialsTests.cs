using TencentLvb.Unit.Backends.Api3;

namespace TencentLvb.Unit.Connections;

/// <summary>Keys of files and variables are looked through for what nobody sees and nobody meant, as those of a vault are.</summary>
public sealed class CheckedCredentialsTests
{
    private string? _note = "before";

    [Fact]
    public async Task Good_keys_pass_as_they_are()
    {
        var found = await Find("AKIDmine", "good-key", "good-token");
        Assert.Equal("AKIDmine good-key good-token", FakeMachine.Show(found!));
        Assert.Null(_note);
    }

    [Fact]
    public async Task What_nobody_sees_is_cut_off_and_told_once_for_all()
    {
        var found = await Find("\uFEFFAKIDmine", "good-key\u200B", "good-token\r");
        Assert.Equal("AKIDmine good-key good-token", FakeMachine.Show(found!));
        Assert.Contains("The SecretId in the file", _note, StringComparison.Ordinal);
        Assert.Contains("The SecretKey in the file", _note, StringComparison.Ordinal);
        Assert.Contains("The token in the file", _note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AKID=mine", "canary", null)]
    [InlineData("AKIDmine", "canary canary", null)]
    [InlineData("AKIDmine", "good-key", "canary\u0000canary")]
    public async Task What_can_be_no_key_is_refused_and_not_shown(string id, string key, string? token)
    {
        var error = await Assert.ThrowsAsync<LvbException>(() => Find(id, key, token));
        Assert.Equal("LvbKeySecretType", error.ErrorId);
        Assert.Contains("the file", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_stays_nothing()
    {
        Assert.Null(await new CheckedCredentials(new HeldCredentials(), n => _note = n).FindAsync(new CredentialSearch(), default));
    }

    private Task<Api3Credential?> Find(string id, string key, string? token)
    {
        var held = new HeldCredentials { Held = CredentialText.Make(id, key, token, "the file /x") };
        return new CheckedCredentials(held, n => _note = n).FindAsync(new CredentialSearch(), default);
    }
}
