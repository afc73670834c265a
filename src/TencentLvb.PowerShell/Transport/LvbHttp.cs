using System.Runtime.InteropServices;

namespace TencentLvb.Transport;

/// <summary>The HTTP clients of one connection: one that keeps connections alive, and a fresh one for each call that must be sent at most once.</summary>
internal sealed class LvbHttp : IDisposable
{
    /// <summary>.NET Framework refuses a body on GET, so there the connection is closed after each such call instead.</summary>
    public static readonly bool IsDesktop =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    // The largest -ThrottleLimit: .NET opens a connection too many when one is freed while another is being made.
    private const int LargestThrottle = 64;

    private readonly bool _isLocal;

    /// <param name="isLocal">The service is on this machine (the emulator): then no proxy stands between.</param>
    public LvbHttp(bool isLocal)
    {
        _isLocal = isLocal;
        Shared = Create(isLocal);
    }

    /// <summary>Keeps connections alive, for calls that may be made again.</summary>
    public HttpClient Shared { get; }

    /// <summary>
    /// A client for one at-most-once call, with a connection of its own: then "no connection" means that no byte arrived, and a
    /// kept-alive connection that the server has just closed cannot swallow the call. (.NET keeps a connection even when the request says close.)
    /// </summary>
    public HttpClient Fresh() => Create(_isLocal);

    public static HttpRequestMessage Message(Uri address, byte[]? body, RetryClass retry)
    {
        var message = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (body is not null)
        {
            message.Content = new SingleSendContent(body, "application/json");
            message.Headers.ExpectContinue = false;
        }
        else if (!IsDesktop)
        {
            message.Content = new SingleSendContent([]);
        }

        if (retry == RetryClass.AtMostOnce)
        {
            message.Headers.ConnectionClose = true;
        }

        return message;
    }

    public void Dispose() => Shared.Dispose();

    private static HttpClient Create(bool isLocal)
    {
        // The service packs nothing, so nothing is unpacked. No cookies: "skey" in one makes the service answer 403. No redirects: they would carry the sign elsewhere.
        var handler = new HttpClientHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = !isLocal,
            MaxConnectionsPerServer = LargestThrottle,
        };
        return new HttpClient(handler)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }
}
