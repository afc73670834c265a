using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Listens for the service's notifications, verifies them and emits them as they arrive, until Ctrl+C, <c>-MaxEvents</c> or
/// <c>-Timeout</c>. An event is acknowledged after the pipeline has handled it. If the pipeline throws an exception, the sender receives
/// 500 and the cmdlet ends; the service then sends the event again. For the same reason, end it with <c>-MaxEvents</c>, not with
/// <c>Select-Object -First</c>, which also ends a pipeline with an exception. With <c>-SpoolPath</c> an event is acknowledged when it is
/// on disk, and is emitted at the next start if this run ends first. Repeats are acknowledged and not emitted. Refused requests receive
/// an HTTP status: 400 malformed, 403 wrong sign, expired or address not allowed, 404 path, 405 method, 408 too slow, 413 over 1 MiB, 415
/// unsupported Content-Encoding, 503 too many connections. The first refusals of each kind are warnings; the others are counted. An
/// address that cannot be bound causes <c>LvbListenFailed</c>, a spool that cannot be used <c>LvbSpoolFailed</c>.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "LvbEvent", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(LvbEvent), typeof(StreamStateEvent), typeof(TapeFileEvent), typeof(ScreenshotEvent))]
public sealed class ReceiveLvbEventCommand : LvbEventCmdlet
{
    /// <summary>
    /// The addresses to bind and the paths to match; any Host header is accepted. <c>http://+:8080/</c> listens on all addresses of the
    /// machine, <c>http://[::]:8080/</c> on IPv6 and IPv4. No other process can use the same address and port.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReceiverAddressCompleter))]
    public string[] Prefix { get; set; } = ["http://localhost:8080/"];

    /// <summary>Ends after this many events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxEvents { get; set; } = int.MaxValue;

    /// <summary>Ends without an error after this time.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Timeout { get; set; }

    /// <summary>Emits only these kinds, by name or number; others are acknowledged and dropped.</summary>
    [Parameter]
    [EventTypeArgument]
    public LvbEventType[]? EventType { get; set; }

    /// <summary>Emits only events of these streams; wildcards are allowed. Others are acknowledged and dropped.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StreamIdCompleter))]
    public string[]? StreamId { get; set; }

    /// <summary>
    /// A folder that keeps events between their acknowledgment and the pipeline. Created if it does not exist. Only one process at a time
    /// can use it. Only the current user can read its files.
    /// </summary>
    [Parameter]
    public string? SpoolPath { get; set; }

    /// <summary>Also emits repeats of events that were already processed.</summary>
    [Parameter]
    public SwitchParameter AllowDuplicate { get; set; }

    /// <summary>
    /// The addresses that can connect: IP addresses, or networks such as 203.0.113.0/24. IPv4 in four decimal parts without leading
    /// zeros; any other notation is an <c>LvbInvalidArgument</c>. Checked when a connection is accepted.
    /// </summary>
    [Parameter]
    public string[]? AllowedAddress { get; set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        this.RefuseOutBuffer();
        base.Check();
        if (Timeout < TimeSpan.Zero)
        {
            ThrowInvalid($"-Timeout {Timeout} is negative.", "Specify a duration of zero or more, for example 90s or 5m.", Timeout);
        }

        RefuseEmpty(nameof(AllowedAddress), AllowedAddress, "to allow connections from all addresses");
        RefuseEmpty(nameof(EventType), EventType, "to receive all event types");
        RefuseEmpty(nameof(StreamId), StreamId, "to receive the events of all streams");
        foreach (var pattern in StreamId ?? [])
        {
            if (ReceiverFilterRules.Stream(pattern) is { } refusal)
            {
                ThrowError(refusal, pattern);
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        var options = Options();
        VerificationKey();
        ReceiverWarmUp.Run();
        using var spool = SpoolPath is null ? null : EventSpool.Open(SpoolFolder(SpoolPath));
        var reader = new NotificationReader(Policy(), VerificationKey);
        using var receiver = new EventReceiver(options, reader, spool);
        foreach (var (key, at) in spool?.KnownKeys ?? [])
        {
            options.Duplicates?.Remember(key, at);
        }

        spool?.Replay(receiver.Inbox, options.Filter);
        WarnOfFewDescriptors(options.Limits.Capacity.MaxConnections);
        receiver.Start();
        // The pipeline thread may be busy downstream when Ctrl+C is pressed: the port is freed without it.
        using var stop = StopToken.Register(() => _ = receiver.StopAsync());
        var where = string.Join(", ", receiver.EndPoints.Select(end => $"http://{end}/"));
        WriteVerbose("Listening on " + where);
        var shown = options.Addresses.Any(prefix => prefix.Port == 0) ? where : string.Join(", ", Prefix);
        var progress = new ListeningProgress(this, shown);
        new EventEmitter(this, receiver.Inbox, reader, progress, MaxEvents, Timeout).Run(StopToken);
    }

    private void RefuseEmpty(string parameter, Array? list, string consequence)
    {
        var isBound = MyInvocation.BoundParameters.ContainsKey(parameter);
        if (ReceiverFilterRules.EmptyList(parameter, isBound, list, consequence) is { } refusal)
        {
            ThrowError(refusal, list);
        }
    }

    private string SpoolFolder(string path)
    {
        const string allowed = "Specify a folder in the file system, for example ./spool or C:\\ProgramData\\lvb\\spool.";
        if (string.IsNullOrWhiteSpace(path))
        {
            // It would mean the current folder.
            throw LvbErrors.InvalidArgument("-SpoolPath is empty.", allowed);
        }

        try
        {
            var folder = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.ImplementingType == typeof(Microsoft.PowerShell.Commands.FileSystemProvider)
                ? folder
                : throw LvbErrors.InvalidArgument($"-SpoolPath '{path}' is not in the file system.", allowed);
        }
        catch (Exception e) when (e is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException
            or NotSupportedException or ArgumentException)
        {
            throw LvbErrors.InvalidArgument($"-SpoolPath '{path}': {e.Message}", allowed);
        }
    }

    private void WarnOfFewDescriptors(int connections)
    {
        if (DescriptorLimit.Current is { } limit and < DescriptorLimit.Enough)
        {
            WriteWarning(
                $"This process can have {limit} files and connections open at a time, so at most {connections} connections are accepted. "
                + $"Increase the limit to {DescriptorLimit.Enough} or more (ulimit -n, or LimitNOFILE= in a systemd unit).");
        }
    }

    private EventPolicy Policy() => new() { AllowExpired = AllowExpired, AllowUnsigned = AllowUnsigned, MaximumAhead = MaximumAhead };

    private EventReceiverOptions Options() => new()
    {
        Addresses = Array.ConvertAll(Prefix, ListenPrefix.Parse),
        AllowedAddresses = Array.ConvertAll(AllowedAddress ?? [], text => CidrBlock.Parse(text) ?? throw LvbErrors.InvalidArgument(
            $"-AllowedAddress '{text}' is not an IP address or a network.",
            "Specify IPv4 addresses in dotted decimal format without leading zeros, IPv6 addresses, or networks in CIDR notation, "
                + "for example 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.")),
        Filter = new EventFilter(EventType, StreamId),
        Duplicates = AllowDuplicate ? null : new DuplicateFilter(),
        Limits = new HttpServerOptions { Capacity = new HttpCapacity(DescriptorLimit.Connections(HttpCapacity.DefaultConnections)) },
    };
}
