namespace TencentLvb.Views;

/// <summary>
/// Combines successive readings: which streams started, stopped and recovered. A stream that stopped is remembered for a day, and shown
/// for five minutes. A stream that could not be queried has not stopped.
/// </summary>
internal sealed class LiveBoard
{
    /// <summary>The time for which a change is shown.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly Dictionary<StreamKey, LiveRow> _rows = [];
    private readonly LiveThresholds _thresholds;
    private bool _hasReading;

    /// <param name="thresholds">The thresholds of weak streams.</param>
    /// <param name="named">The streams that the user specified; null for all live streams.</param>
    public LiveBoard(LiveThresholds thresholds, IEnumerable<string>? named = null)
    {
        _thresholds = thresholds;
        foreach (var stream in named ?? [])
        {
            var key = new StreamKey(stream);
            _rows[key] = new LiveRow(key) { IsNamed = true };
        }
    }

    /// <summary>Gets the newest reading; null before the first.</summary>
    public LiveReading? Reading { get; private set; }

    /// <summary>Returns the streams to show: live, specified by the user, or stopped recently.</summary>
    public IEnumerable<LiveRow> RowsAt(DateTimeOffset now) =>
        _rows.Values.Where(r => r.IsLive || r.IsNamed || (r.Since is { } since && now - since < Remembered));

    /// <summary>Adds a reading and returns the changes since the previous one. The first one contains no changes.</summary>
    public IReadOnlyList<LiveStatChange> Add(LiveReading reading)
    {
        var changes = new List<LiveStatChange>();
        var live = new HashSet<LiveRow>();
        var unknown = new HashSet<string>(reading.Failures.Select(f => f.StreamId), StringComparer.Ordinal);
        foreach (var stat in reading.Streams)
        {
            var row = Row(stat);
            live.Add(row);
            if (!row.IsLive && _hasReading)
            {
                changes.Add(Change(row, reading.Time, row.HasDropped ? LiveStatChangeKind.Recovered : LiveStatChangeKind.Added));
            }

            row.Update(stat, reading.Time, _thresholds, !_hasReading);
        }

        foreach (var row in _rows.Values.Where(r => r.IsLive && !live.Contains(r) && !unknown.Contains(r.Key.Id)))
        {
            row.Drop(reading.Time);
            changes.Add(Change(row, reading.Time, LiveStatChangeKind.Dropped));
        }

        Forget(reading.Time);
        (Reading, _hasReading) = (reading, true);
        return changes;
    }

    private static LiveStatChange Change(LiveRow row, DateTimeOffset time, LiveStatChangeKind kind) =>
        new() { Time = time, StreamId = row.Key.Id, PushDomain = row.Key.PushDomain, AppName = row.Key.AppName, Change = kind };

    private LiveRow Row(LiveStat stat)
    {
        var key = new StreamKey(stat.StreamId, stat.PushDomain, stat.AppName);
        if (_rows.TryGetValue(key, out var row))
        {
            return row;
        }

        // The user specified an ID; its push domain is known only now.
        var named = new StreamKey(stat.StreamId);
        var isNamed = _rows.TryGetValue(named, out row) && row.IsNamed && row.Stat is null;
        if (isNamed)
        {
            _rows.Remove(named);
        }

        return _rows[key] = new LiveRow(key) { IsNamed = isNamed };
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var row in _rows.Values.Where(r => !r.IsLive && !r.IsNamed && now - r.Since > Forgotten).ToList())
        {
            _rows.Remove(row.Key);
        }
    }
}
