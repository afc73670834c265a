using System.Security;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// Implements TC3-HMAC-SHA256, the signature of API 3.0. The secret key exists in plain text only while the first key is derived from it,
/// and every buffer that held a key is cleared.
/// </summary>
internal static class Tc3Signer
{
    /// <summary>The length of a signing key.</summary>
    public const int KeyLength = 32;

    private const string Algorithm = "TC3-HMAC-SHA256";
    private const string Terminator = "tc3_request";

    // The longest key that HMAC uses unchanged (RFC 2104), and the block size of the hash.
    private const int BlockBytes = 64;

    // Each thread keeps its buffers: an object for each step would cost more than the calculation. They hold no key between two requests.
    [ThreadStatic]
    private static TextBytes? _text;

    [ThreadStatic]
    private static byte[]? _hash;

    [ThreadStatic]
    private static byte[]? _key;

    /// <summary>Returns the value of the Authorization header.</summary>
    public static string Authorize(in Tc3Request request, Api3Credential credential, SigningKeys keys)
    {
        var key = _key ??= new byte[KeyLength];
        try
        {
            keys.CopyTo(key, credential, Tc3Time.Of(request.Timestamp).Date, request.Service);
            return Authorize(request, credential.SecretId, key);
        }
        finally
        {
            Array.Clear(key, 0, key.Length);
        }
    }

    /// <summary>Does the same with a key that is derived for this request.</summary>
    public static string Authorize(in Tc3Request request, string secretId, SecureString secretKey)
    {
        var key = new byte[KeyLength];
        try
        {
            DeriveKey(key, secretKey, Tc3Time.Of(request.Timestamp).Date, request.Service);
            return Authorize(request, secretId, key);
        }
        finally
        {
            Array.Clear(key, 0, key.Length);
        }
    }

    public static string CanonicalRequest(in Tc3Request request) => Canonical(request).ToString();

    public static string StringToSign(in Tc3Request request) => ToSign(request, 0).ToString();

    /// <summary>Derives the key that signs one product's requests of one UTC day. The caller must clear it.</summary>
    public static void DeriveKey(byte[] target, SecureString secretKey, string date, string service)
    {
        using var secret = KeyBytes.Of("TC3", secretKey);
        Hmac(secret.Value, Text(BlockBytes).Append(date), target);
        Hmac(target, Text(BlockBytes).Append(service), target);
        Hmac(target, Text(BlockBytes).Append(Terminator), target);
    }

    public static string Hash(byte[] bytes) => Hashes.Sha256Hex(bytes);

    private static string Authorize(in Tc3Request request, string secretId, byte[] key)
    {
        var signature = _hash ??= new byte[KeyLength];
        Hmac(key, ToSign(request, BlockBytes), signature);
        return Scope(Text().Append(Algorithm).Append(" Credential=").Append(secretId).Append("/"), request)
            .Append(", SignedHeaders=").Append(SignedHeaders(request))
            .Append(", Signature=").AppendHex(signature).ToString();
    }

    private static TextBytes Canonical(in Tc3Request request)
    {
        var hash = _hash ??= new byte[KeyLength];
        var text = Text()
            .Append(request.Method).Append("\n/\n").Append(request.Query).Append("\n")
            .Append("content-type:").AppendLower(request.ContentType.Trim()).Append("\n")
            .Append("host:").AppendLower(request.Host.Trim()).Append("\n");
        if (request.Action is { } action)
        {
            text.Append("x-tc-action:").AppendLower(action.Trim()).Append("\n");
        }

        Hashes.Sha256(request.Body, request.Body.Length, hash);
        return text.Append("\n").Append(SignedHeaders(request)).Append("\n").AppendHex(hash);
    }

    private static TextBytes ToSign(in Tc3Request request, int reserved)
    {
        var canonical = Canonical(request);
        Hashes.Sha256(canonical.Bytes, canonical.Count, _hash!);
        return Scope(
            Text(reserved).Append(Algorithm).Append("\n").Append(Tc3Time.Of(request.Timestamp).Text).Append("\n"), request)
            .Append("\n").AppendHex(_hash!);
    }

    private static TextBytes Scope(TextBytes text, in Tc3Request request) => text
        .Append(Tc3Time.Of(request.Timestamp).Date).Append("/").Append(request.Service).Append("/").Append(Terminator);

    private static TextBytes Text(int reserved = 0) => (_text ??= new TextBytes()).Start(reserved);

    private static string SignedHeaders(in Tc3Request request) =>
        request.Action is null ? "content-type;host" : "content-type;host;x-tc-action";

    // RFC 2104 with the platform's hash. The text follows the space for a block, into which the key is written. The target may be the
    // key.
    private static void Hmac(byte[] key, TextBytes text, byte[] target)
    {
        var block = key.Length > BlockBytes ? Hashes.Sha256(key) : key;
        var inner = _hash ??= new byte[KeyLength];
        var bytes = text.Bytes;
        try
        {
            Pad(block, 0x36, bytes);
            Hashes.Sha256(bytes, text.Count, inner);
            Pad(block, 0x5c, bytes);
            Buffer.BlockCopy(inner, 0, bytes, BlockBytes, KeyLength);
            Hashes.Sha256(bytes, BlockBytes + KeyLength, target);
        }
        finally
        {
            Array.Clear(bytes, 0, BlockBytes + KeyLength);
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
}
