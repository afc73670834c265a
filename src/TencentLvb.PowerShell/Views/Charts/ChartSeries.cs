namespace TencentLvb.Views;

/// <summary>The points of one stream in the order of time. Knows how often it is measured, and so where a measurement is missing.</summary>
internal sealed class ChartSeries
{
    // One missing measurement doubles the distance of its neighbours; clocks that drift a little do not.
    private const double LongerThanUsual = 1.9;

    private readonly long _longestStep;

    /// <param name="name">What the series is called.</param>
    /// <param name="points">At least one point, in any order. Of several at the same moment the highest counts.</param>
    public ChartSeries(string name, IEnumerable<ChartPoint> points)
    {
        Name = name;
        var sorted = new List<ChartPoint>(points);
        sorted.Sort(static (a, b) => a.Time.CompareTo(b.Time) is var order and not 0 ? order : b.Value.CompareTo(a.Value));
        Points = WithoutDoubles(sorted);
        Peak = Points[0];
        foreach (var point in Points)
        {
            Peak = point.Value > Peak.Value ? point : Peak;
        }

        var usual = UsualStep();
        _longestStep = usual == 0 ? long.MaxValue : (long)(usual * LongerThanUsual);
    }

    public string Name { get; }

    public IReadOnlyList<ChartPoint> Points { get; }

    /// <summary>The highest point; the first of several.</summary>
    public ChartPoint Peak { get; }

    public ChartPoint Last => Points[Points.Count - 1];

    /// <summary>Whether the stream was measured no more when the range ended.</summary>
    public bool EndedBefore(DateTimeOffset end) => (end - Last.Time).Ticks > _longestStep;

    /// <summary>Whether measurements are missing between a point and the one before it.</summary>
    public bool IsGapBefore(int index) => index > 0 && (Points[index].Time - Points[index - 1].Time).Ticks > _longestStep;

    /// <summary>From the last point before each gap to the first point after it.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Gaps()
    {
        for (var i = 1; i < Points.Count; i++)
        {
            if (IsGapBefore(i))
            {
                yield return (Points[i - 1].Time, Points[i].Time);
            }
        }
    }

    private static List<ChartPoint> WithoutDoubles(List<ChartPoint> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || sorted[i].Time != sorted[kept - 1].Time)
            {
                sorted[kept++] = sorted[i];
            }
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
        return sorted;
    }

    // The median: neither long gaps nor a few close points change it.
    private long UsualStep()
    {
        if (Points.Count < 3)
        {
            return 0;
        }

        var steps = new long[Points.Count - 1];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = (Points[i + 1].Time - Points[i].Time).Ticks;
        }

        Array.Sort(steps);
        return steps[(steps.Length - 1) / 2];
    }
}
