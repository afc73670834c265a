using System.Security;

namespace TencentLvb.Unit.Secrets;

/// <summary>A key with invisible characters is corrected with a note, or refused.</summary>
public sealed class KeyCheckTests
{
    private const string Key = "k0k0k0";

    [Theory]
    [InlineData(Key, null)]
    [InlineData(Key + "\n", "a line break after its 6 characters")]
    [InlineData(Key + "\r\n", "a line break after its 6 characters")]
    [InlineData(Key + "\r\n\r\n", "4 invisible characters (the first is a line break) after its 6 characters")]
    [InlineData(" " + Key + " ", "a space before and a space after its 6 characters")]
    [InlineData(Key + "\t", "a tab after its 6 characters")]
    [InlineData("\u00a0" + Key, "a space (U+00A0) before")]
    [InlineData("\u3000" + Key, "a space (U+3000) before")]
    [InlineData(Key + "\u200b", "an invisible character (U+200B) after")]
    [InlineData("\ufeff" + Key, "a byte order mark (U+FEFF) before")]
    [InlineData("\ufeff" + Key + "\n", "a byte order mark (U+FEFF) before and a line break after its 6 characters")]
    [InlineData("\u202a" + Key + "\u202c", "an invisible character (U+202A) before and an invisible character (U+202C) after")]
    [InlineData(Key + "\0", "a control character (U+0000) after")]
    [InlineData(Key + "\u007f", "a control character (U+007F) after")]
    [InlineData(Key + "\u2028", "a line break after")]
    [InlineData(Key + "\ufe0f", "an invisible character (U+FE0F) after")]
    [InlineData(Key + "\ue000", "an invisible character (U+E000) after")]
    [InlineData(Key + "\u0378", "an invisible character (U+0378) after")]
    [InlineData(Key + "\u0085", "a line break after")]
    [InlineData(Key + "\u3164", "an invisible character (U+3164) after")]
    public void InvisibleCharactersAtTheEndsAreRemoved(string given, string? note)
    {
        using var plain = Protect(Key);
        var clean = KeyCheck.Clean(Protect(given), "-Key", "advice", out var told);
        Assert.True(SecretKey.Same(plain, clean));
        Assert.Equal(LvbSigner.Sign(plain, 5), LvbSigner.Sign(clean, 5));
        if (note is null)
        {
            Assert.Null(told);
        }
        else
        {
            Assert.StartsWith("-Key has ", told, StringComparison.Ordinal);
            Assert.Contains(note, told, StringComparison.Ordinal);
            Assert.DoesNotContain(Key, told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("k0k 0k0", "a space at position 4 of 7")]
    [InlineData("\nk0k 0k0", "a space at position 4 of 7")]
    [InlineData("k0\ufe0fk", "an invisible character (U+FE0F) at position 3 of 4")]
    [InlineData("k0k\n0k0", "a line break at position 4 of 7")]
    [InlineData("k0\u200bk", "an invisible character (U+200B) at position 3 of 4")]
    [InlineData("\nk0\u00adk\n", "an invisible character (U+00AD) at position 3 of 4")]
    [InlineData("'" + Key + "'", "a quotation mark at position 1 of 8")]
    [InlineData("\"" + Key + "\"\n", "a quotation mark at position 1 of 8")]
    [InlineData("\u201c" + Key + "\u201d", "a quotation mark at position 1 of 8")]
    [InlineData("Unlocking the vault ...", "a space at position 10 of 23")]
    [InlineData("   ", "contains only 3 invisible characters (the first is a space).")]
    [InlineData("\r\n", "contains only a line break")]
    [InlineData("\ufeff", "contains only a byte order mark (U+FEFF)")]
    [InlineData("", "is empty")]
    public void OtherInvalidCharactersAreRefusedWithoutShowingTheKey(string given, string what)
    {
        var error = Assert.Throws<LvbException>(() => KeyCheck.Clean(Protect(given), "The key in the secret 'x'", "advice", out _));
        Assert.Equal("LvbKeySecretType", error.ErrorId);
        Assert.StartsWith("The key in the secret 'x' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("k0", error.ToString(), StringComparison.Ordinal);
        Assert.Throws<LvbException>(() => KeyCheck.CleanId(given, "-SecretId", "advice", out _));
    }

    [Fact]
    public void VisibleCharactersOfAnyScriptAreValid()
    {
        foreach (var text in new[] { "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "schl\u00fcssel\u20ac",
            "a-b_c.d~e!f@g#h$i%j^k&l*m(n)o+p=q[r]s{t}u|v\\w:x;y,z?/<>", "x" })
        {
            Assert.Equal(text.Length, KeyCheck.Clean(Protect(text), "-Key", "advice", out var note).Length);
            Assert.Null(note);
        }
    }

    // Not as test data, where it would become another character.
    [Fact]
    public void AnUnpairedSurrogateIsRefused() => Assert.Contains("(U+D83D)", Assert.Throws<LvbException>(
        () => KeyCheck.Clean(Protect("k0\ud83dk"), "-Key", "advice", out _)).Message, StringComparison.Ordinal);

    [Fact]
    public void TheResultIsReadOnly() => Assert.True(KeyCheck.Clean(Protect(Key + "\n"), "-Key", "advice", out _).IsReadOnly());

    [Theory]
    [InlineData("AKIDx", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("a,b", false)]
    [InlineData("a=b", false)]
    [InlineData("a\u007f", false)]
    [InlineData("\u00e9", false)]
    public void ASecretIdIsValidInAHeader(string id, bool can) => Assert.Equal(can, KeyCheck.IsSecretId(id));

    [Fact]
    public void AnIdIsCleanedLikeAKey()
    {
        Assert.Equal("AKIDx", KeyCheck.CleanId(" AKIDx\r\n", "-SecretId", "advice", out var note));
        Assert.Contains("a space before and a line break after its 5 characters", note, StringComparison.Ordinal);
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
