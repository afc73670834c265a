using System.Security;

namespace TencentLvb.Emulator;

/// <summary>Generates random keys for an emulated account.</summary>
internal static class GeneratedKey
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Returns letters and digits after <c>AKID</c>, like a real SecretId. It is not secret.</summary>
    public static string SecretId() => "AKID" + Text(32);

    /// <summary>Returns letters and digits.</summary>
    public static string Text(int count) => new(Draw(count, LettersAndDigits));

    /// <summary>Returns 128 random bits in hex.</summary>
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
        // Random numbers of the system, available even if a policy of the machine blocks the generator of .NET. The last four bytes are
        // entirely random.
        var bytes = new List<byte>();
        while (bytes.Count < count)
        {
            bytes.AddRange(Guid.NewGuid().ToByteArray());
        }

        return bytes.Take(count).Select(b => alphabet[b % alphabet.Length]).ToArray();
    }
}
