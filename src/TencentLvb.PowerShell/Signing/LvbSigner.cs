using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace TencentLvb.Signing;

/// <summary>
/// Creates the service's signature: the lowercase hex MD5 of a key followed by text. The plain text of the key exists in only one buffer,
/// which is cleared.
/// </summary>
internal static class LvbSigner
{
    /// <summary>Returns the <c>sign</c> of a request or a notification: <c>md5(key + t)</c>.</summary>
    public static string Sign(SecureString key, long t) => Sign(key, t.ToString(CultureInfo.InvariantCulture));

    /// <summary>Returns the MD5 of the key followed by a text in lowercase hex.</summary>
    public static string Sign(SecureString key, string text)
    {
        var characters = new char[key.Length];
        var bytes = Array.Empty<byte>();
        var handle = Marshal.SecureStringToGlobalAllocUnicode(key);
        try
        {
            Marshal.Copy(handle, characters, 0, characters.Length);
            bytes = new byte[Encoding.UTF8.GetByteCount(characters) + Encoding.UTF8.GetByteCount(text)];
            var used = Encoding.UTF8.GetBytes(characters, 0, characters.Length, bytes, 0);
            used += Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, used);
            return Hashes.Hex(Hashes.Md5(bytes, used));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(handle);
            Array.Clear(characters, 0, characters.Length);
            Array.Clear(bytes, 0, bytes.Length);
        }
    }
}
