namespace TencentLvb.Unit.Signing;

public sealed class SignatureCheckTests
{
    private static readonly System.Security.SecureString Key = Make.Key("5d41402abc4b2a76b9719d911017c592");

    [Theory]
    [InlineData(1471850187, "b17971b51ba0fe5916ddcd96692e9fb3", true)]
    [InlineData(1626839220, "5ee8ca6c28cbe415b40352969cdf8249", true)]
    [InlineData(1471850187, "B17971B51BA0FE5916DDCD96692E9FB3", true)]
    [InlineData(1471850188, "b17971b51ba0fe5916ddcd96692e9fb3", false)]
    [InlineData(1471850187, "b17971b51ba0fe5916ddcd96692e9fb2", false)]
    [InlineData(1471850187, "b17971b51ba0fe5916ddcd96692e9fb", false)]
    [InlineData(1471850187, "b17971b51ba0fe5916ddcd96692e9fb33", false)]
    [InlineData(1471850187, "b17971b51ba0fe5916ddcd96692e9fbg", false)]
    [InlineData(1471850187, "b17971b51ba0ge5916ddcd96692e9fb3", false)]
    [InlineData(1471850187, "b17971b51ba0ge5916ddcd96692e9gb3", false)]
    [InlineData(1471850187, "bg7971b51ba0fe5916ddcd96692e9fb3", false)]
    [InlineData(1471850187, "b17971b51ba0\uFF46e5916ddcd96692e9fb3", false)]
    [InlineData(1471850187, "b17971b51ba0fe5916ddcd96692e9 b3", false)]
    [InlineData(1471850187, " 17971b51ba0fe5916ddcd96692e9fb3b", false)]
    [InlineData(1471850187, "", false)]
    [InlineData(1471850187, null, false)]
    public void Only_the_signature_of_the_same_key_matches(long t, string? sign, bool matches) =>
        Assert.Equal(matches, SignatureCheck.Matches(Key, t, sign));

    [Fact]
    public void Keys_and_texts_are_signed_as_UTF_8()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("schl\u00fcssel\u20ac" + "8888_\u76f4\u64ad");
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(bytes)),
            LvbSigner.Sign(Make.Key("schl\u00fcssel\u20ac"), "8888_\u76f4\u64ad"));
    }

    [Fact]
    public void The_last_second_is_still_valid()
    {
        Assert.False(SignatureCheck.IsExpired(1000, DateTimeOffset.FromUnixTimeMilliseconds(1000_999)));
        Assert.True(SignatureCheck.IsExpired(1000, DateTimeOffset.FromUnixTimeSeconds(1001)));
    }

    [Fact]
    public void Any_number_can_be_compared()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1000);
        Assert.False(SignatureCheck.IsTooFarAhead(1060, now, TimeSpan.FromMinutes(1)));
        Assert.True(SignatureCheck.IsTooFarAhead(1061, now, TimeSpan.FromMinutes(1)));
        Assert.True(SignatureCheck.IsTooFarAhead(long.MaxValue, now, TimeSpan.FromDays(1)));
        Assert.False(SignatureCheck.IsTooFarAhead(long.MinValue, now, TimeSpan.MaxValue));
    }
}
