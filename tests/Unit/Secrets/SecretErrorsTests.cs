using System.Management.Automation;
using System.Management.Automation.Host;

namespace TencentLvb.Unit.Secrets;

/// <summary>Vault exceptions are classified, and shown without the secrets they may contain.</summary>
public sealed class SecretErrorsTests
{
    public static TheoryData<Exception> Questions =>
    [
        new HostException("A command that prompts the user failed."), new PSNotImplementedException(),
        new InvalidOperationException("Unable to get secret", new PSNotImplementedException()),
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public void AVaultThatNeedsAPromptIsLocked(Exception question)
    {
        var other = new InvalidOperationException("x");
        Assert.Equal("LvbKeyVaultLocked", SecretErrors.From(Record(question, "Any"), other, "Lvb", "v").ErrorId);
        Assert.Equal("LvbKeyVaultLocked", SecretErrors.From(Record(other, "Any"), question, "Lvb", "v").ErrorId);
    }

    [Theory]
    [InlineData("GetSecretNotFound,Get-Secret", "LvbKeySecretNotFound")]
    [InlineData("GetSecretVaultNotFound,Get-Secret", "LvbKeyVaultNotFound")]
    [InlineData("Other", "LvbKeyVaultFailed")]
    public void TheErrorIdClassifiesIt(string id, string expected)
    {
        var e = new InvalidOperationException("x");
        Assert.Equal(expected, SecretErrors.From(Record(e, id), e, "Lvb", "v").ErrorId);
    }

    [Fact]
    public void TheExceptionTypeClassifiesIt()
    {
        var e = new ItemNotFoundException("x");
        Assert.Equal("LvbKeySecretNotFound", SecretErrors.From(Record(e, "Other"), e, "Lvb", "v").ErrorId);
    }

    [Fact]
    public void VaultMessagesAreShownWithoutSecretsAndControlCharacters()
    {
        var e = new InvalidOperationException("outer", new InvalidOperationException("denied: token=canary-1 \u001b[31m\r\nWARNING: fake"));
        var error = SecretErrors.From(Record(e, "Other"), e, "Lvb", "v");
        Assert.Contains("denied: token=<redacted>", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    private static ErrorRecord Record(Exception e, string id) => new(e, id, ErrorCategory.NotSpecified, null);
}
