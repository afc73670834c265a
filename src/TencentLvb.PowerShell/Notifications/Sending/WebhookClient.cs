using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>Posts notifications as the service does: without redirects and cookies, and reads the code in the response.</summary>
internal sealed class WebhookClient : IDisposable
{
    // The service considers a response after 20 seconds a failure.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;

    public WebhookClient()
    {
        var handler = OutgoingHandler.Create(ProxySettings.Current);
        handler.MaxConnectionsPerServer = 64;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 1024 * 1024 };
    }

    /// <exception cref="LvbException"><c>LvbNetwork</c> or <c>LvbTimeout</c>.</exception>
    public async Task<EventDelivery> PostAsync(Uri uri, LvbEventType type, string streamId, byte[] body, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerTimeout);
        var watch = Stopwatch.StartNew();
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
            request.Headers.ExpectContinue = false;
            using var answer = await _http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var text = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return new EventDelivery
            {
                EventType = type,
                StreamId = streamId,
                StatusCode = (int)answer.StatusCode,
                Acknowledged = (int)answer.StatusCode == 200 && HasCodeZero(text),
                Latency = watch.Elapsed,
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LvbException(
                LvbErrors.TimeoutId,
                $"{uri} did not respond within {LvbErrors.Seconds(AnswerTimeout)}. The service treats this as a failure.",
                "Check why the receiver is slow. With -SpoolPath, Receive-LvbEvent responds before its pipeline has finished.");
        }
        catch (HttpRequestException error)
        {
            throw new LvbException(
                LvbErrors.NetworkId,
                $"{uri} cannot be reached: {(error.InnerException ?? error).Message}",
                "Check that the receiver is listening on this address and port.",
                error);
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool HasCodeZero(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return WireReader.Long(answer.RootElement, "code") == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
