using System.Runtime.InteropServices;

namespace TencentLvb.Unit.Backends.Api3;

public sealed class SigningKeysTests
{
    private const string Today = "2026-01-31";

    private readonly List<byte[]> _freed = [];
    private readonly SigningKeys _keys;

    public SigningKeysTests() => _keys = new SigningKeys(memory =>
    {
        var bytes = new byte[Tc3Signer.KeyLength];
        Marshal.Copy(memory, bytes, 0, bytes.Length);
        _freed.Add(bytes);
        Marshal.FreeHGlobal(memory);
    });

    [Fact]
    public void One_key_is_kept_for_each_product()
    {
        var credential = Credential("one");
        _keys.Keep(credential);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Derived("one", Today, "live"), Of(credential, Today, "live"));
            Assert.Equal(Derived("one", Today, "vod"), Of(credential, Today, "vod"));
        }

        Assert.Equal(2, _keys.Count);
        Assert.Empty(_freed);
    }

    [Fact]
    public void The_keys_of_the_day_before_are_zeroed()
    {
        var credential = Credential("one");
        _keys.Keep(credential);
        Of(credential, Today, "live");
        Of(credential, Today, "vod");

        Assert.Equal(Derived("one", "2026-02-01", "live"), Of(credential, "2026-02-01", "live"));

        Assert.Equal(1, _keys.Count);
        AssertZeroed(2);
    }

    [Fact]
    public void Other_keys_zero_the_signing_keys_of_the_earlier_ones()
    {
        var first = Credential("one");
        var second = Credential("two");
        _keys.Keep(first);
        Of(first, Today, "live");

        _keys.Keep(second);

        Assert.Equal(0, _keys.Count);
        AssertZeroed(1);
        Assert.Equal(Derived("two", Today, "live"), Of(second, Today, "live"));
    }

    [Fact]
    public void A_call_with_earlier_keys_uses_them_and_keeps_nothing()
    {
        var first = Credential("one");
        var second = Credential("two");
        _keys.Keep(second);
        Of(second, Today, "live");

        Assert.Equal(Derived("one", Today, "live"), Of(first, Today, "live"));

        Assert.Equal(Derived("two", Today, "live"), Of(second, Today, "live"));
        Assert.Equal(1, _keys.Count);
        Assert.Empty(_freed);
    }

    [Fact]
    public void Nothing_is_kept_after_the_connection_is_closed()
    {
        var credential = Credential("one");
        _keys.Keep(credential);
        Of(credential, Today, "live");

        _keys.Keep(null);

        AssertZeroed(1);
        Assert.Equal(Derived("one", Today, "live"), Of(credential, Today, "live"));
        Assert.Equal(0, _keys.Count);
    }

    [Fact]
    public void Concurrent_calls_during_a_key_change_each_use_their_own_key()
    {
        var credentials = Enumerable.Range(0, 4).Select(n => Credential("key" + n)).ToArray();
        var expected = Enumerable.Range(0, 4).Select(n => Derived("key" + n, Today, "live")).ToArray();
        Parallel.For(0, 4000, i =>
        {
            if (i % 50 == 0)
            {
                _keys.Keep(credentials[i / 50 % 4]);
            }

            Assert.Equal(expected[i % 4], Of(credentials[i % 4], Today, "live"));
        });
        Assert.All(_freed, bytes => Assert.All(bytes, b => Assert.Equal(0, b)));
    }

    [Fact]
    public void Concurrent_calls_around_midnight_each_use_the_key_of_their_date()
    {
        var credential = Credential("one");
        _keys.Keep(credential);
        string[] dates = [Today, "2026-02-01"];
        string[] products = ["live", "vod"];
        Parallel.For(0, 4000, i =>
        {
            var (date, product) = (dates[i % 2], products[i / 2 % 2]);
            Assert.Equal(Derived("one", date, product), Of(credential, date, product));
        });
        Assert.InRange(_keys.Count, 1, 2);
        Assert.NotEmpty(_freed);
        Assert.All(_freed, bytes => Assert.All(bytes, b => Assert.Equal(0, b)));
    }

    [Fact]
    public async Task A_connection_keeps_them_until_its_keys_change_or_it_is_closed()
    {
        var source = new HeldCredentials { Held = Credential("one") };
        var provider = new CredentialProvider(source);
        var held = await Kept(provider);

        source.Held = Credential("two");
        provider.Invalidate();
        Assert.Equal(0, provider.SigningKeys.Count);

        Assert.NotSame(held, await Kept(provider));
        provider.Close();
        Assert.Equal(0, provider.SigningKeys.Count);
    }

    private static async Task<Api3Credential> Kept(CredentialProvider provider)
    {
        var credential = await provider.GetAsync(CancellationToken.None);
        provider.SigningKeys.CopyTo(new byte[Tc3Signer.KeyLength], credential, Today, "live");
        Assert.Equal(1, provider.SigningKeys.Count);
        return credential;
    }

    private static Api3Credential Credential(string key) => CredentialText.Make("AKIDx", key, null, "test");

    private static byte[] Derived(string key, string date, string service)
    {
        var derived = new byte[Tc3Signer.KeyLength];
        Tc3Signer.DeriveKey(derived, Make.Key(key), date, service);
        return derived;
    }

    private byte[] Of(Api3Credential credential, string date, string service)
    {
        var key = new byte[Tc3Signer.KeyLength];
        _keys.CopyTo(key, credential, date, service);
        return key;
    }

    private void AssertZeroed(int count)
    {
        Assert.Equal(count, _freed.Count);
        Assert.All(_freed, bytes => Assert.All(bytes, b => Assert.Equal(0, b)));
    }
}
