using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Emulator;

/// <summary>
/// Calculates TC3-HMAC-SHA256 on the server side, from the received request. It deliberately does not use the client's code: two
/// independent implementations of the contract must agree.
/// </summary>
internal static class Tc3Signature
{
    public const string Algorithm = "TC3-HMAC-SHA256";
    public const string Terminator = "tc3_request";

    /// <summary>
    /// Returns the canonical request. Names and values of the headers, in the order of the signature, are in lowercase and without
    /// surrounding white space.
    /// </summary>
    public static string CanonicalRequest(
        string method, string path, string query, IEnumerable<KeyValuePair<string, string>> headers, string signedHeaders, string bodyHash)
    {
        var text = new StringBuilder();
        text.Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach (var header in headers)
        {
            text.Append(Lower(header.Key)).Append(':').Append(Lower(header.Value)).Append('\n');
        }

        return text.Append('\n').Append(signedHeaders).Append('\n').Append(bodyHash).ToString();
    }

    public static string StringToSign(long timestamp, string scope, string canonicalRequest) =>
        Algorithm + "\n" + Wire.Text(timestamp) + "\n" + scope + "\n" + HashHex(Encoding.UTF8.GetBytes(canonicalRequest));

    /// <summary>Returns the UTC date of a timestamp, which is part of the scope and the signing key.</summary>
    public static string Date(long timestamp) =>
        DateTimeOffset.FromUnixTimeSeconds(timestamp).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static byte[] SigningKey(byte[] secretKey, string date, string service)
    {
        byte[] first = [.. "TC3"u8, .. secretKey];
        return Mac(Mac(Mac(first, date), service), Terminator);
    }

    public static string Sign(byte[] signingKey, string stringToSign) => Hex(Mac(signingKey, stringToSign));

    public static string HashHex(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(bytes));
    }

    /// <summary>Compares two texts of the same length in constant time.</summary>
    public static bool AreEqual(string one, string other)
    {
        var difference = one.Length ^ other.Length;
        for (var i = 0; i < one.Length && i < other.Length; i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
    }

    private static byte[] Mac(byte[] key, string text)
    {
        using var mac = new HMACSHA256(key);
        return mac.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

#pragma warning disable CA1308 // The contract requires lowercase.
    private static string Lower(string text) => text.Trim().ToLowerInvariant();
#pragma warning restore CA1308

    private static string Hex(byte[] bytes)
    {
        var hex = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            hex[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
            hex[(2 * i) + 1] = "0123456789abcdef"[bytes[i] & 15];
        }

        return new string(hex);
    }
}
