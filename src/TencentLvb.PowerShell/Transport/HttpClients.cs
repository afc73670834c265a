namespace TencentLvb.Transport;

/// <summary>
/// Manages the HTTP clients of one connection: one that keeps connections alive, and a new one for each call that must be sent at most
/// once. Requests to this machine (the emulator) never use a proxy. The clients are invokers, because HttpClient would add a second time
/// limit, a second cancellation source and another state machine to each request.
/// </summary>
internal sealed class HttpClients : IDisposable
{
    /// <summary>
    /// Gets whether this is .NET Framework, which refuses a body on GET. There the connection is closed after each at-most-once call
    /// instead.
    /// </summary>
    public static bool IsDesktop => OutgoingHandler.IsDesktop;

    // The largest -ThrottleLimit. .NET opens one connection too many if one is freed while another is being opened.
    private const int LargestThrottle = 64;

    private readonly object _gate = new();
    private readonly List<HttpMessageInvoker> _former = [];
    private HttpMessageInvoker? _local;
    private OutsideClient? _outside;
    private bool _isDisposed;

    /// <summary>Returns the client that keeps connections alive, for repeatable calls.</summary>
    public HttpMessageInvoker Shared(Uri address) => address.IsLoopback
        ? Volatile.Read(ref _local) ?? Local()
        : Outside(ProxySettings.Current);

    /// <summary>
    /// Creates a client for one call with a separate connection. (.NET keeps a connection even if the request specifies close.)
    /// </summary>
    public static HttpMessageInvoker Fresh(Uri address) => Create(address.IsLoopback ? null : ProxySettings.Current);

    /// <summary>Creates the HTTP message of one attempt, which is sent at most once.</summary>
    public static HttpRequestMessage Message(in SignedRequest request, bool closeConnection)
    {
        var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, request.Address);
        if (request.Body is not null)
        {
            message.Content = new SingleSendContent(request.Body, request.ContentType);
            if (IsDesktop)
            {
                // .NET does not send this header by default, and setting the property allocates an object.
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

        // A proxy would close the connection during authentication. A separate client closes it anyway, except on .NET Framework.
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
                // Calls may be in flight on the previous client.
                if (_outside is { } former)
                {
                    _former.Add(former.Client);
                }

                _outside = new OutsideClient(Create(proxies), proxies);
            }

            return _outside.Client;
        }
    }

    // The services do not compress responses, so nothing is decompressed. No cookies: a "skey" cookie makes API 2.0 return 403. No
    // redirects: they would send the signature to another host.
    private static HttpMessageInvoker Create(ProxySettings? proxies)
    {
        var handler = OutgoingHandler.Create(proxies, SingleSendContent.RefusedByProxy);
        handler.MaxConnectionsPerServer = LargestThrottle;
        return new HttpMessageInvoker(handler);
    }

    private sealed record OutsideClient(HttpMessageInvoker Client, ProxySettings Proxies);
}
