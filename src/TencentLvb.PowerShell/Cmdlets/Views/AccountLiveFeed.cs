namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads an account's live figures for a cmdlet. The service updates them every few seconds (API 2.0) or every minute (API 3.0); until
/// then the last response is reused.
/// </summary>
internal sealed class AccountLiveFeed(CallRunner calls, ILvbBackend backend, LvbOperation<LiveReading> operation) : ILiveFeed
{
    private readonly MinimumInterval _pause = new(backend.Api == LvbApi.V3 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(5));
    private PendingCall<LiveReading>? _pending;
    private LiveReading? _last;
    private string? _announcement;

    public string? Announcement =>
        _pending is { Task.IsCompleted: false } pending ? _announcement = pending.Log.TakeAnnouncement() ?? _announcement : null;

    /// <summary>
    /// Queries the service and waits, or uses the last response if it is recent enough. Null if there was no query and there is no
    /// response.
    /// </summary>
    /// <param name="isNew">Whether the service was queried.</param>
    /// <exception cref="LvbException">Nothing could be read.</exception>
    public LiveReading? Read(out bool isNew)
    {
        isNew = _pause.TryEnter();
        return isNew ? _last = calls.Run(operation) : _last;
    }

    public Task StartReading()
    {
        _pending = _pause.TryEnter() || _last is null ? calls.Prepare(operation).Start() : null;
        _announcement = null;
        return _pending?.Task ?? Task.CompletedTask;
    }

    public LiveReading TakeReading()
    {
        if (_pending is null)
        {
            return _last!;
        }

        // Reading the key again after a refused signature may prompt the user. Nothing else does.
        var pending = _pending;
        _pending = null;
        return _last = pending.Error is { Reason: LvbErrorReason.SignatureInvalid } ? calls.Finish(pending) : pending.ValueOrThrow();
    }

    public async Task<IReadOnlyList<ChartPoint>> ReadHistoryAsync(LiveStat stream)
    {
        var now = DateTimeOffset.Now;
        var pending = calls.Prepare(new ViewersOperation(backend, stream.StreamId, new TimeWindow(now - LiveRow.Trend, now))).Start();
        await pending.Task.ConfigureAwait(false);
        return pending.ValueOrThrow();
    }
}
