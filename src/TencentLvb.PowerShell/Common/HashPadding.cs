namespace TencentLvb.Common;

/// <summary>
/// Creates the end of a message as MD5 and SHA-256 require it: a one bit, zeros, and the length in bits in the last eight bytes.
/// </summary>
internal static class HashPadding
{
    private const int BlockBytes = 64;

    /// <summary>Returns the last block or two: the rest of the message after its whole blocks, and the padding.</summary>
    public static byte[] Tail(byte[] buffer, int from, int to, bool isBigEndian)
    {
        var left = to - from;
        var tail = new byte[left < BlockBytes - 8 ? BlockBytes : 2 * BlockBytes];
        Buffer.BlockCopy(buffer, from, tail, 0, left);
        tail[left] = 0x80;
        var bits = (ulong)to * 8;
        for (var i = 0; i < 8; i++)
        {
            tail[tail.Length - 8 + i] = (byte)(bits >> (8 * (isBigEndian ? 7 - i : i)));
        }

        return tail;
    }
}
