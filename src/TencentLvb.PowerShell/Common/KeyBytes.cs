using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace TencentLvb.Common;

/// <summary>Holds the UTF-8 bytes of a key only as long as they are required. Disposing clears them.</summary>
internal sealed class KeyBytes : IDisposable
{
    private KeyBytes(byte[] value) => Value = value;

    /// <summary>Gets the prefix and the key. Do not keep a reference: the array is cleared on disposal.</summary>
    public byte[] Value { get; }

    /// <param name="prefix">ASCII text that precedes the key.</param>
    /// <param name="key">The key.</param>
    public static KeyBytes Of(string prefix, SecureString key)
    {
        var characters = new char[key.Length];
        var handle = Marshal.SecureStringToGlobalAllocUnicode(key);
        try
        {
            Marshal.Copy(handle, characters, 0, characters.Length);
            var bytes = new byte[prefix.Length + Encoding.UTF8.GetByteCount(characters)];
            Encoding.ASCII.GetBytes(prefix, 0, prefix.Length, bytes, 0);
            Encoding.UTF8.GetBytes(characters, 0, characters.Length, bytes, prefix.Length);
            return new KeyBytes(bytes);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(handle);
            Array.Clear(characters, 0, characters.Length);
        }
    }

    /// <summary>Determines whether two keys are equal without creating a string of either.</summary>
    public static bool Same(SecureString one, SecureString other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        using var left = Of("", one);
        using var right = Of("", other);
        var difference = left.Value.Length ^ right.Value.Length;
        for (var i = 0; i < Math.Min(left.Value.Length, right.Value.Length); i++)
        {
            difference |= left.Value[i] ^ right.Value[i];
        }

        return difference == 0;
    }

    /// <inheritdoc/>
    public void Dispose() => Array.Clear(Value, 0, Value.Length);
}
