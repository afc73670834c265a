using System.Security;

namespace TencentLvb.Unit.Secrets;

/// <summary>Whether two keys are the same is told character by character, without making them strings.</summary>
public sealed class SecretKeyTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("abc", "abc", true)]
    [InlineData("schl\u00fcssel\u20ac", "schl\u00fcssel\u20ac", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "ABC", false)]
    [InlineData("abc", "abcd", false)]
    [InlineData("\u0101", "\u0001", false)]
    public void TellsWhetherKeysAreTheSame(string one, string other, bool expected)
    {
        using var left = Protect(one);
        using var right = Protect(other);

        Assert.Equal(expected, SecretKey.Same(left, right));
    }

    private static SecureString Protect(string text)
    {
        var key = new SecureString();
        foreach (var character in text)
        {
            key.AppendChar(character);
        }

        return key;
    }
}
