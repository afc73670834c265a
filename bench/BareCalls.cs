using System.Globalization;
using System.Text;

namespace TencentLvb.Bench;

/// <summary>The same calls with a plain HttpClient: as many bytes on the wire, no signature, and a response that is not parsed.</summary>
internal sealed class BareCalls(Uri address) : IDisposable
{
    // As long as a real one. The server ignores it.
    private static readonly string Authorization = "TC3-HMAC-SHA256 Credential=AKIDbench/2026-01-31/live/tc3_request, "
        + "SignedHeaders=content-type;host;x-tc-action, Signature=" + new string('0', 64);

    private readonly HttpClient _client = new();

    public async Task Lvb2(int number)
    {
        var url = $"{address}?appid=1250000001&interface=Live_Channel_GetStatus&Param.s.channel_id=8888_{number:D6}{BenchServer.Sign}";
        await _client.GetByteArrayAsync(url);
    }

    public async Task Api3(int number)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"AppName":"live","DomainName":"{{ModuleShell.Domain}}","StreamName":"8888_{{number:D6}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("X-TC-Action", "DescribeLiveStreamState");
        request.Headers.TryAddWithoutValidation("X-TC-Version", "2018-08-01");
        request.Headers.TryAddWithoutValidation("X-TC-Timestamp", "1700000000");
        request.Headers.TryAddWithoutValidation("X-TC-Language", "en-US");
        request.Headers.TryAddWithoutValidation("Authorization", Authorization);
        using var response = await _client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _client.Dispose();
}
