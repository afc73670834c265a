using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentLvb.Unit.Emulator;

/// <summary>A request of API 3.0, signed by the tests' own code. Each part can be corrupted.</summary>
internal sealed record RawApi3Request(string Action, string Body)
{
    public const string JsonType = "application/json; charset=utf-8";

    public string Service { get; init; } = "live";

    public string Version { get; init; } = "2018-08-01";

    public string? Region { get; init; }

    public string? Token { get; init; }

    public string SecretId { get; init; } = TestEmulator.SecretId;

    public string SecretKey { get; init; } = TestEmulator.SecretKeyText;

    public string SignedHeaders { get; init; } = "content-type;host;x-tc-action";

    public string ContentType { get; init; } = JsonType;

    /// <summary>The number of seconds by which the timestamp is off.</summary>
    public long Skew { get; init; }

    /// <summary>The date of the scope. Null uses the correct one.</summary>
    public string? Date { get; init; }

    /// <summary>Sent instead of the correct one. Empty sends none.</summary>
    public string? Authorization { get; init; }

    public string? BodyHash { get; init; }

    /// <summary>Headers to omit.</summary>
    public string Without { get; init; } = "";

    public HttpRequestMessage Build(Uri address, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds() + Skew;
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        Add(request, "X-TC-Action", Action);
        Add(request, "X-TC-Version", Version);
        Add(request, "X-TC-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        Add(request, "X-TC-Region", Region);
        Add(request, "X-TC-Token", Token);
        Add(request, "Authorization", Authorization ?? Sign(address.Authority, timestamp));
        return request;
    }

    private void Add(HttpRequestMessage request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && Without != name)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private string Sign(string host, long timestamp)
    {
        var date = Date ?? DateTimeOffset.FromUnixTimeSeconds(timestamp).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var values = new Dictionary<string, string>
        {
            ["content-type"] = ContentType.ToLowerInvariant(), ["host"] = host, ["x-tc-action"] = Action.ToLowerInvariant(),
        };
        var headers = string.Concat(SignedHeaders.Split(';').Select(name => $"{name}:{values.GetValueOrDefault(name)}\n"));
        var canonical = $"POST\n/\n\n{headers}\n{SignedHeaders}\n{BodyHash ?? Hash(Body)}";
        var scope = $"{date}/{Service}/tc3_request";
        var key = Mac(Mac(Mac(Encoding.UTF8.GetBytes("TC3" + SecretKey), date), Service), "tc3_request");
        var signature = Convert.ToHexStringLower(
            Mac(key, $"TC3-HMAC-SHA256\n{timestamp.ToString(CultureInfo.InvariantCulture)}\n{scope}\n{Hash(canonical)}"));
        return $"TC3-HMAC-SHA256 Credential={SecretId}/{scope}, SignedHeaders={SignedHeaders}, Signature={signature}";
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
