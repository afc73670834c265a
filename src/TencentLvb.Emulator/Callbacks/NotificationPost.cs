using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TencentLvb.Emulator;

/// <summary>Posts one notification once.</summary>
internal sealed class NotificationPost : IDisposable
{
    private readonly Uri _receiver;
    private readonly bool _needsCode;
    private readonly HttpClient _http;

    public NotificationPost(Uri receiver, bool needsCode)
    {
        _receiver = receiver;
        _needsCode = needsCode;
        _http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { Timeout = RetryRule.Patience };
    }

    /// <returns>True: the receiver acknowledged it.</returns>
    public async Task<bool> TryAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            using var content = new ByteArrayContent(notification.Body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.PostAsync(_receiver, content, cancellation).ConfigureAwait(false);
            if (!_needsCode)
            {
                return answer.StatusCode == HttpStatusCode.OK;
            }

            var body = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return answer.IsSuccessStatusCode && SaysCodeZero(body);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool SaysCodeZero(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.Number
                && code.TryGetInt32(out var value)
                && value == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
