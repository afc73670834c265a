namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads the live figures of the whole account or of some streams. A few streams are queried individually, so that an invalid stream is
/// one failure; many are selected from the list of all.
/// </summary>
/// <param name="backend">The service.</param>
/// <param name="streams">The streams; empty for all.</param>
/// <param name="all">The push domain and path, without a stream.</param>
/// <param name="atOnce">The number of requests that can be in flight at once.</param>
internal sealed class LiveReadingOperation(
    ILvbBackend backend,
    IReadOnlyList<StreamKey> streams,
    LiveStatQuery all,
    int atOnce) : LvbOperation<LiveReading>
{
    private const int AskedOneByOne = 8;

    private readonly LvbOperation<LiveStatPage<LiveStat>> _first = backend.GetLiveStat(
        all, new PageRequest(1, backend.Limits.LiveStat.Default));

    public override string Interface => _first.Interface;

    public override string DisplayName => _first.DisplayName;

    public override RetryClass Retry => _first.Retry;

    public override async Task<LiveReading> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        if (streams.Count is > 0 and <= AskedOneByOne)
        {
            return await ReadEachAsync(context, cancellation).ConfigureAwait(false);
        }

        var rows = await ReadListAsync(all, context, cancellation).ConfigureAwait(false);
        return new LiveReading(DateTimeOffset.Now, streams.Count == 0 ? rows : [.. rows.Where(IsAskedFor)]);
    }

    private async Task<LiveReading> ReadEachAsync(OperationContext context, CancellationToken cancellation)
    {
        var rows = new List<LiveStat>();
        var failures = new List<(string, LvbException)>();
        var room = new SemaphoreSlim(atOnce);
        var answers = streams.Select(stream => (stream.Id, Rows: ReadOneAsync(stream, room, context, cancellation))).ToList();
        foreach (var (id, answer) in answers)
        {
            try
            {
                rows.AddRange(await answer.ConfigureAwait(false));
            }
            catch (LvbException e)
            {
                failures.Add((id, e));
            }
        }

        // If nothing is known, the reading failed, so the next one must not be compared with it.
        return failures.Count < streams.Count ? new LiveReading(DateTimeOffset.Now, rows, failures) : throw failures[0].Item2;
    }

    private async Task<IReadOnlyList<LiveStat>> ReadOneAsync(
        StreamKey stream,
        SemaphoreSlim room,
        OperationContext context,
        CancellationToken cancellation)
    {
        var query = all with
        {
            StreamId = stream.Id,
            PushDomain = stream.PushDomain ?? all.PushDomain,
            AppName = stream.AppName ?? all.AppName,
        };
        await room.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await ReadListAsync(query, context, cancellation).ConfigureAwait(false);
        }
        finally
        {
            room.Release();
        }
    }

    private Task<IReadOnlyList<LiveStat>> ReadListAsync(LiveStatQuery query, OperationContext context, CancellationToken cancellation) =>
        new WholeListOperation<LiveStatPage<LiveStat>, LiveStat>(
            page => backend.GetLiveStat(query, page), new PageRequest(1, backend.Limits.LiveStat.Default))
            .RunAsync(context, cancellation);

    private bool IsAskedFor(LiveStat row) => streams.Any(s =>
        s.Id == row.StreamId && Fits(s.PushDomain, row.PushDomain) && Fits(s.AppName, row.AppName));

    private static bool Fits(string? wanted, string? reported) => wanted is null || reported is null || wanted == reported;
}
