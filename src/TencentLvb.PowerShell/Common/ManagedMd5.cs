namespace TencentLvb.Common;

/// <summary>Implements MD5 (RFC 1321) for machines that block their own. Clears its copies, because the input contains a key.</summary>
internal static class ManagedMd5
{
    private const int BlockBytes = 64;

    private static readonly byte[] Rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    public static byte[] Hash(byte[] buffer, int count)
    {
        uint[] state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
        var constants = Constants();
        var words = new uint[BlockBytes / 4];
        var whole = count - (count % BlockBytes);
        var tail = HashPadding.Tail(buffer, whole, count, isBigEndian: false);
        try
        {
            for (var at = 0; at < whole; at += BlockBytes)
            {
                Mix(state, buffer, at, words, constants);
            }

            for (var at = 0; at < tail.Length; at += BlockBytes)
            {
                Mix(state, tail, at, words, constants);
            }
        }
        finally
        {
            Array.Clear(words, 0, words.Length);
            Array.Clear(tail, 0, tail.Length);
        }

        var hash = new byte[16];
        for (var i = 0; i < hash.Length; i++)
        {
            hash[i] = (byte)(state[i / 4] >> (8 * (i % 4)));
        }

        return hash;
    }

    // The first 32 bits of the sines of 1 to 64.
    private static uint[] Constants()
    {
        var sines = new uint[64];
        for (var i = 0; i < sines.Length; i++)
        {
            sines[i] = (uint)(Math.Abs(Math.Sin(i + 1)) * 4294967296.0);
        }

        return sines;
    }

    private static void Mix(uint[] state, byte[] bytes, int at, uint[] words, uint[] constants)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var b = at + (4 * i);
            words[i] = bytes[b] | ((uint)bytes[b + 1] << 8) | ((uint)bytes[b + 2] << 16) | ((uint)bytes[b + 3] << 24);
        }

        var (a, b0, c, d) = (state[0], state[1], state[2], state[3]);
        for (var i = 0; i < 64; i++)
        {
            var (mixed, word) = (i / 16) switch
            {
                0 => ((b0 & c) | (~b0 & d), i),
                1 => ((d & b0) | (~d & c), (5 * i) + 1),
                2 => (b0 ^ c ^ d, (3 * i) + 5),
                _ => (c ^ (b0 | ~d), 7 * i),
            };
            var sum = unchecked(a + mixed + constants[i] + words[word % 16]);
            var turn = Rotations[(4 * (i / 16)) + (i % 4)];
            (a, d, c, b0) = (d, c, b0, unchecked(b0 + ((sum << turn) | (sum >> (32 - turn)))));
        }

        unchecked
        {
            state[0] += a;
            state[1] += b0;
            state[2] += c;
            state[3] += d;
        }
    }
}
