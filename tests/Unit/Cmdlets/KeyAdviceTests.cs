namespace TencentLvb.Unit.Cmdlets;

/// <summary>The advice on a key that cannot be used names where to find it and how to specify it.</summary>
public sealed class KeyAdviceTests
{
    [Theory]
    [InlineData("-Key", "console", "-Key (Read-Host -AsSecureString)")]
    [InlineData("-SecretKey", "console", "-SecretKey (Read-Host -AsSecureString)")]
    [InlineData("The password of -Credential", "console", "The password of -Credential must be")]
    [InlineData("-SessionToken", "temporary", "-SessionToken (Read-Host -AsSecureString)")]
    public void It_depends_on_the_parameter(string source, string place, string parameter)
    {
        var advice = LvbCmdlet.KeyAdvice(source);
        Assert.Contains(parameter, advice, StringComparison.Ordinal);
        Assert.Contains(place, advice, StringComparison.Ordinal);
        // The console shows no session tokens.
        Assert.Equal(place == "console", advice.Contains("console", StringComparison.Ordinal));
    }
}
