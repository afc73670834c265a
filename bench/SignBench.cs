using System.Diagnostics;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>The cost of a signature, compared with its MD5 calculation. Each attempt of a call needs one.</summary>
internal static class SignBench
{
    private const string Key = "bench-0123456789abcdef0123456789";
    private const int Rounds = 200_000;

    public static Task Run(Table table, string[] arguments)
    {
        using var key = new SecureString();
        foreach (var character in Key)
        {
            key.AppendChar(character);
        }

        key.MakeReadOnly();
        var bytes = Encoding.UTF8.GetBytes(Key + "1700000000");
        var best = (Sign: double.MaxValue, Bare: double.MaxValue);
        for (var run = 0; run < 5; run++)
        {
            best.Sign = Math.Min(best.Sign, Microseconds(i => LvbSigner.Sign(key, 1_700_000_000 + i)));
            best.Bare = Math.Min(best.Bare, Microseconds(_ => Convert.ToHexStringLower(MD5.HashData(bytes))));
        }

        table.Ratio("signature, relative to the MD5", best.Sign, best.Bare, "us");
        return Task.CompletedTask;
    }

    private static double Microseconds(Action<int> action)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Rounds; i++)
        {
            action(i);
        }

        return clock.Elapsed.TotalMicroseconds / Rounds;
    }
}
