namespace TencentLvb.Cmdlets;

/// <summary>Reads the viewers of one stream over a range that may require several requests.</summary>
internal sealed class ViewersOperation(ILvbBackend backend, string streamId, TimeWindow range) : LvbOperation<IReadOnlyList<ChartPoint>>
{
    private readonly List<LvbOperation<PlayHistoryPage>> _windows =
    [
        .. backend.Limits.PlayHistory.Split(range, DateTimeOffset.Now).Select(
            window => backend.GetPlayHistory(new PlayHistoryQuery(window) { StreamId = streamId })),
    ];

    public override string Interface => _windows[0].Interface;

    public override string DisplayName => _windows[0].DisplayName;

    public override RetryClass Retry => _windows[0].Retry;

    public override async Task<IReadOnlyList<ChartPoint>> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var points = new List<ChartPoint>();
        foreach (var window in _windows)
        {
            var page = await window.RunAsync(context, cancellation).ConfigureAwait(false);
            points.AddRange(
                from point in page.Rows
                where point.Time is not null && point.Online is not null
                select new ChartPoint(point.Time!.Value, point.Online!.Value));
        }

        return points;
    }
}
