using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>Calculates the CRC-32 of ISO 3309, which zip and PNG also use.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    public static uint Of(byte[] bytes) => Of(bytes, 0, bytes.Length);

    public static uint Of(byte[] bytes, int start, int count)
    {
        var crc = uint.MaxValue;
        for (var i = start; i < start + count; i++)
        {
            crc = Table[(crc ^ bytes[i]) & 0xff] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>Ends a line with its checksum and a line feed.</summary>
    /// <param name="text">The text that ends with the line.</param>
    /// <param name="start">The position of the line in the text.</param>
    public static void EndLine(TextBytes text, int start)
    {
        var crc = Of(text.Bytes, start, text.Count - start);
        text.Append(' ').AppendHex(crc, 8).Append('\n');
    }

    /// <summary>Returns the eight hex digits that end a line.</summary>
    public static string OfText(string text) => Hex(Of(System.Text.Encoding.ASCII.GetBytes(text)));

    /// <summary>Returns eight lowercase hex digits.</summary>
    public static string Hex(uint crc) => crc.ToString("x8", CultureInfo.InvariantCulture);

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? 0xedb88320 ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
