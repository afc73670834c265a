namespace TencentLvb.Common;

/// <summary>Implements SHA-256 (FIPS 180-4) for machines that block their own.</summary>
internal static class ManagedSha256
{
    private const int BlockBytes = 64;

    public static byte[] Hash(byte[] bytes, int count)
    {
        var primes = Primes();
        var state = primes.Take(8).Select(p => Fraction(p, 1.0 / 2)).ToArray();
        var constants = primes.Select(p => Fraction(p, 1.0 / 3)).ToArray();
        var words = new uint[64];
        var whole = count - (count % BlockBytes);
        var tail = HashPadding.Tail(bytes, whole, count, isBigEndian: true);
        for (var at = 0; at < whole; at += BlockBytes)
        {
            Mix(state, bytes, at, words, constants);
        }

        for (var at = 0; at < tail.Length; at += BlockBytes)
        {
            Mix(state, tail, at, words, constants);
        }

        var hash = new byte[32];
        for (var i = 0; i < hash.Length; i++)
        {
            hash[i] = (byte)(state[i / 4] >> (24 - (8 * (i % 4))));
        }

        return hash;
    }

    private static void Mix(uint[] state, byte[] bytes, int at, uint[] w, uint[] constants)
    {
        for (var i = 0; i < 16; i++)
        {
            var b = at + (4 * i);
            w[i] = ((uint)bytes[b] << 24) | ((uint)bytes[b + 1] << 16) | ((uint)bytes[b + 2] << 8) | bytes[b + 3];
        }

        for (var i = 16; i < 64; i++)
        {
            var low = Turn(w[i - 15], 7) ^ Turn(w[i - 15], 18) ^ (w[i - 15] >> 3);
            var high = Turn(w[i - 2], 17) ^ Turn(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = unchecked(w[i - 16] + low + w[i - 7] + high);
        }

        var v = (uint[])state.Clone();
        for (var i = 0; i < 64; i++)
        {
            var s1 = Turn(v[4], 6) ^ Turn(v[4], 11) ^ Turn(v[4], 25);
            var choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
            var first = unchecked(v[7] + s1 + choice + constants[i] + w[i]);
            var s0 = Turn(v[0], 2) ^ Turn(v[0], 13) ^ Turn(v[0], 22);
            var majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            Array.Copy(v, 0, v, 1, 7);
            v[4] = unchecked(v[4] + first);
            v[0] = unchecked(first + s0 + majority);
        }

        for (var i = 0; i < 8; i++)
        {
            state[i] = unchecked(state[i] + v[i]);
        }
    }

    private static uint Turn(uint word, int by) => (word >> by) | (word << (32 - by));

    // The first 32 bits of the fraction of a prime's root. A double is sufficient, because the integer part has at most five bits.
    private static uint Fraction(int prime, double power)
    {
        var root = Math.Pow(prime, power);
        return (uint)((root - Math.Floor(root)) * 4294967296.0);
    }

    private static int[] Primes() => Enumerable.Range(2, 310).Where(n => Enumerable.Range(2, (int)Math.Sqrt(n) - 1).All(d => n % d != 0))
        .Take(64).ToArray();
}
