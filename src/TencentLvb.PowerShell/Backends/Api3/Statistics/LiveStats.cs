namespace TencentLvb.Backends.Api3;

/// <summary>
/// Reads push and playback of live streams from the two lists of all streams, joined by stream. Neither list can be filtered by stream:
/// specified streams are selected from the same lists, which a command shares for five seconds, so that thousands of them require only
/// two calls.
/// </summary>
internal sealed class LiveStats(Api3Account account)
{
    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(5);

    public LvbOperation<LiveStatPage<LiveStat>> Joined(LiveStatQuery query, PageRequest page) => new Api3Operation<LiveStatPage<LiveStat>>(
        Api3Action.PushInfoList, query.StreamId, async (context, cancellation) =>
        {
            var push = await PushAsync(query, page, context, cancellation).ConfigureAwait(false);
            var play = await PlayAsync(query, page, context, cancellation).ConfigureAwait(false);
            var rows = Wanted(push, query);
            var all = query is { StreamId: null, PushDomain: null, AppName: null } ? play.Streams.Values : Figures(rows, play);
            var result = new LiveStatPage<LiveStat>
            {
                Total = rows.Count,
                TotalBandwidth = all.Sum(f => f.BandwidthMbps),
                TotalOnline = all.Sum(f => (long)f.Online),
                Time = play.Time,
                IsLast = IsLast(query, page, rows.Count),
            };

            // Playback is identified only by the stream ID. If the same ID is pushed twice, one row shows it.
            var shown = new HashSet<string>(rows.Take(First(page)).Select(r => r.StreamId), StringComparer.Ordinal);
            foreach (var row in PageOf(rows, query, page))
            {
                var isFirst = shown.Add(row.StreamId);
                play.Streams.TryGetValue(row.StreamId, out var figures);
                result.Add(
                    new LiveStat
                    {
                        StreamId = row.StreamId,
                        PushDomain = row.PushDomain,
                        AppName = row.AppName,
                        BandwidthMbps = isFirst ? figures.BandwidthMbps : null,
                        Online = isFirst ? figures.Online : null,
                        ClientIP = row.ClientIP,
                        ServerIP = row.ServerIP,
                        Fps = row.Fps,
                        BitrateBps = row.BitrateBps,
                        Time = play.Time,
                    },
                    row.Key);
            }

            return result;
        });

    public LvbOperation<LiveStatPage<LivePushStat>> Push(LiveStatQuery query, PageRequest page) =>
        new Api3Operation<LiveStatPage<LivePushStat>>(
        Api3Action.PushInfoList, query.StreamId, async (context, cancellation) =>
        {
            var push = await PushAsync(query, page, context, cancellation).ConfigureAwait(false);
            var rows = Wanted(push, query);
            var result = new LiveStatPage<LivePushStat> { Total = rows.Count, Time = push.Time, IsLast = IsLast(query, page, rows.Count) };
            foreach (var row in PageOf(rows, query, page))
            {
                result.Add(
                    new LivePushStat
                    {
                        StreamId = row.StreamId,
                        PushDomain = row.PushDomain,
                        AppName = row.AppName,
                        ClientIP = row.ClientIP,
                        ServerIP = row.ServerIP,
                        Fps = row.Fps,
                        BitrateBps = row.BitrateBps,
                        Time = push.Time,
                    },
                    row.Key);
            }

            return result;
        });

    public LvbOperation<LiveStatPage<LivePlayStat>> Play(LiveStatQuery query, PageRequest page) =>
        new Api3Operation<LiveStatPage<LivePlayStat>>(
        Api3Action.AllPlayInfoList, query.StreamId, async (context, cancellation) =>
        {
            var play = await PlayAsync(query, page, context, cancellation).ConfigureAwait(false);
            var rows = query.StreamId is null ? play.Streams.ToArray()
                : play.Streams.TryGetValue(query.StreamId, out var one) ? [new(query.StreamId, one)]
                : [];
            var result = new LiveStatPage<LivePlayStat>
            {
                Total = rows.Length,
                TotalBandwidth = rows.Sum(r => r.Value.BandwidthMbps),
                TotalOnline = rows.Sum(r => (long)r.Value.Online),
                Time = play.Time,
                IsLast = IsLast(query, page, rows.Length),
            };
            foreach (var row in PageOf(rows, query, page))
            {
                result.Add(
                    new LivePlayStat
                    {
                        StreamId = row.Key,
                        BandwidthMbps = row.Value.BandwidthMbps,
                        Online = row.Value.Online,
                        Time = play.Time,
                    },
                    row.Key);
            }

            return result;
        });

    // Specified streams, with or without domain and path, share one list of all.
    private Task<PushSnapshot> PushAsync(LiveStatQuery query, PageRequest page, OperationContext context, CancellationToken cancellation)
    {
        var (domain, app) = query.StreamId is null ? (query.PushDomain, query.AppName) : (null, null);
        return context.Cache.GetAsync(
            ("push", domain, app), Lifetime(page), () => PushList.AllAsync(account, domain, app, context, cancellation));
    }

    private Task<PlaySnapshot> PlayAsync(LiveStatQuery query, PageRequest page, OperationContext context, CancellationToken cancellation)
    {
        return context.Cache.GetAsync(
            ("play", query.PlayDomain), Lifetime(page), () => PlayList.AllAsync(account, query.PlayDomain, context, cancellation));
    }

    // A list that is read page by page stays the same until its end.
    private static TimeSpan? Lifetime(PageRequest page) => page.Number > 1 ? null : Shared;

    private static IReadOnlyList<PushRow> Wanted(PushSnapshot push, LiveStatQuery query) => query.StreamId is null
        ? push.Rows
        : push.Of(query.StreamId)
            .Where(r => query.PushDomain is null || string.Equals(r.PushDomain, query.PushDomain, StringComparison.OrdinalIgnoreCase))
            .Where(r => query.AppName is null || r.AppName == query.AppName)
            .ToArray();

    private static List<PlayFigures> Figures(IReadOnlyList<PushRow> rows, PlaySnapshot play)
    {
        var figures = new List<PlayFigures>();
        foreach (var stream in rows.Select(r => r.StreamId).Distinct(StringComparer.Ordinal))
        {
            if (play.Streams.TryGetValue(stream, out var found))
            {
                figures.Add(found);
            }
        }

        return figures;
    }

    // Named streams are all on the first page.
    private static bool IsLast(LiveStatQuery query, PageRequest page, int rows) =>
        query.StreamId is not null || (long)page.Number * page.Size >= rows;

    private static int First(PageRequest page) => (int)Math.Min(int.MaxValue, (page.Number - 1L) * page.Size);

    private static IEnumerable<T> PageOf<T>(IReadOnlyList<T> rows, LiveStatQuery query, PageRequest page) =>
        query.StreamId is not null ? rows : rows.Skip(First(page)).Take(page.Size);
}
