using System.Net;
using System.Net.Sockets;

namespace TencentLvb.Notifications;

/// <summary>How a receiver behaves.</summary>
internal sealed class EventReceiverOptions
{
    public IReadOnlyList<ListenPrefix> Addresses { get; init; } = [ListenPrefix.Parse("http://localhost:8080/")];

    /// <summary>Source addresses that are let in; empty lets all in.</summary>
    public IReadOnlyList<CidrBlock> AllowedAddresses { get; init; } = [];

    public EventFilter Filter { get; init; } = new(null, null);

    /// <summary>Null emits duplicates too.</summary>
    public DuplicateFilter? Duplicates { get; init; } = new();

    /// <summary>The limits and time-outs; address, port and callbacks are the receiver's.</summary>
    public HttpServerOptions Limits { get; init; } = new();
}

/// <summary>
/// Listens, has each notification verified, hands it to the pipeline by <see cref="Inbox"/>, and answers with what became of it there
/// (or with a success as soon as it is in the spool).
/// </summary>
internal sealed class EventReceiver : IDisposable
{
    private static readonly HttpAnswer Acknowledged = new(200, "{\"code\":0}");
    private static readonly HttpAnswer Failed = HttpAnswer.Plain(500, "The receiver failed on this event. Send it again.");
    private static readonly HttpAnswer NotTaken = HttpAnswer.Plain(503, "The receiver did not take this event. Send it again.");

    // What waiting requests have to hear their 503 after a stop.
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly EventReceiverOptions _options;
    private readonly NotificationReader _reader;
    private readonly EventSpool? _spool;
    private readonly RequestFilter _edge;
    private readonly List<HttpServer> _servers = [];
    private Task? _stopped;

    public EventReceiver(EventReceiverOptions options, NotificationReader reader, EventSpool? spool = null)
    {
        _options = options;
        _reader = reader;
        _spool = spool;
        _edge = new RequestFilter(options.AllowedAddresses, Warn);
    }

    public EventQueue Inbox { get; } = new();

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => _servers.Select(server => server.LocalEndPoint).ToList();

    /// <exception cref="LvbException"><c>LvbListenFailed</c>.</exception>
    public void Start()
    {
        foreach (var group in _options.Addresses.SelectMany(a => a.Addresses.Select((ip, i) => (Address: a, Ip: ip, IsFirst: i == 0))).GroupBy(x => (x.Ip, x.Address.Port)))
        {
            Listen(group.Key.Ip, group.Key.Port, group.Any(x => x.IsFirst), group.Select(x => x.Address).ToList());
        }
    }

    /// <summary>
    /// Frees the ports and lets nothing more in; requests that wait hear that they were not taken. May be called from any thread, and
    /// more than once.
    /// </summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopped ??= Task.WhenAll(_servers.Select(server => server.StopAsync(StopGrace)).ToArray());
        }

        Inbox.Close();
        return _stopped;
    }

    public void Dispose()
    {
        StopAsync().GetAwaiter().GetResult();
        Inbox.Dispose();
    }

    private void Listen(IPAddress address, int port, bool required, List<ListenPrefix> paths)
    {
        // A free port for localhost is the same on both its addresses.
        port = port == 0 && _servers.Count > 0 ? _servers[_servers.Count - 1].LocalEndPoint.Port : port;
        HttpServerOptions limits = _options.Limits;
        var server = new HttpServer(
            new HttpServerOptions
            {
                Address = address,
                Port = port,
                MaxHeaderBytes = limits.MaxHeaderBytes,
                MaxBodyBytes = limits.MaxBodyBytes,
                MaxConnections = limits.MaxConnections,
                MaxBodiesInFlight = limits.MaxBodiesInFlight,
                HeaderTimeout = limits.HeaderTimeout,
                BodyTimeout = limits.BodyTimeout,
                KeepAliveTimeout = limits.KeepAliveTimeout,
                OnHead = head => _edge.Check(head, paths),
                OnRefused = refusal => Warn(refusal.From, refusal.Status, refusal.Reason),
            },
            HandleAsync);
        try
        {
            server.Start();
            _servers.Add(server);
        }
        catch (SocketException error)
        {
            server.Dispose();
            if (required)
            {
                throw EventErrors.ListenFailed(paths[0].Text, error.Message, error);
            }
        }
    }

    private async Task<HttpAnswer> HandleAsync(HttpRequest request, CancellationToken stopping)
    {
        UnverifiedEvent parsed;
        try
        {
            parsed = _reader.Read(request.Body, DateTimeOffset.Now);
        }
        catch (LvbException error)
        {
            return Refuse(request, error);
        }

        if (!_options.Filter.Wants(parsed.Event))
        {
            return Acknowledged;
        }

        var outcome = _options.Duplicates is { } window
            ? await (window.Begin(parsed.Key) ?? TakeAndRememberAsync(parsed, window)).ConfigureAwait(false)
            : await TakeAsync(parsed).ConfigureAwait(false);
        return outcome switch
        {
            EventDisposition.Taken => Acknowledged,
            EventDisposition.Failed or EventDisposition.Interrupted => Failed,
            _ => NotTaken,
        };
    }

    private async Task<EventDisposition> TakeAndRememberAsync(UnverifiedEvent parsed, DuplicateFilter window)
    {
        var outcome = EventDisposition.NotTaken;
        try
        {
            outcome = await TakeAsync(parsed).ConfigureAwait(false);
        }
        finally
        {
            window.Complete(parsed.Key, outcome);
        }

        return outcome;
    }

    private async Task<EventDisposition> TakeAsync(UnverifiedEvent parsed)
    {
        if (_spool is null)
        {
            var held = new UnacknowledgedEvent(parsed.Event);
            Inbox.Add(held);
            return await held.Outcome.ConfigureAwait(false);
        }

        try
        {
            await _spool.StoreAsync(parsed, Inbox).ConfigureAwait(false);
            return EventDisposition.Taken;
        }
        catch (LvbException error)
        {
            Inbox.Warn($"{error.ErrorId}: {error.Message} The sender was answered with 503 and sends again.");
            return EventDisposition.NotTaken;
        }
    }

    private HttpAnswer Refuse(HttpRequest request, LvbException error)
    {
        var status = error.ErrorId == EventErrors.MalformedId ? 400 : 403;
        Warn(request.RemoteEndPoint, status, $"{error.ErrorId}: {error.Message}");
        return HttpAnswer.Plain(status);
    }

    private void Warn(IPEndPoint? from, int status, string why) => Inbox.Warn($"A request from {from} was refused with {status}: {why}");
}
