using System.IO.Compression;

namespace TencentLvb.Notifications;

/// <summary>Decompresses a body that a proxy or a gateway compressed, up to a maximum size.</summary>
internal static class BodyUnpacker
{
    /// <summary>The maximum size of a decompressed body in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Decompresses bytes that begin like gzip; null if they do not, or if they are damaged or too large.</summary>
    public static byte[]? Gunzip(byte[] bytes)
    {
        try
        {
            return bytes.Length > 2 && bytes[0] == 0x1f && bytes[1] == 0x8b ? Unpack(bytes, "gzip", MaxBytes) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Determines whether a content coding is supported.</summary>
    public static bool Knows(string coding) => coding is "gzip" or "x-gzip" or "deflate" or "identity";

    /// <param name="bytes">The compressed bytes.</param>
    /// <param name="coding">A content coding for which <see cref="Knows"/> returns true.</param>
    /// <param name="most">The maximum number of decompressed bytes.</param>
    /// <returns>Null if the result is larger.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static byte[]? Unpack(byte[] bytes, string coding, int most)
    {
        if (coding == "identity")
        {
            return bytes;
        }

        using var packed = new MemoryStream(bytes);
        using Stream unpacked = coding == "deflate" ? Deflate(packed) : new GZipStream(packed, CompressionMode.Decompress);
        using var all = new MemoryStream();
        var part = new byte[8192];
        for (int count; (count = unpacked.Read(part, 0, part.Length)) > 0;)
        {
            if (all.Length + count > most)
            {
                return null;
            }

            all.Write(part, 0, count);
        }

        return all.ToArray();
    }

    // The coding means the zlib format with its header of two bytes, but some senders omit the header.
    private static DeflateStream Deflate(MemoryStream packed)
    {
        var head = packed.ToArray();
        if (head.Length >= 2 && (head[0] & 0x0f) == 8 && ((head[0] << 8) + head[1]) % 31 == 0)
        {
            packed.Position = 2;
        }

        return new DeflateStream(packed, CompressionMode.Decompress);
    }
}
