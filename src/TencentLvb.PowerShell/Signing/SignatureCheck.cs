using System.Security;

namespace TencentLvb.Signing;

/// <summary>Checks whether a signature was created with a key, in constant time.</summary>
internal static class SignatureCheck
{
    private const int DigestBytes = 16;

    /// <summary>
    /// Determines whether <paramref name="sign"/> (32 hex digits in either case) is the key's signature of <paramref name="t"/>.
    /// </summary>
    public static bool Matches(SecureString key, long t, string? sign) => FixedTimeEquals(LvbSigner.Sign(key, t), sign);

    /// <summary>Does the same for a <c>t</c> as the sender wrote it.</summary>
    public static bool Matches(SecureString key, string t, string? sign) => FixedTimeEquals(LvbSigner.Sign(key, t), sign);

    /// <summary>
    /// Determines whether a request or notification that expires at <paramref name="t"/> has expired. At exactly that second it has not.
    /// </summary>
    public static bool IsExpired(long t, DateTimeOffset at) => at.ToUnixTimeSeconds() > t;

    /// <summary>
    /// Determines whether <paramref name="t"/> is further in the future than allowed. Handles any number, because some senders use
    /// milliseconds.
    /// </summary>
    public static bool IsTooFarAhead(long t, DateTimeOffset at, TimeSpan allowed) =>
        t > at.ToUnixTimeSeconds() + (long)allowed.TotalSeconds;

    private static bool FixedTimeEquals(string expected, string? given)
    {
        var right = new byte[DigestBytes];
        var wrong = TryParse(given, right) ? 0 : 1;
        var left = new byte[DigestBytes];
        TryParse(expected, left);
        for (var i = 0; i < DigestBytes; i++)
        {
            wrong |= left[i] ^ right[i];
        }

        return wrong == 0;
    }

    private static bool TryParse(string? hex, byte[] bytes)
    {
        if (hex is null || hex.Length != 2 * DigestBytes)
        {
            return false;
        }

        var valid = true;
        for (var i = 0; i < DigestBytes; i++)
        {
            var high = Digit(hex[2 * i]);
            var low = Digit(hex[(2 * i) + 1]);
            valid &= high >= 0 && low >= 0;
            bytes[i] = (byte)((high << 4) | (low & 15));
        }

        return valid;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
