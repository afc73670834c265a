using System.Security;

namespace TencentLvb.Unit.Secrets;

/// <summary>A refused key is read again, but not too often.</summary>
public sealed class SecretRereaderTests
{
    private readonly SecretRereader<SecureString> _reader = new(SecretKey.Same);
    private int _reads;

    [Fact]
    public void AVaultIsNotReadAgainImmediately()
    {
        Assert.NotNull(Rotated("old", "new"));
        Assert.Null(Rotated("old", "newer"));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public void TheSameKeyIsNotAnotherKey() => Assert.Null(Rotated("old", "old"));

    [Fact]
    public void TheVaultIsReadAtOnceForANewKeyThatIsRefusedAsWell()
    {
        Assert.NotNull(Rotated("old", "new"));
        Assert.NotNull(Rotated("new", "newer"));
        Assert.NotNull(Rotated("newer", "newest"));
        Assert.Equal(3, _reads);
    }

    [Fact]
    public void AKeyThatRemainsInTheVaultIsReadOnce()
    {
        Assert.NotNull(Rotated("old", "new"));
        Assert.Null(Rotated("new", "new"));
        Assert.Null(Rotated("new", "new"));
        Assert.Equal(2, _reads);
    }

    private SecureString? Rotated(string refused, string inVault) => _reader.Rotated(Make.Key(refused), () =>
    {
        _reads++;
        return Make.Key(inVault);
    });
}
