namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads one stream for a report: playback, push, recordings, and its state if the user specified the stream. It never fails: a part that
/// cannot be read is a failure in the report, and the other parts are still read.
/// </summary>
internal sealed class StreamReportOperation : LvbOperation<StreamReport>
{
    private readonly ILvbBackend _backend;
    private readonly StreamKey _key;
    private readonly TimeWindow _range;
    private readonly bool _asksState;
    private readonly LvbOperation<PlayHistoryPage> _first;

    /// <param name="backend">The service.</param>
    /// <param name="key">The stream.</param>
    /// <param name="range">The range of the report.</param>
    /// <param name="asksState">Whether its state is queried.</param>
    public StreamReportOperation(ILvbBackend backend, StreamKey key, TimeWindow range, bool asksState)
    {
        (_backend, _key, _range, _asksState) = (backend, key, range, asksState);
        _first = Playback(Windows(backend.Limits.PlayHistory).First());
    }

    /// <summary>Indicates whether the points of the push are kept. A month of them is large.</summary>
    public bool KeepsPush { get; init; }

    public override string Interface => _first.Interface;

    public override string DisplayName => _first.DisplayName;

    public override RetryClass Retry => _first.Retry;

    public override async Task<StreamReport> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var report = new StreamReport(new ReportStream(_key, _range));
        await ReadWindowsAsync(report, "The viewer figures", _backend.Limits.PlayHistory, async window =>
        {
            foreach (var point in (await Playback(window).RunAsync(context, cancellation).ConfigureAwait(false)).Rows)
            {
                report.Stream.Add(point);
                report.Playback.Add(point);
            }
        }).ConfigureAwait(false);
        await ReadWindowsAsync(report, "The push figures", _backend.Limits.PushHistory, async window =>
        {
            foreach (var point in (await _backend.GetPushHistory(_key, window).RunAsync(context, cancellation).ConfigureAwait(false)).Rows)
            {
                report.Stream.Add(point);
                if (KeepsPush)
                {
                    report.Push.Add(point);
                }
            }
        }).ConfigureAwait(false);
        await ReadWindowsAsync(report, "The list of recordings", _backend.Limits.TapeFileRange, async window =>
        {
            var query = new TapeFileQuery(_key, window, Descending: false);
            var list = new WholeListOperation<Page<TapeFile>, TapeFile>(
                page => _backend.GetTapeFiles(query, page), new PageRequest(1, _backend.Limits.TapeFiles.Default));
            var known = new HashSet<string?>(report.Tapes.Select(t => t.FileId));
            report.Tapes.AddRange((await list.RunAsync(context, cancellation).ConfigureAwait(false)).Where(t => known.Add(t.FileId)));
        }).ConfigureAwait(false);
        if (_asksState)
        {
            await TryAsync(report, "The state", async () =>
            {
                var status = await _backend.GetChannelStatus(_key).RunAsync(context, cancellation).ConfigureAwait(false);
                report.State = status.Status;
            }).ConfigureAwait(false);
        }

        return report;
    }

    private LvbOperation<PlayHistoryPage> Playback(TimeWindow window) =>
        _backend.GetPlayHistory(new PlayHistoryQuery(window) { StreamId = _key.Id });

    private IEnumerable<TimeWindow> Windows(RangeLimit limit) => limit.Split(_range, DateTimeOffset.Now);

    // A window that is too old for the service is refused separately; later windows are still queried.
    private async Task ReadWindowsAsync(StreamReport report, string part, RangeLimit limit, Func<TimeWindow, Task> read)
    {
        foreach (var window in Windows(limit))
        {
            if (!await TryAsync(report, part, () => read(window)).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Returns false if the next query would fail in the same way.</summary>
    private static async Task<bool> TryAsync(StreamReport report, string part, Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
            return true;
        }
        catch (LvbException e) when (e.Reason is LvbErrorReason.Empty)
        {
            return true;
        }
        catch (LvbException e)
        {
            report.Failures.Add(new ReportFailure(part, e));
            return e.Reason
                is LvbErrorReason.None or LvbErrorReason.InvalidArgument or LvbErrorReason.LimitReached or LvbErrorReason.NotFound;
        }
    }
}
