namespace TencentLvb.Transport;

/// <summary>
/// The HTTP clients of one connection: one that keeps connections alive, and a fresh one for each call that must be sent at most once.
/// What is asked on this machine (the emulator) is asked without a proxy. They are invokers: what HttpClient adds is a second time limit, a
/// second source of cancellation and another state machine for each request.
/// </summary>
internal sealed class HttpClients : IDisposable
{
    /// <summary>.NET Framework refuses a body on GET, so there the connection is closed after each at-most-once call instead.</summary>
    public static bool IsDesktop => OutgoingHandler.IsDesktop;

    // The largest -ThrottleLimit: .NET opens a connection too many when one is freed while another is being made.
    private const int LargestThrottle = 64;

    private readonly object _gate = new();
    private readonly List<HttpMessageInvoker> _former = [];
    private HttpMessageInvoker? _local;
    private OutsideClient? _outside;
    private bool _isDisposed;

    /// <summary>The client that keeps connections alive, for calls that may be made again.</summary>
    public HttpMessageInvoker Shared(Uri address) => address.IsLoopback
        ? Volatile.Read(ref _local) ?? Local()
        : Outside(ProxySettings.Current);

    /// <summary>A client for one call, with a connection of its own. (.NET keeps a connection even when the request says close.)</summary>
    public static HttpMessageInvoker Fresh(Uri address) => Create(address.IsLoopback ? null : ProxySettings.Current);

    /// <summary>The HTTP message of one attempt, which leaves this machine once at most.</summary>
    public static HttpRequestMessage Message(in SignedRequest request, bool closeConnection)
    {
        var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, request.Address);
        if (request.Body is not null)
        {
            message.Content = new SingleSendContent(request.Body, request.ContentType);
            if (IsDesktop)
            {
                // .NET sends no such header unless asked to, and saying so makes an object for it.
                message.Headers.ExpectContinue = false;
            }
        }
        else if (!IsDesktop)
        {
            message.Content = AtMostOnce.EmptyContent();
        }

        for (var i = 0; i < request.Headers?.Count; i++)
        {
            message.Headers.TryAddWithoutValidation(request.Headers[i].Key, request.Headers[i].Value);
        }

        // A proxy would close the connection that it is about to sign in. A client of its own closes it anyway, but on .NET Framework.
        if (closeConnection && (IsDesktop || request.Address.IsLoopback))
        {
            message.Headers.ConnectionClose = true;
        }

        return message;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _local?.Dispose();
            _outside?.Client.Dispose();
            _former.ForEach(static client => client.Dispose());
        }
    }

    private HttpMessageInvoker Local()
    {
        lock (_gate)
        {
            return _isDisposed ? throw new ObjectDisposedException(nameof(HttpClients)) : _local ??= Create(null);
        }
    }

    private HttpMessageInvoker Outside(ProxySettings proxies)
    {
        if (Volatile.Read(ref _outside) is { } known && known.Proxies == proxies)
        {
            return known.Client;
        }

        lock (_gate)
        {
            if (_isDisposed)
            {
                throw new ObjectDisposedException(nameof(HttpClients));
            }

            if (_outside?.Proxies != proxies)
            {
                // Calls may be in flight on the former one.
                if (_outside is { } former)
                {
                    _former.Add(former.Client);
                }

                _outside = new OutsideClient(Create(proxies), proxies);
            }

            return _outside.Client;
        }
    }

    // The services pack nothing, so nothing is unpacked. No cookies: "skey" in one makes API 2.0 answer 403.
    // No redirects: they would carry the signature elsewhere.
    private static HttpMessageInvoker Create(ProxySettings? proxies)
    {
        var handler = OutgoingHandler.Create(proxies, SingleSendContent.RefusedByProxy);
        handler.MaxConnectionsPerServer = LargestThrottle;
        return new HttpMessageInvoker(handler);
    }

    private sealed record OutsideClient(HttpMessageInvoker Client, ProxySettings Proxies);
}
