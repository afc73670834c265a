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

    [Fact]
    public void Keys_that_were_read_earlier_do_not_replace_those_that_were_read_later()
    {
        using var keys = new Api3Keys(new LvbConnectionSettings { Api = LvbApi.V3 });
        keys.Hold(CredentialText.Make("AKID", "new", null, "test"), readAt: 2);
        keys.Hold(CredentialText.Make("AKID", "old", null, "test"), readAt: 1);

        Assert.True(SecretKey.Same(Make.Key("new"), keys.Held!.SecretKey));
    }

    [Fact]
    public async Task Keys_that_are_newer_than_what_others_have_just_taken_over_are_signed_with()
    {
        using var keys = new Api3Keys(new LvbConnectionSettings { Api = LvbApi.V3 });
        keys.Hold(CredentialText.Make("AKID", "old", null, "test"), readAt: 1);
        await keys.Provider.GetAsync(default);

        // Another call was refused, too, and read the secret just before it was rotated again.
        keys.Hold(CredentialText.Make("AKID", "new", null, "test"), readAt: 2);
        Assert.True(await keys.Provider.RefreshAsync(1, default));

        keys.Hold(CredentialText.Make("AKID", "newer", null, "test"), readAt: 3);
        Assert.True(await keys.Provider.RefreshAsync(1, default));
        Assert.True(SecretKey.Same(Make.Key("newer"), (await keys.Provider.GetAsync(default)).SecretKey));
    }
}
