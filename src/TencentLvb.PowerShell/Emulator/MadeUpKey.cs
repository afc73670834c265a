using System.Security;
using System.Security.Cryptography;

namespace TencentLvb.Emulator;

/// <summary>Keys of an emulated account that nobody chose.</summary>
internal static class MadeUpKey
{
    /// <summary>Letters and digits after <c>AKID</c>, as real ones are. Not a secret.</summary>
    public static string SecretId() => "AKID" + new string(Draw(32, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz012345"));

    /// <summary>128 random bits in hex.</summary>
    public static SecureString Hex()
    {
        var key = new SecureString();
        foreach (var c in Draw(32, "0123456789abcdef"))
        {
            key.AppendChar(c);
        }

        key.MakeReadOnly();
        return key;
    }

    private static char[] Draw(int count, string alphabet)
    {
        var bytes = new byte[count];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        return Array.ConvertAll(bytes, b => alphabet[b % alphabet.Length]);
    }
}
