using System;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;

namespace TencentLvb.Client;

/// <summary>The HTTP clients of one connection: one that keeps connections alive, and one for calls that must be sent at most once.</summary>
internal sealed class LvbHttp : IDisposable
{
    private const int LargestAnswer = 64 * 1024 * 1024;

    // .NET Framework refuses a body on GET, so there the connection is closed after each such call instead.
    private static readonly bool IsDesktop =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    private readonly HttpClient _shared = Create();

    // A call that is sent at most once gets a fresh connection: then "no connection" means that no byte arrived,
    // and a kept-alive connection that the server has just closed cannot swallow it.
    private readonly Lazy<HttpClient> _once = new(Create);

    public HttpClient For(RetryClass retry) => retry == RetryClass.AtMostOnce ? _once.Value : _shared;

    public static HttpRequestMessage Message(Uri address, byte[]? body, RetryClass retry)
    {
        var message = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (body is not null)
        {
            message.Content = new OnceContent(body, "application/json");
        }
        else if (!IsDesktop)
        {
            message.Content = new OnceContent([]);
        }

        if (retry == RetryClass.AtMostOnce)
        {
            message.Headers.ConnectionClose = true;
        }

        return message;
    }

    public void Dispose()
    {
        _shared.Dispose();
        if (_once.IsValueCreated)
        {
            _once.Value.Dispose();
        }
    }

    private static HttpClient Create()
    {
        // No cookies: "skey" in one makes the service answer 403. No redirects: they would carry the sign elsewhere.
        var handler = new HttpClientHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = 256,
        };
        if (handler.SupportsAutomaticDecompression)
        {
            handler.AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate;
        }

        return new HttpClient(handler)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }
}
