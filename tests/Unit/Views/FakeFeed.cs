using System.Collections.Concurrent;

namespace TencentLvb.Unit.Views;

/// <summary>A feed with the responses of the test, the last of which repeats.</summary>
internal sealed class FakeFeed : ILiveFeed
{
    private Func<LiveStat[]> _last = () => [];

    public ConcurrentQueue<Func<LiveStat[]>> Answers { get; } = [];

    public string? Announcement => null;

    public Task StartReading() => Task.CompletedTask;

    public LiveReading TakeReading()
    {
        _last = Answers.TryDequeue(out var next) ? next : _last;
        return new LiveReading(DateTimeOffset.Now, _last());
    }

    public Task<IReadOnlyList<ChartPoint>> ReadHistoryAsync(LiveStat stream) => stream.StreamId == "8888_news"
        ? Task.FromResult<IReadOnlyList<ChartPoint>>(
            [.. Enumerable.Range(1, 60).Select(i => new ChartPoint(DateTimeOffset.Now.AddMinutes(-i), 500 + (i * 10)))])
        : Task.FromException<IReadOnlyList<ChartPoint>>(LvbErrors.InvalidArgument("none", "none"));
}
