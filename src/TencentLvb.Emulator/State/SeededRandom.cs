namespace TencentLvb.Emulator;

/// <summary>Creates repeatable random numbers: the same text and number yield the same value in every process.</summary>
internal static class SeededRandom
{
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash;
    }

    /// <summary>Returns a number from 0 to less than 1.</summary>
    public static double Of(uint seed, long step)
    {
        unchecked
        {
            var x = (ulong)step * 0x9E3779B97F4A7C15UL + seed;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            return ((x ^ (x >> 31)) >> 11) / (double)(1UL << 53);
        }
    }
}
