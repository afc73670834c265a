using System.IO.Compression;

namespace TencentLvb.Notifications;

/// <summary>Unpacks a body that a proxy or a gateway compressed, up to the size that an unpacked one may have.</summary>
internal static class BodyUnpacker
{
    /// <summary>The most bytes of an unpacked body.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// The unpacked bytes of what begins as gzip does; null when it does not, when it is damaged, or when it is larger than allowed.
    /// </summary>
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

    /// <summary>Whether a content coding is known here.</summary>
    public static bool Knows(string coding) => coding is "gzip" or "x-gzip" or "deflate" or "identity";

    /// <param name="bytes">What came.</param>
    /// <param name="coding">A content coding that <see cref="Knows"/> knows.</param>
    /// <param name="most">The most bytes that are wanted.</param>
    /// <returns>Null when it is larger than that.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
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

    // Meant is the zlib format with its two bytes of head; some send the bare data.
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
