using System.Globalization;
using System.Security;

namespace TencentLvb.Backends.Lvb2;

/// <summary>
/// Creates the end of an address, <c>t</c> and <c>sign</c>. A signature of API 2.0 covers only the key and the expiry time, which
/// thousands of requests of the same second share. Thread-safe.
/// </summary>
internal sealed class Lvb2Signatures
{
    private Signature? _last;

    /// <summary>Returns the parameters <c>t</c> and <c>sign</c> for an expiry time in Unix seconds.</summary>
    public string Of(SecureString key, long t)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || last.T != t || !last.IsOf(key))
        {
            last = new Signature(key, t, "&t=" + t.ToString(CultureInfo.InvariantCulture) + "&sign=" + LvbSigner.Sign(key, t));
            Volatile.Write(ref _last, last);
        }

        return last.Text;
    }

    private sealed class Signature(SecureString key, long t, string text)
    {
        // Weak, because a closed connection must not keep its key in memory.
        private readonly WeakReference<SecureString> _key = new(key);

        public long T { get; } = t;

        public string Text { get; } = text;

        public bool IsOf(SecureString other) => _key.TryGetTarget(out var own) && ReferenceEquals(own, other);
    }
}
