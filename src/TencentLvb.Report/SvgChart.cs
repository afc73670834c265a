using System.Globalization;

namespace TencentLvb.Report;

/// <summary>
/// Draws a chart of one series: a figure with a caption, its values as text, and an SVG of variable width. Lines are drawn in seconds and
/// whole units and stretched by the browser; labels are not. All colors are defined in the style sheet.
/// </summary>
internal sealed class SvgChart
{
    private const int TopMargin = 8;
    private const int BottomMargin = 20;
    private const int MostShownGaps = 200;

    private readonly string _id;
    private readonly ReportSeries _series;
    private readonly ReportData _data;
    private readonly ChartQuantity _quantity;
    private readonly TimeScale _time;
    private readonly (double Factor, string Unit) _unit;
    private readonly ValueScale _values;

    /// <param name="id">An ID that is unique on the page.</param>
    /// <param name="series">At least one point.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="data">The report.</param>
    public SvgChart(string id, ReportSeries series, ChartQuantity quantity, ReportData data)
    {
        _id = id;
        _series = series;
        _data = data;
        _quantity = quantity;
        _time = new TimeScale(data.Range.Start, data.Range.End, data.Zone);
        var highest = series.Peak?.Value ?? 0;
        _unit = quantity.UnitFor(highest);
        _values = new ValueScale(highest / _unit.Factor, 4, wholeNumbers: _unit.Unit.Length == 0);
    }

    /// <summary>Gets the height of the plot, without its labels.</summary>
    public int Height { get; init; } = 110;

    /// <summary>Gets whether the area under the line is filled.</summary>
    public bool IsFilled { get; init; }

    // Whole numbers are short, so values are scaled to keep four digits of the highest.
    private double Scale => Math.Pow(10, Math.Max(0, 3 - Math.Floor(Math.Log10(Math.Max(1e-9, _values.Top))))) / _unit.Factor;

    public void Write(HtmlText html)
    {
        var unit = _unit.Unit.Length == 0 ? "" : $" ({_unit.Unit})";
        html.Open("figure").Open("figcaption", ("id", _id)).Element("strong", _quantity.Title + unit).Markup(" ");
        WriteSummary(html);
        html.Markup("</figcaption>");
        if (_series.Count > 0)
        {
            WriteSvg(html);
        }

        html.Markup("</figure>\n");
    }

    // Writes the figures of the series as a sentence. A line can break between its parts, but not within a time.
    private void WriteSummary(HtmlText html)
    {
        var parts = Summary().ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            html.Element("span", parts[i] + (i < parts.Count - 1 ? "," : ".")).Markup(i < parts.Count - 1 ? " " : "");
        }
    }

    private IEnumerable<string> Summary()
    {
        if (_series.Peak is not { } peak || _series.Last is not { } last)
        {
            yield return "No figures";
            yield break;
        }

        yield return $"Peak {Text(peak.Value)} at {_time.Text(peak.Time)}";
        yield return "average " + Text(_series.Average);
        yield return "last " + Text(last.Value);
        if (_series.Gaps.Count > 0)
        {
            yield return _series.Gaps.Count == 1 ? "1 gap" : _series.Gaps.Count.ToString("#,0", CultureInfo.InvariantCulture) + " gaps";
        }
    }

    // In the unit of the chart, so that values can be compared, unless hardly any digits would remain.
    private string Text(double value)
    {
        var number = value / _unit.Factor;
        return _unit.Unit.Length == 0 || (number != 0 && number < 0.1)
            ? _quantity.Text(value)
            : $"{ChartQuantity.Number(number)} {_unit.Unit}";
    }

    private void WriteSvg(HtmlText html)
    {
        var height = TopMargin + Height + BottomMargin;
        html.Markup("<div class=\"plot-row\">");
        WriteValues(html, height);
        html.Open("svg class=\"chart\" role=\"img\" tabindex=\"0\"", ("height", height), ("aria-labelledby", _id));
        WriteGrid(html);
        WritePlot(html);
        WriteTimes(html, height);
        html.Markup("</svg></div>");
    }

    // Next to the plot, so that no label covers a line. The caption contains the same values.
    private void WriteValues(HtmlText html, int height)
    {
        var width = Math.Max(44, 8 + (7 * Enumerable.Range(0, _values.Count + 1).Max(step => _values.Label(step).Length)));
        html.Open("svg class=\"values\" aria-hidden=\"true\"", ("width", width), ("height", height));
        for (var step = 0; step <= _values.Count; step++)
        {
            html.Open(
                "text class=\"value\" text-anchor=\"end\"",
                ("x", width - 6),
                ("y", Y(step) + 4)).Text(_values.Label(step)).Markup("</text>");
        }

        html.Markup("</svg>");
    }

    private int Y(int step) => TopMargin + Height - (Height * step / _values.Count);

    private void WriteGrid(HtmlText html)
    {
        for (var step = 0; step <= _values.Count; step++)
        {
            var y = Y(step);
            html.Open("line x1=\"0\" x2=\"100%\"", ("class", step == 0 ? "axis" : "grid"), ("y1", y), ("y2", y)).Markup("</line>");
        }
    }

    private void WritePlot(HtmlText html)
    {
        var seconds = Math.Max(1, (long)(_data.Range.End - _data.Range.Start).TotalSeconds);
        var top = (long)Math.Round(_values.Top * _unit.Factor * Scale);
        html.Open(
            "svg class=\"plot\" preserveAspectRatio=\"none\" width=\"100%\"",
            ("y", TopMargin),
            ("height", Height),
            ("viewBox", string.Format(CultureInfo.InvariantCulture, "0 0 {0} {1}", seconds, top)),
            ("data-start", _data.Range.Start.ToUnixTimeSeconds()),
            ("data-scale", (Scale * _unit.Factor).ToString("R", CultureInfo.InvariantCulture)),
            ("data-unit", _unit.Unit.Length == 0 ? _quantity.Title.ToLowerInvariant() : _unit.Unit));
        html.Open("g", ("transform", string.Format(CultureInfo.InvariantCulture, "matrix(1 0 0 -1 0 {0})", top)));
        foreach (var (from, to) in _series.Gaps.OrderByDescending(g => g.To - g.From).Take(MostShownGaps))
        {
            var (x, width) = ((long)(from - _data.Range.Start).TotalSeconds, (long)(to - from).TotalSeconds);
            html.Open("rect class=\"gap\" y=\"0\"", ("x", x), ("width", Math.Max(width, seconds / 500)), ("height", top)).Markup("</rect>");
        }

        if (IsFilled)
        {
            html.Open("path class=\"area\"", ("d", SvgPath.Area(_series, _data.Range.Start, Scale))).Markup("</path>");
        }

        html.Open("path class=\"line\"", ("d", SvgPath.Line(_series, _data.Range.Start, Scale))).Markup("</path></g></svg>");
    }

    private void WriteTimes(HtmlText html, int height)
    {
        foreach (var (at, label) in _time.Ticks(6))
        {
            var x = _time.Position(at);
            html.Open(
                "text class=\"time\"",
                ("x", (x * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%"),
                ("y", height - 5),
                ("text-anchor", x < 0.012 ? "start" : x > 0.93 ? "end" : "middle")).Text(label).Markup("</text>");
        }
    }
}
