namespace TencentLvb.Unit;

public sealed class SmokeTests
{
    [Fact]
    public void Runs() => Assert.True(true);
}
