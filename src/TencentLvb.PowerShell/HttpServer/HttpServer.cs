using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TencentLvb.Http;

/// <summary>
/// A small HTTP/1.1 server. Every request gets exactly the answer that the handler gives; a stop frees the port at once
/// and cuts the connections, and no request hears of a success that the handler did not give.
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

    /// <summary>Where it listens, with the port that it got.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public int ConnectionCount => _connections.Count;

    internal HttpDate Date { get; } = new();

    internal CancellationToken Stopping { get; }

    internal bool IsStopping => Volatile.Read(ref _stopped) != 0;

    /// <summary>Binds and begins to accept.</summary>
    /// <exception cref="SocketException">The address or port can't be bound.</exception>
    public void Start()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // Elsewhere this would keep the port from being bound again soon after a stop.
            _listener.ExclusiveAddressUse = true;
        }

        if (Options.TakesIPv4Too && Options.Address.Equals(IPAddress.IPv6Any))
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
    /// Frees the port and cuts the connections at once. Requests that are with the handler have until
    /// <paramref name="grace"/> to get its answer out; it is told by its token.
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
        // Neither step waits without a grace, but for the accept loop, whose listener is closed.
        StopAsync().GetAwaiter().GetResult();
    }

    internal HttpAnswer? AskOnHead(HttpRequestHead head)
    {
        try
        {
            return Options.OnHead?.Invoke(head);
        }
#pragma warning disable CA1031 // The owner's failure must not end the server: the sender hears 500 and tries again.
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
