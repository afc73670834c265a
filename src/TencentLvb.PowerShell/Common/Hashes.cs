using System.Reflection;
using System.Security.Cryptography;

namespace TencentLvb.Common;

/// <summary>
/// MD5 and SHA-256 by the platform, and by code of the module's own where the platform forbids or lacks them (FIPS policies, hardened
/// OpenSSL configurations). None of their uses protects a key: API 2.0 prescribes MD5 for its signatures; SHA-256 names files and events,
/// and says in the signature of API 3.0 which request it is for.
/// </summary>
internal static class Hashes
{
    private const int LongestHash = 32;

    private static bool _isMd5Blocked;
    private static bool _isSha256Blocked;

    // Making one costs more than the hash of a short text. Each clears what it was given when it is done.
    [ThreadStatic]
    private static MD5? _md5;

    [ThreadStatic]
    private static SHA256? _sha256;

    [ThreadStatic]
    private static char[]? _hex;

    /// <summary>The MD5 of the first bytes of a buffer. No copy of them is left behind.</summary>
    public static byte[] Md5(byte[] buffer, int count) =>
        Compute(static () => _md5 ??= MD5.Create(), ManagedMd5.Hash, buffer, count, ref _isMd5Blocked);

    /// <summary>The SHA-256 of bytes.</summary>
    public static byte[] Sha256(byte[] bytes) => Sha256(bytes, bytes.Length);

    /// <summary>The SHA-256 of the first bytes of a buffer. No copy of them is left behind.</summary>
    public static byte[] Sha256(byte[] buffer, int count) =>
        Compute(static () => _sha256 ??= SHA256.Create(), ManagedSha256.Hash, buffer, count, ref _isSha256Blocked);

    /// <summary>Puts the SHA-256 of the first bytes of a buffer into another one.</summary>
    public static void Sha256(byte[] buffer, int count, byte[] target)
    {
        if (!_isSha256Blocked && PlatformSha256.Function is { } function)
        {
            try
            {
                function(buffer.AsSpan(0, count), target);
                return;
            }
            catch (Exception e) when (MeansBlocked(e))
            {
                _isSha256Blocked = true;
            }
        }

        Buffer.BlockCopy(Sha256(buffer, count), 0, target, 0, LongestHash);
    }

    /// <summary>The SHA-256 of bytes, as lower-case hex.</summary>
    public static string Sha256Hex(byte[] bytes) => Hex(Sha256(bytes));

    /// <summary>Bytes as lower-case hex.</summary>
    public static string Hex(byte[] bytes)
    {
        const string digits = "0123456789abcdef";
        var text = bytes.Length <= LongestHash ? _hex ??= new char[2 * LongestHash] : new char[2 * bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = digits[bytes[i] >> 4];
            text[(2 * i) + 1] = digits[bytes[i] & 15];
        }

        return new string(text, 0, 2 * bytes.Length);
    }

    /// <summary>By the platform, unless it refused before; else by the module's own.</summary>
    /// <param name="create">Brings the platform's algorithm, new or used before; it belongs to the caller.</param>
    /// <param name="own">The module's own.</param>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="count">How many of them, from the first on.</param>
    /// <param name="isBlocked">Whether the platform refused.</param>
    internal static byte[] Compute(Func<HashAlgorithm> create, Func<byte[], int, byte[]> own, byte[] buffer, int count, ref bool isBlocked)
    {
        if (!isBlocked)
        {
            try
            {
                return create().ComputeHash(buffer, 0, count);
            }
            catch (Exception e) when (MeansBlocked(e))
            {
                isBlocked = true;
            }
        }

        return own(buffer, count);
    }

    // OpenSSL without the algorithm; the FIPS policy of .NET Framework, which may come wrapped by reflection; no such library at all.
    private static bool MeansBlocked(Exception e) => e
        is CryptographicException or InvalidOperationException or PlatformNotSupportedException
        or TargetInvocationException or TypeInitializationException or DllNotFoundException or EntryPointNotFoundException;

    /// <summary>SHA-256 without an object for each result, where the platform has it (.NET 5 and later).</summary>
    private static class PlatformSha256
    {
        public delegate int HashData(ReadOnlySpan<byte> source, Span<byte> destination);

        public static readonly HashData? Function = (HashData?)typeof(SHA256)
            .GetMethod(nameof(HashData), [typeof(ReadOnlySpan<byte>), typeof(Span<byte>)])?.CreateDelegate(typeof(HashData));
    }
}
