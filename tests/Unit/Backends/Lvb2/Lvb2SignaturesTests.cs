using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security;

namespace TencentLvb.Unit.Backends.Lvb2;

public sealed class Lvb2SignaturesTests
{
    private readonly Lvb2Signatures _signatures = new();

    [Fact]
    public void Requests_of_the_same_second_share_a_signature()
    {
        SecureString key = Make.Key("one");
        string text = _signatures.Of(key, 1_700_000_000);
        Assert.Equal("&t=1700000000&sign=" + LvbSigner.Sign(key, 1_700_000_000), text);
        Assert.Same(text, _signatures.Of(key, 1_700_000_000));
        Assert.Equal("&t=1700000001&sign=" + LvbSigner.Sign(key, 1_700_000_001), _signatures.Of(key, 1_700_000_001));
    }

    [Fact]
    public void A_rotated_key_creates_a_new_signature_within_the_same_second()
    {
        SecureString before = Make.Key("one");
        SecureString after = Make.Key("two");
        _signatures.Of(before, 1_700_000_000);
        Assert.EndsWith(LvbSigner.Sign(after, 1_700_000_000), _signatures.Of(after, 1_700_000_000), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_the_connection_discarded_is_not_kept()
    {
        WeakReference key = Sign();
        for (int i = 0; i < 10 && key.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(key.IsAlive);
        Assert.EndsWith(
            LvbSigner.Sign(Make.Key("two"), 1_700_000_000), _signatures.Of(Make.Key("two"), 1_700_000_000), StringComparison.Ordinal);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Sign()
        {
            SecureString one = Make.Key("one");
            _signatures.Of(one, 1_700_000_000);
            return new WeakReference(one);
        }
    }

    [Fact]
    public void Concurrent_requests_get_the_signature_of_their_key_and_time()
    {
        SecureString[] keys = [Make.Key("one"), Make.Key("two")];
        Parallel.For(0, 2000, i =>
        {
            long t = 1_700_000_000 + (i / 100);
            string expected = string.Create(CultureInfo.InvariantCulture, $"&t={t}&sign={LvbSigner.Sign(keys[i % 2], t)}");
            Assert.Equal(expected, _signatures.Of(keys[i % 2], t));
        });
    }
}
