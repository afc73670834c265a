namespace TencentLvb.Unit.Connections;

/// <summary>Keys that come from a secret: any caller that reads it again replaces them.</summary>
public sealed class Api3KeysTests
{
    [Fact]
    public async Task Keys_that_are_replaced_right_after_a_refusal_are_used_immediately()
    {
        using var keys = new Api3Keys(new LvbConnectionSettings { Api = LvbApi.V3 });
        keys.Hold(CredentialText.Make("AKID", "old", null, "test"));
        await keys.Provider.GetAsync(default);
        Assert.False(await keys.Provider.RefreshAsync(1, default));

        keys.Hold(CredentialText.Make("AKID", "new", null, "test"));
        Assert.True(await keys.Provider.RefreshAsync(1, default));
    }
}
