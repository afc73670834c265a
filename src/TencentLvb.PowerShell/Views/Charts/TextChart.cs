using System.Globalization;
using System.Text;

namespace TencentLvb.Views;

/// <summary>
/// Draws a line chart as text: without colors and escape sequences, so that it can be written to a file, an email or a transcript. A line
/// for each stream, at most eight. The figures of one stream are in the header, those of several in a legend.
/// </summary>
internal sealed class TextChart
{
    /// <summary>The maximum number of streams with a line.</summary>
    public const int MostSeries = 8;

    private const string Marks = "●○▲△■□◆◇";
    private const string AsciiMarks = "*o+x#@%=";
    private const int FewestRows = 4;
    private const int ShortestName = 12;

    private readonly ChartQuantity _quantity;
    private readonly IReadOnlyList<ChartSeries> _all;
    private readonly List<ChartSeries> _shown;
    private readonly TimeScale _time;
    private readonly TextChartOptions _options;

    /// <param name="quantity">The quantity that is drawn.</param>
    /// <param name="series">At least one series.</param>
    /// <param name="options">Size, marks, time zone.</param>
    public TextChart(ChartQuantity quantity, IReadOnlyList<ChartSeries> series, TextChartOptions options)
    {
        _quantity = quantity;
        _options = options;
        _all = series;
        _shown = [.. series.OrderByDescending(s => s.Peak.Value).ThenBy(s => s.Name, StringComparer.Ordinal).Take(MostSeries)];
        _time = new TimeScale(series.Min(s => s.Points[0].Time), series.Max(s => s.Last.Time), options.Zone);
    }

    /// <summary>Gets all characters that a chart may contain. If an output encoding lacks any, the chart must be ASCII.</summary>
    public static string AllMarks => Marks + "┤│└┴─⠁⣿";

    /// <summary>Returns the lines, each within the maximum width.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = ChartHead.Lines(_quantity, _all, _time, _options).ToList();
        var rows = Math.Max(FewestRows, _options.Height - lines.Count - 2);
        var highest = _shown[0].Peak.Value;
        var (factor, unit) = _quantity.UnitFor(highest);
        var scale = new ValueScale(highest / factor, Math.Max(2, rows / 2), wholeNumbers: unit.Length == 0);
        var margin = Enumerable.Range(0, scale.Count + 1).Max(step => scale.Label(step).Length);
        var columns = Math.Max(10, _options.Width - margin - 2);

        var canvas = Draw(columns, rows, scale.Top * factor);
        var labels = ValueLabels(scale, rows);
        for (var row = 0; row < rows; row++)
        {
            var label = labels[row];
            var axis = label is null ? (_options.Ascii ? '|' : '│') : (_options.Ascii ? '+' : '┤');
            lines.Add($"{DisplayText.Right(label ?? "", margin)} {axis}{canvas.Row(row)}".TrimEnd());
        }

        lines.AddRange(TimeAxis(margin, columns));
        if (_all.Count > 1)
        {
            lines.AddRange(Legend());
        }

        return lines;
    }

    private DotCanvas Draw(int columns, int rows, double top)
    {
        var canvas = new DotCanvas(columns, rows, _options.Ascii);
        var plot = new SeriesPlot(canvas, _time, top);
        var marks = _options.Ascii ? AsciiMarks : Marks;
        for (var i = 0; i < _shown.Count; i++)
        {
            plot.Draw(_shown[i], marks[i]);
        }

        // Drawn after all lines, so that no mark is covered by the line of another stream.
        for (var i = 0; i < _shown.Count && _all.Count > 1 && !_options.Ascii; i++)
        {
            const int Every = 24;
            var overlay = new SeriesPlot(new DotCanvas(columns, rows, ascii: false), _time, top);
            overlay.Draw(_shown[i], marks[i]);
            overlay.MarkOn(canvas, marks[i], Every, (Every / 2) + (i * Every / _shown.Count));
        }

        return canvas;
    }

    // Returns the label of each row of cells that contains a step of the axis. Zero is on the time axis.
    private static string?[] ValueLabels(ValueScale scale, int rows)
    {
        var labels = new string?[rows];
        for (var step = 1; step <= scale.Count; step++)
        {
            labels[rows - 1 - Math.Min(rows - 1, (int)((double)step / scale.Count * (rows - 0.25)))] = scale.Label(step);
        }

        return labels;
    }

    private IEnumerable<string> TimeAxis(int margin, int columns)
    {
        var axis = new StringBuilder(new string(_options.Ascii ? '-' : '─', columns));
        var labels = new StringBuilder(new string(' ', margin + 2 + columns));
        var free = 0;
        foreach (var (at, label) in _time.Ticks(Math.Max(1, columns / 12)))
        {
            var column = (int)Math.Round(_time.Position(at) * (columns - 1));
            var start = Math.Max(0, Math.Min(margin + 2 + column - (label.Length / 2), labels.Length - label.Length));
            axis[column] = _options.Ascii ? '+' : '┴';
            if (start >= free)
            {
                labels.Remove(start, label.Length).Insert(start, label);
                free = start + label.Length + 1;
            }
        }

        yield return $"{DisplayText.Right("0", margin)} {(_options.Ascii ? '+' : '└')}{axis}";
        yield return labels.ToString().TrimEnd();
    }

    private IEnumerable<string> Legend()
    {
        var marks = _options.Ascii ? AsciiMarks : Marks;
        var newest = _shown.ConvertAll(Newest);
        var figures = newest.Max(text => text.Length);
        var peaks = _shown.Max(s => _quantity.Text(s.Peak.Value).Length);
        var rest = "● ".Length + "  ".Length + figures + ", peak ".Length + peaks + " at ".Length + _time.Text(_time.To).Length;
        var longest = _shown.Max(s => DisplayText.Width(s.Name));
        var hasRoom = _options.Width - rest >= Math.Min(longest, ShortestName);
        var names = Math.Min(longest, Math.Max(ShortestName, _options.Width - (hasRoom ? rest : "● ".Length + "  ".Length + figures)));
        for (var i = 0; i < _shown.Count; i++)
        {
            var series = _shown[i];
            var name = DisplayText.Fit(series.Name, names, _options.Ellipsis);
            var line = $"{marks[i]} {name}  {DisplayText.Right(newest[i], figures)}";
            yield return hasRoom
                ? $"{line}, peak {DisplayText.Right(_quantity.Text(series.Peak.Value), peaks)} at {_time.Text(series.Peak.Time)}"
                : line;
        }

        if (_all.Count > MostSeries)
        {
            yield return string.Format(CultureInfo.InvariantCulture, "and {0} more", _all.Count - MostSeries);
        }
    }

    private string Newest(ChartSeries series) => series.EndedBefore(_time.To)
        ? $"ended {_time.Text(series.Last.Time)}"
        : $"{_options.LastWord(_time.To)} {_quantity.Text(series.Last.Value)}";
}
