using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TencentLvb.Http;

/// <summary>
/// A small HTTP/1.1 server. Every request receives exactly the response of the handler. A stop frees the port immediately and closes the
/// connections, and no request receives a success that the handler did not return.
/// </summary>
internal sealed partial class HttpServer : IDisposable
{
    private readonly Func<HttpRequest, CancellationToken, Task<HttpAnswer>> _handler;
    private readonly ConcurrentDictionary<HttpConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpRejections _turnedAway;
    private readonly TcpListener _listener;
    private Task _accepting = Task.CompletedTask;
    private Timer? _sweep;
    private int _stopped;

    public HttpServer(HttpServerOptions options, Func<HttpRequest, CancellationToken, Task<HttpAnswer>> handler)
    {
        Options = options;
        _handler = handler;
        _turnedAway = new HttpRejections(Date);
        _listener = new TcpListener(options.Address, options.Port);
        Stopping = _stopping.Token;
    }

    public HttpServerOptions Options { get; }

    /// <summary>Gets the address and the actual port on which it listens.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public int ConnectionCount => _connections.Count;

    internal HttpDate Date { get; } = new();

    internal CancellationToken Stopping { get; }

    internal bool IsStopping => Volatile.Read(ref _stopped) != 0;

    /// <summary>Binds the address and starts to accept connections.</summary>
    /// <exception cref="SocketException">The address or port cannot be bound.</exception>
    public void Start()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // On other systems this would keep the port from being bound again soon after a stop.
            _listener.ExclusiveAddressUse = true;
        }

        if (Options.AcceptsIPv4 && Options.Address.Equals(IPAddress.IPv6Any))
        {
            _listener.Server.DualMode = true;
        }

        _listener.Start(512);
        _accepting = AcceptAsync();
        double shortest = Math.Min(Options.HeaderTimeout.TotalMilliseconds, Options.BodyTimeout.TotalMilliseconds);
        int every = (int)Math.Max(20, Math.Min(250, Math.Min(shortest, Options.KeepAliveTimeout.TotalMilliseconds) / 4));
        _sweep = new Timer(_ => SweepAll(), null, every, every);
    }

    /// <summary>
    /// Frees the port and closes the connections immediately. Requests in the handler have until <paramref name="grace"/> to send their
    /// responses; their cancellation token signals the stop.
    /// </summary>
    public async Task StopAsync(TimeSpan grace = default)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        _listener.Stop();
        _sweep?.Dispose();
        _turnedAway.Dispose();
        _stopping.Cancel();
        var running = new List<Task>();
        foreach (KeyValuePair<HttpConnection, Task> connection in _connections)
        {
            connection.Key.AbortUnlessAnswering();
            running.Add(connection.Value);
        }

        if (grace > TimeSpan.Zero && running.Count > 0)
        {
            await Task.WhenAny(Task.WhenAll(running), Task.Delay(grace)).ConfigureAwait(false);
        }

        foreach (HttpConnection connection in _connections.Keys)
        {
            connection.Abort();
        }

        await _accepting.ConfigureAwait(false);
    }

    public void Dispose()
    {
        // Without a grace period, no step waits except for the accept loop, whose listener is closed.
        StopAsync().GetAwaiter().GetResult();
    }

    internal HttpAnswer? AskOnHead(HttpRequestHead head)
    {
        try
        {
            return Options.OnHead?.Invoke(head);
        }
#pragma warning disable CA1031 // A failure of the owner must not end the server: the sender receives 500 and tries again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return HttpAnswer.Plain(500);
        }
    }

    internal async Task<HttpAnswer> AskHandlerAsync(HttpRequest request)
    {
        try
        {
            return await _handler(request, Stopping).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception) when (!IsStopping)
#pragma warning restore CA1031
        {
            return HttpAnswer.Plain(500);
        }
        catch (Exception) when (IsStopping)
        {
            return HttpAnswer.Plain(503);
        }
    }

    internal void Refused(IPEndPoint? from, int status, string reason)
    {
        if (!IsStopping)
        {
            Options.OnRefused?.Invoke(new HttpRefusal(from, status, reason));
        }
    }
}
