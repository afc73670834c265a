using System.Runtime.InteropServices;

namespace TencentLvb.Unit.Backends.Api3;

/// <summary>What credential sources read from the machine itself.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class CredentialEnvironmentTests
{
    [Theory]
    [InlineData(" value ", "value")]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    public void A_variable_is_trimmed_and_a_blank_one_is_not_set(string? text, string? expected)
    {
        const string name = "LVB_UNIT_CREDENTIAL_ENVIRONMENT";
        Environment.SetEnvironmentVariable(name, text);
        try
        {
            Assert.Equal(expected, new CredentialEnvironment().Variable(name));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public void The_home_folder_is_that_of_the_user()
    {
        var home = new CredentialEnvironment().Home();
        Assert.Equal(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), home);
        Assert.NotEqual("", home);
    }

    [Fact]
    public void Only_windows_has_no_file_of_the_machine() => Assert.Equal(
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? null : "/etc/tencentcloud/credentials",
        new CredentialEnvironment().SystemFile);

    [Theory]
    [InlineData("https://sts.example.com/")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://localhost/")]
    public void An_address_may_be_replaced(string address)
    {
        var machine = new CredentialEnvironment { Variable = _ => address };
        Assert.Equal(address, machine.Sts(LvbSite.China).AbsoluteUri);
        Assert.Equal(address, machine.Metadata.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://sts.example.com/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("https://user:canary@sts.example.com/")]
    public void An_address_that_is_not_safe_is_refused_with_what_is_allowed(string address)
    {
        var machine = new CredentialEnvironment { Variable = _ => address };
        var error = Assert.Throws<LvbException>(() => machine.Metadata);
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains("$env:LVB_METADATA_ENDPOINT", error.Message, StringComparison.Ordinal);
        Assert.Contains("HTTPS", error.RecommendedAction, StringComparison.Ordinal);
        Assert.EndsWith("Remove-Item Env:LVB_METADATA_ENDPOINT.", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }
}
