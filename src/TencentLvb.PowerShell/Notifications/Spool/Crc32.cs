using System.Globalization;

namespace TencentLvb.Notifications;

/// <summary>Calculates the CRC-32 of ISO 3309, which zip and PNG also use.</summary>
internal static class Crc32
{
    /// <summary>The state before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    private static readonly uint[] Table = MakeTable();

    public static uint Of(byte[] bytes) => Of(bytes, 0, bytes.Length);

    public static uint Of(byte[] bytes, int start, int count) => End(Add(Start, bytes, start, count));

    /// <summary>Returns the state after more bytes.</summary>
    public static uint Add(uint state, byte[] bytes, int start, int count)
    {
        for (var i = start; i < start + count; i++)
        {
            state = Table[(state ^ bytes[i]) & 0xff] ^ (state >> 8);
        }

        return state;
    }

    /// <summary>Returns the checksum of a state.</summary>
    public static uint End(uint state) => ~state;

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
