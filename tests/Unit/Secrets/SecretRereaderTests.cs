namespace TencentLvb.Unit.Secrets;

/// <summary>A refused key is read again, but not too often.</summary>
public sealed class SecretRereaderTests
{
    [Fact]
    public void AVaultIsNotReadAgainImmediately()
    {
        var reads = 0;
        var reader = new SecretRereader((_, _) => Make.Key("new " + reads++));
        Assert.NotNull(reader.Rotated("Lvb", "v", Make.Key("old")));
        Assert.Null(reader.Rotated("Lvb", "v", Make.Key("old")));
        Assert.Equal(1, reads);
    }

    [Fact]
    public void TheSameKeyIsNotAnotherKey() =>
        Assert.Null(new SecretRereader((_, _) => Make.Key("old")).Rotated("Lvb", "v", Make.Key("old")));
}
