using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// TC3-HMAC-SHA256, the signature of API 3.0. The secret key exists in clear only while the first key is derived from it;
/// that buffer and every derived key are cleared.
/// </summary>
internal static class Tc3Signer
{
    private const string Algorithm = "TC3-HMAC-SHA256";
    private const string Terminator = "tc3_request";

    /// <summary>The value of the Authorization header.</summary>
    public static string Authorize(Tc3Request request, string secretId, SecureString secretKey)
    {
        var toSign = Encoding.UTF8.GetBytes(StringToSign(request));
        var key = SigningKey(secretKey, DateOf(request), request.Service);
        try
        {
            return $"{Algorithm} Credential={secretId}/{Scope(request)}, SignedHeaders={SignedHeaders(request)}, "
                + $"Signature={Hashes.Hex(Hmac(key, toSign))}";
        }
        finally
        {
            Array.Clear(key, 0, key.Length);
        }
    }

    public static string CanonicalRequest(Tc3Request request)
    {
        var text = new StringBuilder()
            .Append(request.Method).Append("\n/\n").Append(request.Query).Append('\n')
            .Append("content-type:").Append(Canonical(request.ContentType)).Append('\n')
            .Append("host:").Append(Canonical(request.Host)).Append('\n');
        if (request.Action is { } action)
        {
            text.Append("x-tc-action:").Append(Canonical(action)).Append('\n');
        }

        return text.Append('\n').Append(SignedHeaders(request)).Append('\n').Append(Hash(request.Body)).ToString();
    }

    public static string StringToSign(Tc3Request request) =>
        string.Join(
            "\n",
            Algorithm,
            request.Timestamp.ToString(CultureInfo.InvariantCulture),
            Scope(request),
            Hash(Encoding.UTF8.GetBytes(CanonicalRequest(request))));

    /// <summary>The key that signs one product's requests of one UTC day. The caller clears it.</summary>
    public static byte[] SigningKey(SecureString secretKey, string date, string service)
    {
        using var secret = KeyBytes.Of("TC3", secretKey);
        var ofDate = Hmac(secret.Value, Encoding.UTF8.GetBytes(date));
        var ofService = Hmac(ofDate, Encoding.UTF8.GetBytes(service));
        try
        {
            return Hmac(ofService, Encoding.UTF8.GetBytes(Terminator));
        }
        finally
        {
            Array.Clear(ofDate, 0, ofDate.Length);
            Array.Clear(ofService, 0, ofService.Length);
        }
    }

    public static string Hash(byte[] bytes) => Hashes.Sha256Hex(bytes);

    // The UTC date: China's date fails every day from midnight to eight in the morning.
    private static string DateOf(Tc3Request request) =>
        DateTimeOffset.FromUnixTimeSeconds(request.Timestamp).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Scope(Tc3Request request) => $"{DateOf(request)}/{request.Service}/{Terminator}";

    private static string SignedHeaders(Tc3Request request) =>
        request.Action is null ? "content-type;host" : "content-type;host;x-tc-action";

    private static string Canonical(string value) => value.Trim().ToLowerInvariant();

    private static byte[] Hmac(byte[] key, byte[] text)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(text);
    }
}
