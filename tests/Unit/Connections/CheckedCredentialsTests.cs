using TencentLvb.Unit.Backends.Api3;

namespace TencentLvb.Unit.Connections;

/// <summary>Keys from files and variables are checked for invisible, unintended characters, just as those from a vault are.</summary>
public sealed class CheckedCredentialsTests
{
    private string? _note = "before";

    [Fact]
    public async Task Valid_keys_are_unchanged()
    {
        var found = await Find("AKIDmine", "good-key", "good-token");
        Assert.Equal("AKIDmine good-key good-token", FakeMachine.Show(found!));
        Assert.Null(_note);
    }

    [Fact]
    public async Task Invisible_characters_are_removed_with_one_warning_for_all()
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
    public async Task A_value_that_cannot_be_a_key_is_refused_and_not_shown(string id, string key, string? token)
    {
        var error = await Assert.ThrowsAsync<LvbException>(() => Find(id, key, token));
        Assert.Equal("LvbKeySecretType", error.ErrorId);
        Assert.Contains("the file", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_keys_stay_no_keys()
    {
        Assert.Null(await new CheckedCredentials(new HeldCredentials(), n => _note = n).FindAsync(new CredentialSearch(), default));
    }

    private Task<Api3Credential?> Find(string id, string key, string? token)
    {
        var held = new HeldCredentials { Held = CredentialText.Make(id, key, token, "the file /x") };
        return new CheckedCredentials(held, n => _note = n).FindAsync(new CredentialSearch(), default);
    }
}
