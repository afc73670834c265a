namespace TencentLvb.Cmdlets;

/// <summary>
/// Reads an account's live figures for a cmdlet. The service renews them every few seconds (API 2.0) or every minute (API 3.0): until then
/// the last answer is given again.
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
    /// Asks and waits, or takes the last answer when that is young enough. Null when nothing was asked and there is no answer.
    /// </summary>
    /// <param name="isNew">Whether the service was asked.</param>
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

        // Only after a refused signature is there something to do that may ask the user: the key is read once more.
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
