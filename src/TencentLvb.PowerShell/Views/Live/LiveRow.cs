namespace TencentLvb.Views;

/// <summary>Specifies how a row of the live table is marked.</summary>
internal enum LiveRowState
{
    /// <summary>Live for some time.</summary>
    Live,

    /// <summary>Started recently.</summary>
    New,

    /// <summary>Recovered recently.</summary>
    Back,

    /// <summary>Live, with a push below a threshold.</summary>
    Weak,

    /// <summary>No longer live.</summary>
    Gone,

    /// <summary>Specified by the user, and not live so far.</summary>
    NotLive,
}

/// <summary>Represents one stream of the live table, over all readings so far.</summary>
internal sealed class LiveRow
{
    private static readonly TimeSpan ShownChange = TimeSpan.FromSeconds(60);
    /// <summary>The range for which viewers are shown.</summary>
    public static readonly TimeSpan Trend = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HistoryLag = TimeSpan.FromMinutes(7);
    private static readonly TimeSpan TrendStep = TimeSpan.FromSeconds(15);

    private readonly List<ChartPoint> _trend = [];
    private DateTimeOffset _changedAt;
    private int _change;
    private bool _hadFrames;

    public LiveRow(StreamKey key) => Key = key;

    /// <summary>Gets the stream, with push domain and path if the service reports them.</summary>
    public StreamKey Key { get; }

    public string StreamId => Key.Id;

    /// <summary>Gets the newest figures; null for a stream that was not live so far.</summary>
    public LiveStat? Stat { get; private set; }

    /// <summary>Gets when it started, recovered or stopped; null if its state has not changed since the first reading.</summary>
    public DateTimeOffset? Since { get; private set; }

    public bool IsLive { get; private set; }

    public bool IsWeak { get; private set; }

    /// <summary>Gets whether the user specified this stream. Such a row is always shown.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Gets or sets whether its viewers of the last hour were queried.</summary>
    public bool IsSeeded { get; set; }

    /// <summary>Gets whether it has ever stopped.</summary>
    public bool HasDropped { get; private set; }

    /// <summary>Gets the viewers of the last hour.</summary>
    public IReadOnlyList<ChartPoint> Viewers => _trend;

    /// <summary>Returns the last change of the viewers; 0 after a minute, the interval at which the service updates them.</summary>
    public int ChangeAt(DateTimeOffset now) => IsLive && now - _changedAt < ShownChange ? _change : 0;

    public LiveRowState StateAt(DateTimeOffset now) => Stat is null ? LiveRowState.NotLive
        : !IsLive ? LiveRowState.Gone
        : IsWeak ? LiveRowState.Weak
        : Since is { } since && now - since < LiveBoard.Remembered ? HasDropped ? LiveRowState.Back : LiveRowState.New
        : LiveRowState.Live;

    public void Update(LiveStat stat, DateTimeOffset now, LiveThresholds thresholds, bool isFirst)
    {
        if (Stat?.Online is { } before && IsLive && stat.Online is { } viewers && viewers != before)
        {
            _change = viewers - before;
            _changedAt = now;
        }

        if (!IsLive)
        {
            _change = 0;
            Since = isFirst ? null : now;
        }

        (Stat, IsLive) = (stat, true);
        _hadFrames |= stat.Fps > 0;
        IsWeak = thresholds.IsWeak(stat, _hadFrames);
        Remember(stat, now);
    }

    public void Drop(DateTimeOffset now)
    {
        (IsLive, IsWeak, HasDropped, Since) = (false, false, true, now);
    }

    /// <summary>Inserts the service's history before the row's own figures.</summary>
    public void Seed(IReadOnlyList<ChartPoint> history)
    {
        var own = _trend.Count == 0 ? DateTimeOffset.MaxValue : _trend[0].Time;
        var before = history.Where(p => p.Time < own).OrderBy(p => p.Time).ToList();
        if (before.Count > 0 && own - before[before.Count - 1].Time < HistoryLag)
        {
            // The history is some minutes late. This is not a gap: its last value applies until the first value that was read here.
            for (var last = before[before.Count - 1]; last.Time + Minute < own; before.Add(last))
            {
                last = last with { Time = last.Time + Minute };
            }
        }

        _trend.InsertRange(0, before);
    }

    private void Remember(LiveStat stat, DateTimeOffset now)
    {
        if (stat.Online is not { } viewers)
        {
            return;
        }

        // Of frequent readings, the highest in each step is kept.
        var last = _trend.Count - 1;
        if (last > 0 && now - _trend[last - 1].Time < TrendStep)
        {
            _trend[last] = new ChartPoint(now, Math.Max(_trend[last].Value, viewers));
        }
        else
        {
            _trend.Add(new ChartPoint(now, viewers));
        }

        _trend.RemoveAll(p => now - p.Time > Trend);
    }
}
