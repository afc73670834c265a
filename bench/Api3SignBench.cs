using System.Diagnostics;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using TencentLvb.Backends.Api3;

namespace TencentLvb.Bench;

/// <summary>The cost of a TC3-HMAC-SHA256 signature, compared with its two hashes and four HMACs. Each attempt of a call needs one.
/// </summary>
internal static class Api3SignBench
{
    private const string SecretId = "AKIDbench0123456789abcdef";
    private const string SecretKey = "bench-0123456789abcdef0123456789";
    private const string Host = "live.tencentcloudapi.com";
    private const string ContentType = "application/json; charset=utf-8";
    private const string Action = "DescribeLiveStreamState";
    private const long Start = 1_700_000_000;
    private const int Rounds = 50_000;

    private static readonly byte[] Body =
        Encoding.UTF8.GetBytes("""{"AppName":"live","DomainName":"push.example.com","StreamName":"8888_000001"}""");

    public static Task Run(Table table, string[] arguments)
    {
        using var key = new SecureString();
        foreach (var character in SecretKey)
        {
            key.AppendChar(character);
        }

        key.MakeReadOnly();
        Check(key);
        var signed = new List<double>();
        var bare = new List<double>();
        for (var run = 0; run < 5; run++)
        {
            signed.Add(Microseconds(i => Tc3Signer.Authorize(Request(Start + i), SecretId, key)));
            bare.Add(Microseconds(i => Bare(Start + i)));
        }

        table.Ratio("API 3.0: signature, relative to its hashes", signed.Min(), bare.Min(), "us");
        return Task.CompletedTask;
    }

    // Both must produce the same signature, otherwise the comparison is invalid.
    private static void Check(SecureString key)
    {
        var authorization = Tc3Signer.Authorize(Request(Start), SecretId, key);
        if (!authorization.EndsWith("Signature=" + Bare(Start), StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The plain signature differs.");
        }
    }

    private static Tc3Request Request(long timestamp) => new()
    {
        Host = Host,
        ContentType = ContentType,
        Action = Action,
        Service = Api3Action.LiveService,
        Timestamp = timestamp,
        Body = Body,
    };

    private static string Bare(long timestamp)
    {
        var date = DateTimeOffset.FromUnixTimeSeconds(timestamp).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var canonical = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{Host}\nx-tc-action:{Action.ToLowerInvariant()}\n\n"
            + $"content-type;host;x-tc-action\n{Convert.ToHexStringLower(SHA256.HashData(Body))}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var text = string.Create(CultureInfo.InvariantCulture, $"TC3-HMAC-SHA256\n{timestamp}\n{date}/live/tc3_request\n{hash}");
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("TC3" + SecretKey), Encoding.UTF8.GetBytes(date));
        key = HMACSHA256.HashData(key, "live"u8);
        key = HMACSHA256.HashData(key, "tc3_request"u8);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
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
