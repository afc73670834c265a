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
    private const int HashBytes = 32;

    // A request's texts have a few hundred characters. What is kept holds no key: see Hmac.
    [ThreadStatic]
    private static StringBuilder? _builder;

    [ThreadStatic]
    private static char[]? _characters;

    [ThreadStatic]
    private static byte[]? _bytes;

    /// <summary>The value of the Authorization header.</summary>
    public static string Authorize(Tc3Request request, string secretId, SecureString secretKey)
    {
        var date = DateOf(request);
        var scope = Scope(date, request);
        var key = SigningKey(secretKey, date, request.Service);
        try
        {
            var toSign = ToSign(request, scope);
            var signature = Hashes.Hex(Hmac(key, toSign));
            return Builder()
                .Append(Algorithm).Append(" Credential=").Append(secretId).Append('/').Append(scope)
                .Append(", SignedHeaders=").Append(SignedHeaders(request))
                .Append(", Signature=").Append(signature).ToString();
        }
        finally
        {
            Array.Clear(key, 0, key.Length);
        }
    }

    public static string CanonicalRequest(Tc3Request request) => Canonical(request).ToString();

    public static string StringToSign(Tc3Request request) => ToSign(request, Scope(DateOf(request), request)).ToString();

    /// <summary>The key that signs one product's requests of one UTC day. The caller clears it.</summary>
    public static byte[] SigningKey(SecureString secretKey, string date, string service)
    {
        using var secret = KeyBytes.Of("TC3", secretKey);
        var ofDate = Hmac(secret.Value, Builder().Append(date));
        var ofService = Hmac(ofDate, Builder().Append(service));
        try
        {
            return Hmac(ofService, Builder().Append(Terminator));
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

    private static StringBuilder Canonical(Tc3Request request)
    {
        var body = Hash(request.Body);
        var text = Builder()
            .Append(request.Method).Append("\n/\n").Append(request.Query).Append('\n')
            .Append("content-type:").Append(Canonical(request.ContentType)).Append('\n')
            .Append("host:").Append(Canonical(request.Host)).Append('\n');
        if (request.Action is { } action)
        {
            text.Append("x-tc-action:").Append(Canonical(action)).Append('\n');
        }

        return text.Append('\n').Append(SignedHeaders(request)).Append('\n').Append(body);
    }

    private static StringBuilder ToSign(Tc3Request request, string scope)
    {
        var count = Encode(Canonical(request), 0);
        var hash = Hashes.Hex(Hashes.Sha256(_bytes!, count));
        return Builder()
            .Append(Algorithm).Append('\n')
            .Append(request.Timestamp.ToString(CultureInfo.InvariantCulture)).Append('\n')
            .Append(scope).Append('\n')
            .Append(hash);
    }

    private static string Scope(string date, Tc3Request request) => date + "/" + request.Service + "/" + Terminator;

    private static StringBuilder Builder() => (_builder ??= new StringBuilder(512)).Clear();

    private static string SignedHeaders(Tc3Request request) =>
        request.Action is null ? "content-type;host" : "content-type;host;x-tc-action";

    private static string Canonical(string value) => value.Trim().ToLowerInvariant();

    // RFC 2104 over the platform's hash: an object for each of the four steps would cost more than what it computes. What the key became
    // in the buffer is cleared.
    private static byte[] Hmac(byte[] key, StringBuilder text)
    {
        var block = key.Length > BlockBytes ? Hashes.Sha256(key) : key;
        var length = BlockBytes + Encode(text, BlockBytes);
        var bytes = _bytes!;
        try
        {
            Pad(block, 0x36, bytes);
            var inner = Hashes.Sha256(bytes, length);
            Pad(block, 0x5c, bytes);
            Buffer.BlockCopy(inner, 0, bytes, BlockBytes, HashBytes);
            return Hashes.Sha256(bytes, BlockBytes + HashBytes);
        }
        finally
        {
            Array.Clear(bytes, 0, BlockBytes + HashBytes);
            if (block != key)
            {
                Array.Clear(block, 0, block.Length);
            }
        }
    }

    private static void Pad(byte[] block, byte pad, byte[] target)
    {
        for (var i = 0; i < BlockBytes; i++)
        {
            target[i] = (byte)((i < block.Length ? block[i] : 0) ^ pad);
        }
    }

    /// <summary>Puts a text into the thread's bytes, from a place on; returns how many bytes it has.</summary>
    private static int Encode(StringBuilder text, int at)
    {
        if (_characters is null || _characters.Length < text.Length)
        {
            _characters = new char[Math.Max(1024, text.Length)];
        }

        text.CopyTo(0, _characters, 0, text.Length);
        var most = at + Math.Max(Encoding.UTF8.GetMaxByteCount(text.Length), HashBytes);
        if (_bytes is null || _bytes.Length < most)
        {
            _bytes = new byte[Math.Max(2048, most)];
        }

        return Encoding.UTF8.GetBytes(_characters, 0, text.Length, _bytes, at);
    }
}
