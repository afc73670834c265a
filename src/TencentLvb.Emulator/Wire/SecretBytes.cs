using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace TencentLvb.Emulator;

/// <summary>Holds the bytes of a key as long as the emulator runs.</summary>
internal static class SecretBytes
{
    public static byte[] Of(SecureString key)
    {
        var text = Marshal.SecureStringToGlobalAllocUnicode(key);
        try
        {
            var letters = new char[key.Length];
            Marshal.Copy(text, letters, 0, letters.Length);
            var bytes = Encoding.UTF8.GetBytes(letters);
            Array.Clear(letters, 0, letters.Length);
            return bytes;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }
}
