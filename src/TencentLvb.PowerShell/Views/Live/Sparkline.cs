namespace TencentLvb.Views;

/// <summary>Draws viewers over time in one line of text, from zero to the highest value. Gaps are blank.</summary>
internal static class Sparkline
{
    public const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Ascii = "_.-:=+*#";

    /// <param name="points">The points.</param>
    /// <param name="now">The time at the right end.</param>
    /// <param name="range">The range of time. A column covers the same time on the clock in each drawing, to avoid flicker.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="ascii">Whether only ASCII characters are used.</param>
    public static string Draw(IReadOnlyList<ChartPoint> points, DateTimeOffset now, TimeSpan range, int width, bool ascii)
    {
        var highest = new double?[width];
        var last = Column(now);
        foreach (var point in points)
        {
            var column = width - 1 - (int)Math.Min(width, last - Column(point.Time));
            if (column >= 0 && column < width)
            {
                highest[column] = Math.Max(highest[column] ?? 0, point.Value);
            }
        }

        var top = highest.Max() ?? 0;
        var marks = ascii ? Ascii : Blocks;
        return new string([.. highest.Select(value => value is { } v ? marks[Level(v, top, marks.Length)] : ' ')]);

        long Column(DateTimeOffset time) => time.UtcTicks / (range.Ticks / width);
    }

    private static int Level(double value, double top, int levels) =>
        top <= 0 ? 0 : Math.Max(0, Math.Min(levels - 1, (int)Math.Round(value / top * (levels - 1))));
}
