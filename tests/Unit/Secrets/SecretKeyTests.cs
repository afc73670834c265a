using System.Collections;
using System.Management.Automation;
using System.Security;

namespace TencentLvb.Unit.Secrets;

/// <summary>Two keys are compared character by character, without converting them to strings.</summary>
public sealed class SecretKeyTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("abc", "abc", true)]
    [InlineData("schl\u00fcssel\u20ac", "schl\u00fcssel\u20ac", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "xbc", false)]
    [InlineData("abc", "axc", false)]
    [InlineData("abc", "ABC", false)]
    [InlineData("ab", "\u00e9", false)]
    [InlineData("abc", "abcd", false)]
    [InlineData("\u0101", "\u0001", false)]
    public void ComparesKeys(string one, string other, bool expected)
    {
        using var left = Protect(one);
        using var right = Protect(other);

        Assert.Equal(expected, SecretKey.Same(left, right));
    }

    [Fact]
    public void AKeyIsACopyThatOutlivesItsSecret()
    {
        var password = Make.Key("k-of-old");
        var key = SecretKey.From([PSObject.AsPSObject(new PSCredential("x", password))], "Lvb", vault: null);
        password.Dispose();
        using var same = Protect("k-of-old");
        Assert.True(SecretKey.Same(key, same));
    }

    [Fact]
    public void OtherVaultOutputIsNotAKey()
    {
        foreach (var values in new PSObject?[][] { ["Unlocking ...", "k-of-old"], ["k-of-old", null], [null, "k-of-old"] })
        {
            Assert.Equal("LvbKeySecretType", Assert.Throws<LvbException>(() => SecretKey.From(values, "Lvb", "v")).ErrorId);
        }
    }

    [Fact]
    public void NullIsNotASecret()
    {
        foreach (var values in new PSObject?[][] { [], [null] })
        {
            Assert.Equal("LvbKeySecretNotFound", Assert.Throws<LvbException>(() => SecretKey.From(values, "Lvb", "v")).ErrorId);
        }
    }

    // The intended one cannot be determined.
    [Fact]
    public void TwoEntriesThatDifferInCaseAreRefused()
    {
        var table = new Hashtable(StringComparer.Ordinal) { ["key"] = "k-of-old", ["Key"] = "k-of-new" };
        var error = Assert.Throws<LvbException>(() => SecretKey.From([PSObject.AsPSObject(table)], "Lvb", "v"));
        Assert.Equal("LvbKeySecretType", error.ErrorId);
        Assert.DoesNotContain("k-of", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNameOfAnEntryMayBeWrapped()
    {
        var table = new Hashtable(StringComparer.Ordinal) { [PSObject.AsPSObject("KEY")] = PSObject.AsPSObject("k-of-old") };
        Assert.Equal(8, SecretKey.From([PSObject.AsPSObject(table)], "Lvb", "v").Length);
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
