using System.Security;
using TencentLvb.Common;
using System.Text;

namespace TencentLvb.Emulator;

/// <summary>
/// Calculates <c>md5_hex_lower(key + t)</c> to check requests and to sign notifications. It deliberately does not use the client's code:
/// two independent implementations of the contract must agree.
/// </summary>
internal sealed class Signer : IDisposable
{
    private volatile byte[] _key;

    public Signer(SecureString key) => _key = SecretBytes.Of(key);

    public Signer(string key) => _key = Encoding.UTF8.GetBytes(key);

    /// <summary>Replaces the key.</summary>
    public void Rotate(SecureString key) => _key = SecretBytes.Of(key);

    public string Sign(string t)
    {
        var key = _key;
        var text = new byte[key.Length + t.Length];
        Buffer.BlockCopy(key, 0, text, 0, key.Length);
        Encoding.ASCII.GetBytes(t, 0, t.Length, text, key.Length);
        var hash = Hashes.Md5(text, text.Length);
        Array.Clear(text, 0, text.Length);

        var hex = new char[32];
        for (var i = 0; i < 16; i++)
        {
            hex[2 * i] = "0123456789abcdef"[hash[i] >> 4];
            hex[(2 * i) + 1] = "0123456789abcdef"[hash[i] & 15];
        }

        return new string(hex);
    }

    public void Dispose() => Array.Clear(_key, 0, _key.Length);
}
