namespace TencentLvb.Backends.Api3;

/// <summary>Represents the push domain and path of a stream.</summary>
internal readonly record struct StreamPlace(string PushDomain, string AppName)
{
    public override string ToString() => PushDomain + "/" + AppName;
}

/// <summary>
/// Finds the push domain and path by which API 3.0 identifies a stream. In this order: the specified or piped values, the connection's
/// defaults, the stream's row in the online list, the account's only push domain, and finally the path <c>live</c>. Each query is made
/// once per command.
/// </summary>
internal sealed class StreamLocator(Api3Account account)
{
    private const string UsualAppName = "live";
    private const int MostCandidates = 10;

    private static readonly object OnlineKey = new();
    private static readonly object DomainsKey = new();

    /// <summary>Returns the specified, piped or default values; null if a query is required.</summary>
    public StreamPlace? Known(StreamKey stream) =>
        (stream.PushDomain ?? account.PushDomain) is { } domain && (stream.AppName ?? account.AppName) is { } app
            ? new StreamPlace(domain, app)
            : null;

    /// <exception cref="LvbException">There are several or none; the error lists them.</exception>
    public async Task<StreamPlace> FindAsync(StreamKey stream, OperationContext context, CancellationToken cancellation)
    {
        if (Known(stream) is { } known)
        {
            return known;
        }

        var domain = stream.PushDomain ?? account.PushDomain;
        var app = stream.AppName ?? account.AppName;
        var online = await LookUp(OnlineAsync(context, cancellation), stream).ConfigureAwait(false);
        var rows = online[stream.Id].Where(p => Fits(domain, p.PushDomain) && (app is null || app == p.AppName)).Distinct().ToArray();
        if (rows.Length > 1)
        {
            throw Ambiguous($"The stream '{stream.Id}' is live in {rows.Length} places", rows.Select(p => p.ToString()));
        }

        return rows.Length == 1
            ? new StreamPlace(domain ?? rows[0].PushDomain, rows[0].AppName)
            : new StreamPlace(domain ?? await OnlyDomainAsync(stream, context, cancellation).ConfigureAwait(false), app ?? UsualAppName);
    }

    /// <summary>Returns the push domains and paths of the live streams, by stream. Queried once per command.</summary>
    public Task<ILookup<string, StreamPlace>> OnlineAsync(OperationContext context, CancellationToken cancellation) =>
        context.Cache.GetAsync(OnlineKey, null, () => IndexAsync(context, cancellation));

    /// <summary>Returns the push domains in use. Queried once per command.</summary>
    public Task<IReadOnlyList<string>> PushDomainsAsync(OperationContext context, CancellationToken cancellation) =>
        context.Cache.GetAsync(DomainsKey, null, () => DomainList.AllPushAsync(account, context, cancellation));

    private static bool Fits(string? wanted, string domain) =>
        wanted is null || string.Equals(wanted, domain, StringComparison.OrdinalIgnoreCase);

    private async Task<ILookup<string, StreamPlace>> IndexAsync(OperationContext context, CancellationToken cancellation)
    {
        var channels = await OnlineList.AllAsync(account, context, cancellation).ConfigureAwait(false);
        return channels
            .Where(c => c is { PushDomain.Length: > 0, AppName.Length: > 0 })
            .ToLookup(c => c.StreamId, c => new StreamPlace(c.PushDomain!, c.AppName!), StringComparer.Ordinal);
    }

    private async Task<string> OnlyDomainAsync(StreamKey stream, OperationContext context, CancellationToken cancellation)
    {
        var domains = await LookUp(PushDomainsAsync(context, cancellation), stream).ConfigureAwait(false);
        return domains.Count switch
        {
            1 => domains[0],
            0 => throw LvbErrors.InvalidArgument(
                $"The push domain of the stream '{stream.Id}' is not known: the stream is not live, "
                    + "and the account has no enabled push domain.",
                "Add or enable a push domain in the console, or specify the push domain of the stream with -PushDomain."),
            _ => throw Ambiguous(
                $"The push domain of the stream '{stream.Id}' is not known: the stream is not live, "
                    + $"and the account has {domains.Count} push domains",
                domains),
        };
    }

    private static LvbException Ambiguous(string what, IEnumerable<string> candidates)
    {
        var names = candidates.OrderBy(n => n, StringComparer.Ordinal).ToArray();
        var shown = string.Join(", ", names.Take(MostCandidates));
        return LvbErrors.InvalidArgument(
            $"{what}: {shown}{(names.Length > MostCandidates ? $" and {names.Length - MostCandidates} more" : "")}.",
            "Specify one with -PushDomain and -AppName, or set a default for the connection: Connect-Lvb -PushDomain.");
    }

    // If the keys, the account or the network cause the failure, the change itself would fail too.
    private static bool IsOfTheLookUp(LvbException error) => error.ErrorId.StartsWith(LvbErrors.ApiPrefix, StringComparison.Ordinal);

    // Errors of the lookup must be reported as such, because the user did not request it.
    private static async Task<T> LookUp<T>(Task<T> asked, StreamKey stream)
    {
        try
        {
            return await asked.ConfigureAwait(false);
        }
        catch (LvbException error)
        {
            throw error.With(
                $"The push domain and path of the stream '{stream.Id}' could not be looked up. {error.Message}",
                error.RecommendedAction + (IsOfTheLookUp(error)
                    ? " Specify both -PushDomain and -AppName to avoid the lookup." : ""));
        }
    }
}
