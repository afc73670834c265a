using System.Security;

namespace TencentLvb.Emulator;

/// <summary>Random keys for an emulated account.</summary>
internal static class GeneratedKey
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Letters and digits after <c>AKID</c>, as real ones are. Not a secret.</summary>
    public static string SecretId() => "AKID" + Text(32);

    /// <summary>Letters and digits.</summary>
    public static string Text(int count) => new(Draw(count, LettersAndDigits));

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
        // Random numbers of the system, also where a policy of the machine leaves .NET without a generator. Their last four bits are all
        // random.
        var bytes = new List<byte>();
        while (bytes.Count < count)
        {
            bytes.AddRange(Guid.NewGuid().ToByteArray());
        }

        return bytes.Take(count).Select(b => alphabet[b % alphabet.Length]).ToArray();
    }
}
