using System.Globalization;
using System.Security;
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

    // The longest that HMAC takes as it is (RFC 2104), and the block in which the hash works.
    private const int BlockBytes = 64;

    [ThreadStatic]
    private static StringBuilder? _builder;

    /// <summary>The value of the Authorization header.</summary>
    public static string Authorize(Tc3Request request, string secretId, SecureString secretKey)
    {
        var date = DateOf(request);
        var scope = Scope(date, request);
        var toSign = Encoding.UTF8.GetBytes(StringToSign(request, scope));
        var key = SigningKey(secretKey, date, request.Service);
        try
        {
            return Builder()
                .Append(Algorithm).Append(" Credential=").Append(secretId).Append('/').Append(scope)
                .Append(", SignedHeaders=").Append(SignedHeaders(request))
                .Append(", Signature=").Append(Hashes.Hex(Hmac(key, toSign))).ToString();
        }
        finally
        {
            Array.Clear(key, 0, key.Length);
        }
    }

    public static string CanonicalRequest(Tc3Request request)
    {
        var text = Builder()
            .Append(request.Method).Append("\n/\n").Append(request.Query).Append('\n')
            .Append("content-type:").Append(Canonical(request.ContentType)).Append('\n')
            .Append("host:").Append(Canonical(request.Host)).Append('\n');
        if (request.Action is { } action)
        {
            text.Append("x-tc-action:").Append(Canonical(action)).Append('\n');
        }

        return text.Append('\n').Append(SignedHeaders(request)).Append('\n').Append(Hash(request.Body)).ToString();
    }

    public static string StringToSign(Tc3Request request) => StringToSign(request, Scope(DateOf(request), request));

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

    private static string StringToSign(Tc3Request request, string scope)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(CanonicalRequest(request)));
        return Builder()
            .Append(Algorithm).Append('\n')
            .Append(request.Timestamp.ToString(CultureInfo.InvariantCulture)).Append('\n')
            .Append(scope).Append('\n')
            .Append(hash).ToString();
    }

    private static string Scope(string date, Tc3Request request) => date + "/" + request.Service + "/" + Terminator;

    private static StringBuilder Builder() => (_builder ??= new StringBuilder(512)).Clear();

    private static string SignedHeaders(Tc3Request request) =>
        request.Action is null ? "content-type;host" : "content-type;host;x-tc-action";

    private static string Canonical(string value) => value.Trim().ToLowerInvariant();

    // RFC 2104 over the platform's hash: an object for each of the four steps would cost more than what it computes. Buffers are cleared.
    private static byte[] Hmac(byte[] key, byte[] text)
    {
        var block = key.Length > BlockBytes ? Hashes.Sha256(key) : key;
        var inner = new byte[BlockBytes + text.Length];
        var outer = new byte[BlockBytes + 32];
        try
        {
            for (var i = 0; i < BlockBytes; i++)
            {
                var part = i < block.Length ? block[i] : (byte)0;
                inner[i] = (byte)(part ^ 0x36);
                outer[i] = (byte)(part ^ 0x5c);
            }

            Buffer.BlockCopy(text, 0, inner, BlockBytes, text.Length);
            Buffer.BlockCopy(Hashes.Sha256(inner), 0, outer, BlockBytes, 32);
            return Hashes.Sha256(outer);
        }
        finally
        {
            Array.Clear(inner, 0, inner.Length);
            Array.Clear(outer, 0, outer.Length);
            if (block != key)
            {
                Array.Clear(block, 0, block.Length);
            }
        }
    }
}
