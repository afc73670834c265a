using System.Reflection;
using System.Security.Cryptography;

namespace TencentLvb.Common;

/// <summary>
/// Calculates MD5 and SHA-256 with the platform, or with the module's own code if the platform blocks or lacks them (FIPS policies,
/// hardened OpenSSL configurations). Neither is used to protect a key: API 2.0 prescribes MD5 for its signatures; SHA-256 names files and
/// events, and identifies the request in the signature of API 3.0.
/// </summary>
internal static class Hashes
{
    private const int LongestHash = 32;

    private static bool _isMd5Blocked;
    private static bool _isSha256Blocked;

    // Creating an instance costs more than the hash of a short text. Each clears its input afterward.
    [ThreadStatic]
    private static MD5? _md5;

    [ThreadStatic]
    private static SHA256? _sha256;

    [ThreadStatic]
    private static char[]? _hex;

    /// <summary>Returns the MD5 of the first bytes of a buffer, and leaves no copy of them behind.</summary>
    public static byte[] Md5(byte[] buffer, int count) =>
        Compute(static () => _md5 ??= MD5.Create(), ManagedMd5.Hash, buffer, count, ref _isMd5Blocked);

    /// <summary>Returns the SHA-256 of bytes.</summary>
    public static byte[] Sha256(byte[] bytes) => Sha256(bytes, bytes.Length);

    /// <summary>Returns the SHA-256 of the first bytes of a buffer, and leaves no copy of them behind.</summary>
    public static byte[] Sha256(byte[] buffer, int count) =>
        Compute(static () => _sha256 ??= SHA256.Create(), ManagedSha256.Hash, buffer, count, ref _isSha256Blocked);

    /// <summary>Writes the SHA-256 of the first bytes of a buffer into another one.</summary>
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

    /// <summary>Returns the SHA-256 of bytes in lowercase hex.</summary>
    public static string Sha256Hex(byte[] bytes) => Hex(Sha256(bytes));

    /// <summary>Returns bytes in lowercase hex.</summary>
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

    /// <summary>Uses the platform unless it refused before, otherwise the module's own code.</summary>
    /// <param name="create">Returns an algorithm of the platform, new or reused, which belongs to the caller.</param>
    /// <param name="own">The module's own algorithm.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="count">The number of bytes from its start.</param>
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

    // OpenSSL without the algorithm; the FIPS policy of .NET Framework, possibly wrapped by reflection; no library at all.
    private static bool MeansBlocked(Exception e) => e
        is CryptographicException or InvalidOperationException or PlatformNotSupportedException
        or TargetInvocationException or TypeInitializationException or DllNotFoundException or EntryPointNotFoundException;

    /// <summary>Calculates SHA-256 without allocating an object for each result, if the platform supports it (.NET 5 and later).</summary>
    private static class PlatformSha256
    {
        public delegate int HashData(ReadOnlySpan<byte> source, Span<byte> destination);

        public static readonly HashData? Function = (HashData?)typeof(SHA256)
            .GetMethod(nameof(HashData), [typeof(ReadOnlySpan<byte>), typeof(Span<byte>)])?.CreateDelegate(typeof(HashData));
    }
}
