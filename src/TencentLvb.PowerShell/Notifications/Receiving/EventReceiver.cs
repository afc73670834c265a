using System.Net;

namespace TencentLvb.Notifications;

/// <summary>The options of a receiver.</summary>
internal sealed class EventReceiverOptions
{
    public IReadOnlyList<ListenPrefix> Addresses { get; init; } = [ListenPrefix.Parse("http://localhost:8080/")];

    /// <summary>Gets the source addresses that are allowed; all if empty.</summary>
    public IReadOnlyList<CidrBlock> AllowedAddresses { get; init; } = [];

    public EventFilter Filter { get; init; } = new(null, null);

    /// <summary>Gets the filter for duplicates; null emits them.</summary>
    public DuplicateFilter? Duplicates { get; init; } = new();

    /// <summary>Gets the limits and time-outs. Address, port and callbacks are set by the receiver.</summary>
    public HttpServerOptions Limits { get; init; } = new();
}

/// <summary>
/// Receives notifications, verifies each, passes it to the pipeline through <see cref="Inbox"/>, and responds with its result (or with
/// success as soon as it is in the spool).
/// </summary>
internal sealed class EventReceiver : IDisposable
{
    // The time in which waiting requests receive their 503 response after a stop.
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly EventReceiverOptions _options;
    private readonly EventIntake _intake;
    private readonly RequestFilter _filter;
    private readonly ListenerGroup _listeners = new();
    private Task? _stopped;

    public EventReceiver(EventReceiverOptions options, NotificationReader reader, EventSpool? spool = null)
    {
        _options = options;
        _intake = new EventIntake(options, reader, spool, Inbox, Warn);
        _filter = new RequestFilter(Warn);
    }

    public EventQueue Inbox { get; } = new();

    /// <summary>Gets the addresses on which it listens.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => _listeners.EndPoints;

    /// <exception cref="LvbException"><c>LvbListenFailed</c>; <c>LvbInvalidArgument</c> for prefixes that overlap.</exception>
    public void Start() => _listeners.Start(_options.Addresses, Server);

    /// <summary>
    /// Frees the ports and accepts no more requests. Waiting requests receive the response that they were not accepted. Can be called
    /// from any thread, and more than once.
    /// </summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopped ??= _listeners.StopAsync(StopGrace);
        }

        Inbox.Close();
        return _stopped;
    }

    public void Dispose()
    {
        StopAsync().GetAwaiter().GetResult();
        Inbox.Dispose();
    }

    private HttpServer Server(IPEndPoint endPoint, bool acceptsIPv4, IReadOnlyList<ListenPrefix> paths)
    {
        var limits = _options.Limits;
        return new HttpServer(
            new HttpServerOptions
            {
                Address = endPoint.Address,
                Port = endPoint.Port,
                AcceptsIPv4 = acceptsIPv4,
                MaxHeaderBytes = limits.MaxHeaderBytes,
                MaxBodyBytes = limits.MaxBodyBytes,
                // Shared by all servers of the receiver.
                Capacity = limits.Capacity,
                HeaderTimeout = limits.HeaderTimeout,
                BodyTimeout = limits.BodyTimeout,
                KeepAliveTimeout = limits.KeepAliveTimeout,
                Admits = _options.AllowedAddresses.Count == 0 ? null : from => _options.AllowedAddresses.Any(range => range.Contains(from)),
                OnHead = head => _filter.Check(head, paths),
                OnRefused = refusal => Warn(refusal.From, refusal.Status, Reason(refusal)),
                OnAcceptFailed = WarnOfAccept,
            },
            _intake.HandleAsync);
    }

    private static string Reason(HttpRefusal refusal) =>
        refusal.Reason == HttpRefusal.NotAdmitted ? "the address of its sender is not in -AllowedAddress" : refusal.Reason;

    private void WarnOfAccept(Exception error) => Inbox.WarnOfRefusal(
        "not accepted",
        null,
        DescriptorLimit.IsExhausted(error)
            ? $"A connection could not be accepted: no file descriptors are left{DescriptorLimit.Text}. "
                + "Increase the limit (ulimit -n, or LimitNOFILE= in a systemd unit)."
            : $"A connection could not be accepted: {error.Message}");

    private void Warn(IPEndPoint? from, int status, string why) => Warn(from, status, why, why);

    private void Warn(IPEndPoint? from, int status, string reason, string why)
    {
        var address = from is null ? null : CidrBlock.Plain(from.Address);
        var sender = address is null ? "an unknown address" : new IPEndPoint(address, from!.Port).ToString();
        if (status == HttpRefusal.NoAnswer)
        {
            Inbox.WarnOfRefusal($"closed (reason: {reason})", address, $"A connection from {sender} was closed: {why}.");
        }
        else
        {
            Inbox.WarnOfRefusal(
                $"with {status} (reason: {reason})", address, $"A request from {sender} was refused with {status}: {why.TrimEnd('.')}.");
        }
    }
}
