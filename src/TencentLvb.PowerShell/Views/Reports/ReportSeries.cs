namespace TencentLvb.Views;

/// <summary>
/// One figure of one stream over the range of a report. However many points come, a few hundred are kept: the highest and the lowest of each
/// slice of time, so that no peak is lost, and every gap. Points come in the order of time.
/// </summary>
internal sealed class ReportSeries
{
    /// <summary>At most that many points are kept.</summary>
    public const int MostPoints = 2 * Slices;

    private const int Slices = 240;
    private const double LongerThanUsual = 1.9;
    private const int StepsToLearn = 15;

    private readonly Slice?[] _slices = new Slice?[Slices];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _gaps = [];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _steps = [];
    private readonly TimeWindow _range;
    private long _usual;
    private double _sum;

    public ReportSeries(TimeWindow range) => _range = range;

    /// <summary>How many points came.</summary>
    public int Count { get; private set; }

    /// <summary>The first and the last point; null when none came.</summary>
    public ChartPoint? First { get; private set; }

    /// <inheritdoc cref="First"/>
    public ChartPoint? Last { get; private set; }

    /// <summary>The highest point; the first of several.</summary>
    public ChartPoint? Peak { get; private set; }

    /// <summary>The mean of all points.</summary>
    public double Average => Count == 0 ? 0 : _sum / Count;

    /// <summary>From the last point before each gap to the first point after it.</summary>
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
        if (time < _range.Start || time > _range.End || double.IsNaN(value) || double.IsInfinity(value))
        {
            return;
        }

        var point = new ChartPoint(time, Math.Max(0, value));
        (Count, _sum) = (Count + 1, _sum + point.Value);
        Peak = Peak is not { } peak || point.Value > peak.Value ? point : peak;
        First ??= point;
        var index = (int)Math.Min(Slices - 1, (time - _range.Start).Ticks * Slices / Math.Max(1, (_range.End - _range.Start).Ticks));
        _slices[index] = _slices[index] is { } slice ? slice.With(point) : new Slice(point, point);
        if (Last is { } last && time > last.Time)
        {
            Step(last.Time, time);
        }

        Last = point;
    }

    /// <summary>The points that are kept, in the order of time; each with whether a gap lies before it.</summary>
    public IEnumerable<(ChartPoint Point, bool IsAfterGap)> Points()
    {
        var gap = 0;
        var gaps = Gaps;
        ChartPoint? before = null;
        foreach (var point in _slices.OfType<Slice>().SelectMany(s => s.Points))
        {
            while (gap < gaps.Count && before is { } last && gaps[gap].From < last.Time)
            {
                gap++;
            }

            yield return (point, before is not null && gap < gaps.Count && gaps[gap].To <= point.Time);
            before = point;
        }
    }

    // How often the service measures shows after some points; until then the distances are kept.
    private void Step(DateTimeOffset from, DateTimeOffset to)
    {
        if (_usual == 0)
        {
            _steps.Add((from, to));
            if (_steps.Count == StepsToLearn)
            {
                Learn();
            }
        }
        else if ((to - from).Ticks > _usual)
        {
            _gaps.Add((from, to));
        }
    }

    private void Learn()
    {
        if (_usual > 0 || _steps.Count < 2)
        {
            return;
        }

        var usual = _steps.Select(s => (s.To - s.From).Ticks).OrderBy(t => t).ElementAt((_steps.Count - 1) / 2);
        _usual = (long)(usual * LongerThanUsual);
        _gaps.AddRange(_steps.Where(s => (s.To - s.From).Ticks > _usual));
        _steps.Clear();
    }

    private readonly record struct Slice(ChartPoint Lowest, ChartPoint Highest)
    {
        public IEnumerable<ChartPoint> Points => Lowest == Highest ? [Lowest] : Lowest.Time <= Highest.Time ? [Lowest, Highest] : [Highest, Lowest];

        public Slice With(ChartPoint point) => point.Value > Highest.Value ? this with { Highest = point } : point.Value < Lowest.Value ? this with { Lowest = point } : this;
    }
}
