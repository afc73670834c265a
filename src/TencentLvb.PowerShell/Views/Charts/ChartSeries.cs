namespace TencentLvb.Views;

/// <summary>
/// Represents the points of one stream in chronological order. Determines the measurement interval, and thus missing measurements.
/// </summary>
internal sealed class ChartSeries
{
    // One missing measurement doubles the distance between adjacent points; slight clock drift does not.
    private const double LongerThanUsual = 1.9;

    private readonly long _longestStep;

    /// <param name="name">The name of the series.</param>
    /// <param name="points">At least one point, in any order. Of several at the same time, the highest is used.</param>
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

    /// <summary>Gets the highest point; the first of several.</summary>
    public ChartPoint Peak { get; }

    public ChartPoint Last => Points[Points.Count - 1];

    /// <summary>Determines whether the stream had no more measurements at the end of the range.</summary>
    public bool EndedBefore(DateTimeOffset end) => (end - Last.Time).Ticks > _longestStep;

    /// <summary>Determines whether measurements are missing before a point.</summary>
    public bool IsGapBefore(int index) => index > 0 && (Points[index].Time - Points[index - 1].Time).Ticks > _longestStep;

    /// <summary>Returns the gaps, each from the last point before it to the first point after it.</summary>
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

    // The median is not affected by long gaps or a few close points.
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
