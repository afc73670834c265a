namespace TencentLvb.Backends.Api3;

/// <summary>
/// Lists the channels of the account as far as API 3.0 supports it: live streams, banned streams (international site), or the streams
/// that were pushed within a range of time, from the published lists of one push domain or of all.
/// </summary>
internal sealed class ChannelLists(Api3Account account)
{
    private static readonly TimeSpan UsualRange = TimeSpan.FromDays(7);

    private readonly StreamLocator _locator = new(account);

    public LvbOperation<Page<Channel>> Operation(ChannelQuery query, PageRequest page) => query.Status switch
    {
        LvbChannelState.Live or LvbChannelState.Disabled when query.Window is not null => throw LvbErrors.InvalidArgument(
            $"-Status {query.Status} selects streams by their current state and cannot be combined with a time range.",
            "Omit -StartTime, -EndTime and -Last, or omit -Status."),
        LvbChannelState.Live => new Api3Operation<Page<Channel>>(Api3Action.OnlineList, null, (context, cancellation) =>
            LiveAsync(query, page, context, cancellation)),
        LvbChannelState.Disabled when account.Site == LvbSite.International => new Api3Operation<Page<Channel>>(
            Api3Action.ForbidList, null, (context, cancellation) => context.CallAsync(account, ForbidList.Request(page), cancellation)),
        LvbChannelState.Disabled => throw LvbErrors.NotSupported(
            "On the China site, API 3.0 does not list banned streams.",
            "Check each stream: Get-LvbChannel | Get-LvbChannelStatus | Where-Object Status -eq Disabled. "
                + "Or connect with API 2.0, which lists banned streams."),
        null or LvbChannelState.NoInput => new Api3Operation<Page<Channel>>(Api3Action.PublishedList, null, (context, cancellation) =>
            PublishedAsync(query, page, context, cancellation)),
        _ => throw LvbErrors.NotSupported(
            $"API 3.0 cannot filter streams by the state {query.Status}.", "Specify Live, NoInput or Disabled, or omit -Status."),
    };

    private async Task<Page<Channel>> LiveAsync(
        ChannelQuery query, PageRequest page, OperationContext context, CancellationToken cancellation)
    {
        var live = await context.CallAsync(
            account,
            OnlineList.Request(new LiveChannelQuery { PushDomain = query.PushDomain, AppName = query.AppName }, page),
            cancellation).ConfigureAwait(false);
        var result = new Page<Channel> { Total = live.Total, IsLast = live.IsLast, Next = live.Next };
        for (var i = 0; i < live.Rows.Count; i++)
        {
            var row = live.Rows[i];
            result.Add(PublishedList.Make(row.StreamId, row.PushDomain, row.AppName, row.StartTime, LvbChannelState.Live), live.Keys[i]);
        }

        return result;
    }

    // The pages of the service contain pushes, not streams, and their order is not fixed. The list is read once and divided into pages
    // here.
    private async Task<Page<Channel>> PublishedAsync(
        ChannelQuery query, PageRequest page, OperationContext context, CancellationToken cancellation)
    {
        var all = await context.Cache.GetAsync(query, null, () => ReadAllAsync(query, context, cancellation)).ConfigureAwait(false);
        var result = new Page<Channel> { Total = all.Count, IsLast = (long)page.Number * page.Size >= all.Count };
        foreach (var channel in all.Skip((int)Math.Min((page.Number - 1L) * page.Size, int.MaxValue)).Take(page.Size))
        {
            result.Add(channel, channel.PushDomain + " " + channel.AppName + " " + channel.StreamId);
        }

        return result;
    }

    private async Task<IReadOnlyList<Channel>> ReadAllAsync(ChannelQuery query, OperationContext context, CancellationToken cancellation)
    {
        var now = DateTimeOffset.Now;
        var range = query.Window ?? new TimeWindow(now - UsualRange, now);
        range = range with { End = range.End > now ? now : range.End };
        var domains = (query.PushDomain ?? account.PushDomain) is { } domain
            ? [domain]
            : await _locator.PushDomainsAsync(context, cancellation).ConfigureAwait(false);
        var live = new HashSet<string>(
            (await _locator.OnlineAsync(context, cancellation).ConfigureAwait(false)).SelectMany(s => s.Select(p => p + " " + s.Key)),
            StringComparer.Ordinal);
        var first = new Dictionary<string, PublishedStream>(StringComparer.Ordinal);
        var isGiven = (query.PushDomain ?? account.PushDomain) is not null;
        foreach (var name in domains)
        {
            try
            {
                await ReadAsync(name, query.AppName, range, first, context, cancellation).ConfigureAwait(false);
            }
            catch (LvbException error) when (!isGiven && error.Reason == LvbErrorReason.NotFound)
            {
                // Nothing was ever pushed to this domain of the account. The other domains are still listed.
            }
        }

        var channels = first.Values
            .Select(s => (Stream: s, State: IsLive(s) ? LvbChannelState.Live : LvbChannelState.NoInput))
            .Where(s => query.Status is null || s.State == query.Status)
            .Select(s => PublishedList.Make(s.Stream.StreamId, s.Stream.PushDomain, s.Stream.AppName, s.Stream.StartTime, s.State))
            .OrderBy(c => c.CreateTime);
        return query.Descending ? channels.Reverse().ToArray() : channels.ToArray();

        bool IsLive(PublishedStream stream) => live.Contains(stream.PushDomain + "/" + stream.AppName + " " + stream.StreamId);
    }

    private async Task ReadAsync(
        string domain,
        string? app,
        TimeWindow range,
        Dictionary<string, PublishedStream> first,
        OperationContext context,
        CancellationToken cancellation)
    {
        const int Size = 100;
        var cursor = new WindowCursor(TimeWindow.Split(range.Start, range.End, PublishedList.LongestRange).ToArray(), 1);
        while (cursor is not null)
        {
            var page = await context.CallAsync(
                account, PublishedList.Request(domain, app, cursor.Now, cursor.Page, Size), cancellation).ConfigureAwait(false);
            if (cursor.Page == 1 && page.Total > PublishedList.MostRows && cursor.CanHalve)
            {
                cursor = cursor.Halve(latestFirst: false);
                continue;
            }

            foreach (var stream in page.Rows)
            {
                // Each stream once, with its earliest push of the range.
                if (!first.TryGetValue(stream.Key, out var known) || stream.StartTime < known.StartTime)
                {
                    first[stream.Key] = stream;
                }
            }

            cursor = page.IsLast || cursor.Page * Size >= PublishedList.MostRows ? cursor.NextWindow() : cursor.NextPage();
        }
    }
}
