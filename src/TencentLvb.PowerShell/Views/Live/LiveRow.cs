namespace TencentLvb.Views;

/// <summary>What a row of the live table stands out with.</summary>
internal enum LiveRowState
{
    /// <summary>Live, and was so for a while.</summary>
    Live,

    /// <summary>Came a short while ago.</summary>
    New,

    /// <summary>Is back after a drop.</summary>
    Back,

    /// <summary>Is live, and its push is below a limit.</summary>
    Weak,

    /// <summary>Was live, and is not any more.</summary>
    Gone,

    /// <summary>Was named by the user, and was not seen live yet.</summary>
    NotLive,
}

/// <summary>One stream of the live table, over all readings so far.</summary>
internal sealed class LiveRow
{
    private static readonly TimeSpan ShownChange = TimeSpan.FromSeconds(60);
    /// <summary>How far back the viewers are shown.</summary>
    public static readonly TimeSpan Trend = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HistoryLag = TimeSpan.FromMinutes(7);
    private static readonly TimeSpan TrendStep = TimeSpan.FromSeconds(15);

    private readonly List<ChartPoint> _trend = [];
    private DateTimeOffset _changedAt;
    private int _change;
    private bool _hadFrames;

    public LiveRow(StreamKey key) => Key = key;

    /// <summary>The stream, with push domain and path where the service reports them.</summary>
    public StreamKey Key { get; }

    public string StreamId => Key.Id;

    /// <summary>The newest figures; null for a stream that was not live yet.</summary>
    public LiveStat? Stat { get; private set; }

    /// <summary>Since when it is what it is: new, back or gone. Null for what was so at the first reading.</summary>
    public DateTimeOffset? Since { get; private set; }

    public bool IsLive { get; private set; }

    public bool IsWeak { get; private set; }

    /// <summary>Whether the user asked for this very stream: such a row never leaves the table.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether its viewers of the last hour were asked for.</summary>
    public bool IsSeeded { get; set; }

    /// <summary>Whether it has ever dropped.</summary>
    public bool HasDropped { get; private set; }

    /// <summary>The viewers of the last hour.</summary>
    public IReadOnlyList<ChartPoint> Viewers => _trend;

    /// <summary>By how much the viewers changed when they last did; 0 after a minute, which is how often the service counts them.</summary>
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

    /// <summary>Puts what the service's history holds before the row's own figures.</summary>
    public void Seed(IReadOnlyList<ChartPoint> history)
    {
        var own = _trend.Count == 0 ? DateTimeOffset.MaxValue : _trend[0].Time;
        var before = history.Where(p => p.Time < own).OrderBy(p => p.Time).ToList();
        if (before.Count > 0 && own - before[before.Count - 1].Time < HistoryLag)
        {
            // The history is some minutes late. That is no gap: its last figure holds until the first one that was read here.
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

        // Of what comes every few seconds, one point a step is kept: the highest.
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
