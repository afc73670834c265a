namespace TencentLvb.Views;

/// <summary>Draws a series on a canvas: every peak within a column of dots is kept, and nothing is drawn across a gap.</summary>
internal sealed class SeriesPlot(DotCanvas canvas, TimeScale time, double top)
{
    private readonly int[] _height = new int[canvas.Width];

    public void Draw(ChartSeries series, char mark)
    {
        for (var x = 0; x < _height.Length; x++)
        {
            _height[x] = -1;
        }

        var (x0, y0) = (-1, -1);
        for (var i = 0; i < series.Points.Count; i++)
        {
            var (x, y) = (X(series.Points[i].Time), Y(series.Points[i].Value));
            var isJoined = x0 >= 0 && !series.IsGapBefore(i);
            canvas.Line(isJoined ? x0 : x, isJoined ? y0 : y, x, y, mark);
            for (var between = isJoined ? x0 : x; between <= x; between++)
            {
                _height[between] = y;
            }

            (x0, y0) = (x, y);
        }
    }

    /// <summary>Puts the mark of the last drawn series on its line at intervals and at its end, so that it can be followed.</summary>
    /// <param name="target">The canvas of all lines.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="every">The distance in dots.</param>
    /// <param name="first">The position of the first mark, in dots.</param>
    public void MarkOn(DotCanvas target, char mark, int every, int first)
    {
        var marked = false;
        var last = -1;
        for (var x = 0; x < _height.Length; x++)
        {
            last = _height[x] >= 0 ? x : last;
            if (x >= first && (x - first) % every == 0 && _height[x] >= 0)
            {
                marked |= target.Mark(x, _height[x], mark);
            }
        }

        if (!marked && last >= 0)
        {
            target.Mark(last, _height[last], mark);
        }
    }

    private int X(DateTimeOffset at) => Within((int)Math.Round(time.Position(at) * (canvas.Width - 1)), canvas.Width);

    private int Y(double value) => Within((int)Math.Round(value / top * (canvas.Height - 1)), canvas.Height);

    private static int Within(int dot, int size) => Math.Max(0, Math.Min(size - 1, dot));
}
