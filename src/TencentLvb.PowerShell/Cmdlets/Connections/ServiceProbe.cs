namespace TencentLvb.Cmdlets;

/// <summary>Asks both hosts of the service one harmless question each, and keeps what came of it.</summary>
internal sealed class ServiceProbe
{
    /// <summary>What the business host answered wrong, or nothing; null when all is well.</summary>
    public LvbException? Business { get; private set; }

    /// <summary>What the statistics host answered wrong; null when all is well, or when it was not asked.</summary>
    public LvbException? Statistics { get; private set; }

    public int LiveStreams { get; private set; }

    public TimeSpan? ClockSkew { get; private set; }

    public TimeSpan? Latency { get; private set; }

    /// <summary>Whether nothing came back at all.</summary>
    public bool IsUnreachable => Business is { ErrorId: LvbErrors.NetworkId or LvbErrors.TimeoutId };

    public static ServiceProbe Run(LvbCmdlet cmdlet)
    {
        // A client of its own: what the connection's remembers of earlier failures and of the clock must not answer in the service's place.
        var settings = cmdlet.Account.Settings.ToTransportSettings();
        using var client = new HttpTransport(settings with { MaximumRetryCount = Math.Min(settings.MaximumRetryCount, 1) });
        var probe = new ServiceProbe();
        probe.Business = probe.Ask(cmdlet, client, ChannelGetLiveChannelList.Request(), page => probe.LiveStreams = page.Rows.Count);
        if (probe.Business is null)
        {
            probe.Statistics = probe.Ask(
                cmdlet, client, GetLiveStat.Request(new Lvb2LiveStatQuery(null), page: 1, pageSize: 1), static _ => { });
        }

        return probe;
    }

    private LvbException? Ask<T>(LvbCmdlet cmdlet, HttpTransport client, LvbRequest<T> request, Action<T> use)
    {
        CallLog? last = null;
        try
        {
            use(cmdlet.Await((notes, cancellation) => client.SendAsync(new Lvb2Message<T>(cmdlet.Account.Lvb2Account, request), last = notes, cancellation)));
            return null;
        }
        catch (LvbException error)
        {
            return error;
        }
        finally
        {
            ClockSkew ??= last?.ClockSkew;
            Latency ??= last?.Latency;
        }
    }
}
