namespace TencentLvb.Views;

/// <summary>
/// Represents one quantity of one stream over the range of a report. It keeps a few hundred of any number of points: the highest and the
/// lowest in each slice of time, so that no peak is lost, and every gap. Points must be added in chronological order.
/// </summary>
internal sealed class ReportSeries
{
    /// <summary>The maximum number of points that are kept.</summary>
    public const int MostPoints = 2 * Slices;

    private const int Slices = 240;
    private const double LongerThanUsual = 1.9;
    private const int StepsToLearn = 15;

    private readonly Slice[] _slices = new Slice[Slices];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _gaps = [];
    private readonly List<(long From, long To)> _steps = [];
    private readonly long _start;
    private readonly long _end;
    private readonly long _slice;
    private long _usual;
    private double _sum;
    private Point _first;
    private Point _last;
    private Point _peak;

    public ReportSeries(TimeWindow range)
    {
        (_start, _end) = (range.Start.UtcTicks, range.End.UtcTicks);
        _slice = Math.Max(1, ((_end - _start) / Slices) + 1);
    }

    /// <summary>Gets the number of points that were added.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the first and the last point; null if there are none.</summary>
    public ChartPoint? First => Count == 0 ? null : _first.ToChartPoint();

    /// <inheritdoc cref="First"/>
    public ChartPoint? Last => Count == 0 ? null : _last.ToChartPoint();

    /// <summary>Gets the highest point; the first one if several are equally high.</summary>
    public ChartPoint? Peak => Count == 0 ? null : _peak.ToChartPoint();

    /// <summary>Gets the average of all points.</summary>
    public double Average => Count == 0 ? 0 : _sum / Count;

    /// <summary>Gets the gaps, each from the last point before it to the first point after it.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Gaps
    {
        get
        {
            Learn();
            return _gaps;
        }
    }

    public void Add(DateTimeOffset time, double value)
    {
        // Uses ticks throughout, because a report of a month has millions of points.
        var ticks = time.UtcTicks;
        if (ticks < _start || ticks > _end || double.IsNaN(value) || double.IsInfinity(value))
        {
            return;
        }

        var point = new Point(ticks, Math.Max(0, value));
        _slices[(ticks - _start) / _slice].Add(point);
        if (Count == 0)
        {
            (_first, _peak) = (point, point);
        }
        else if (ticks > _last.Ticks)
        {
            Step(_last.Ticks, ticks);
        }

        _last = point;
        _peak = point.Value > _peak.Value ? point : _peak;
        _sum += point.Value;
        Count++;
    }

    /// <summary>Returns the kept points in chronological order, and for each whether a gap precedes it.</summary>
    public IEnumerable<(ChartPoint Point, bool IsAfterGap)> Points()
    {
        var gap = 0;
        var gaps = Gaps;
        ChartPoint? before = null;
        foreach (var point in _slices.SelectMany(s => s.Points()).Select(p => p.ToChartPoint()))
        {
            while (gap < gaps.Count && before is { } last && gaps[gap].From < last.Time)
            {
                gap++;
            }

            yield return (point, before is not null && gap < gaps.Count && gaps[gap].To <= point.Time);
            before = point;
        }
    }

    // The measurement interval is known after some points; until then the distances are stored.
    private void Step(long from, long to)
    {
        if (_usual == 0)
        {
            _steps.Add((from, to));
            if (_steps.Count == StepsToLearn)
            {
                Learn();
            }
        }
        else if (to - from > _usual)
        {
            _gaps.Add((Time(from), Time(to)));
        }
    }

    private void Learn()
    {
        if (_usual > 0 || _steps.Count < 2)
        {
            return;
        }

        var usual = _steps.Select(s => s.To - s.From).OrderBy(t => t).ElementAt((_steps.Count - 1) / 2);
        _usual = (long)(usual * LongerThanUsual);
        _gaps.AddRange(_steps.Where(s => s.To - s.From > _usual).Select(s => (Time(s.From), Time(s.To))));
        _steps.Clear();
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private readonly record struct Point(long Ticks, double Value)
    {
        public ChartPoint ToChartPoint() => new(Time(Ticks), Value);
    }

    private struct Slice
    {
        private Point _lowest;
        private Point _highest;
        private bool _hasPoint;

        public void Add(Point point)
        {
            _lowest = !_hasPoint || point.Value < _lowest.Value ? point : _lowest;
            _highest = !_hasPoint || point.Value > _highest.Value ? point : _highest;
            _hasPoint = true;
        }

        public readonly Point[] Points() => !_hasPoint ? []
            : _lowest == _highest ? [_lowest]
            : _lowest.Ticks <= _highest.Ticks ? [_lowest, _highest] : [_highest, _lowest];
    }
}
