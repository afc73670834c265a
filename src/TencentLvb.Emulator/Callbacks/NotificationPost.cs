using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Emulator;

/// <summary>Posts one notification once.</summary>
internal sealed class NotificationPost : IDisposable
{
    /// <summary>The result of a post without a response.</summary>
    public const int NoAnswer = -1;

    /// <summary>The result of a response with status 200 that is not an acknowledgment.</summary>
    private const int NotAcknowledged = 1;
    private const int LongestAnswer = 4096;
    private readonly HttpClient _http =
        new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            Timeout = RetryRule.AnswerTimeout,
        };

    /// <returns>0 if the receiver acknowledged it, otherwise the reason; and its response.</returns>
    public async Task<(int ResultCode, string Response)> TryAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, notification.Target.Receiver);
            request.Content = new ByteArrayContent(notification.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var body = await ReadAsync(answer.Content).ConfigureAwait(false);
            return (Judge(answer.StatusCode, body, notification.Target.Rule.NeedsCode), Encoding.UTF8.GetString(body));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            return (NoAnswer, "");
        }
    }

    public void Dispose() => _http.Dispose();

    private static int Judge(HttpStatusCode status, byte[] body, bool needsCode)
    {
        if (!needsCode)
        {
            return status == HttpStatusCode.OK ? 0 : (int)status;
        }

        return (int)status is < 200 or > 299 ? (int)status : SaysCodeZero(body) ? 0 : NotAcknowledged;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content)
    {
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
        var body = new byte[LongestAnswer];
        var length = 0;
        while (length < body.Length)
        {
            var count = await stream.ReadAsync(body, length, body.Length - length).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            length += count;
        }

        Array.Resize(ref body, length);
        return body;
    }

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
