namespace TencentLvb.Cmdlets;

/// <summary>
/// Combines the minutes of each interval into one point: the peaks of viewers and bandwidth, and the sum of traffic. Intervals that
/// divide a day evenly start at local midnight, so that intervals of 15 minutes start at the quarter hours; others start at the start of
/// the range.
/// </summary>
/// <param name="interval">The length of an interval in whole minutes.</param>
/// <param name="start">The start of the range.</param>
/// <param name="emit">Receives the points of a stream in chronological order.</param>
internal sealed class PlayIntervals(TimeSpan interval, DateTimeOffset start, Action<LivePlayStatPoint> emit) : IRowWriter
{
    private readonly SortedDictionary<DateTimeOffset, Joined> _open = [];
    private string? _stream;

    /// <inheritdoc/>
    public bool IsDone => false;

    /// <inheritdoc/>
    public bool WantsMoreThan(int rows) => true;

    /// <inheritdoc/>
    public void Total(long? count)
    {
    }

    /// <inheritdoc/>
    public void Write(object row)
    {
        var minute = (LivePlayStatPoint)row;
        if (minute.StreamId != _stream)
        {
            Flush(DateTimeOffset.MaxValue);
            _stream = minute.StreamId;
        }

        if (minute.Time is not { } time)
        {
            return;
        }

        var begin = BeginOf(time);
        if (!_open.TryGetValue(begin, out var joined))
        {
            _open[begin] = joined = new Joined(minute.PlayDomain);
        }

        joined.Totals.Add(minute);
        joined.Traffic = minute.TrafficMB is { } traffic ? (joined.Traffic ?? 0) + traffic : joined.Traffic;
    }

    /// <summary>Emits the intervals that have ended before a time.</summary>
    public void Flush(DateTimeOffset until)
    {
        foreach (var (begin, joined) in _open.TakeWhile(o => until == DateTimeOffset.MaxValue || o.Key + interval <= until)
            .Select(o => (o.Key, o.Value)).ToList())
        {
            _open.Remove(begin);
            emit(new LivePlayStatPoint
            {
                StreamId = _stream,
                PlayDomain = joined.PlayDomain,
                Time = begin,
                Online = joined.Totals.PeakOnline,
                BandwidthMbps = joined.Totals.PeakBandwidth,
                TrafficMB = joined.Traffic is { } traffic ? Math.Round(traffic, 6) : null,
            });
        }
    }

    /// <summary>Returns the start of the interval that contains a time.</summary>
    internal DateTimeOffset BeginOf(DateTimeOffset time)
    {
        var local = time.ToLocalTime();
        if (TimeSpan.TicksPerDay % interval.Ticks != 0)
        {
            var since = time.UtcTicks - start.UtcTicks;
            var rest = ((since % interval.Ticks) + interval.Ticks) % interval.Ticks;
            return local.AddTicks(-rest);
        }

        var day = local.Date;
        return interval == TimeSpan.FromDays(1)
            ? new DateTimeOffset(day)
            : new DateTimeOffset(day.AddTicks(local.TimeOfDay.Ticks / interval.Ticks * interval.Ticks), local.Offset);
    }

    private sealed class Joined(string? playDomain)
    {
        public string? PlayDomain { get; } = playDomain;

        public PlayTotals Totals { get; } = new();

        public double? Traffic { get; set; }
    }
}
