using System.Globalization;

namespace TencentLvb.Views;

/// <summary>
/// Writes the lines above a chart: the quantity, the streams, the range, the newest and highest values, and the number of gaps.
/// </summary>
internal static class ChartHead
{
    public static IEnumerable<string> Lines(
        ChartQuantity quantity,
        IReadOnlyList<ChartSeries> all,
        TimeScale time,
        TextChartOptions options)
    {
        var unit = quantity.UnitFor(all.Max(s => s.Peak.Value)).Unit;
        var title = unit.Length == 0 ? quantity.Title : $"{quantity.Title} ({unit})";
        var of = all.Count == 1 ? all[0].Name : string.Format(CultureInfo.InvariantCulture, "{0} streams", all.Count);
        string[] words = [$"{title} of {of},", time.RangeText(options.Now) + ":", .. Figures(quantity, all, time, options)];
        return Wrap(words, options.Width);
    }

    private static IEnumerable<string> Figures(
        ChartQuantity quantity,
        IReadOnlyList<ChartSeries> all,
        TimeScale time,
        TextChartOptions options)
    {
        var highest = all.OrderByDescending(s => s.Peak.Value).First();
        var gaps = all.Sum(s => s.Gaps().Count());
        var who = all.Count == 1 ? "" : $" ({highest.Name})";
        yield return $"{options.LastWord(time.To)} {Newest(quantity, [.. all.Where(s => !s.EndedBefore(time.To))])},";
        yield return $"peak {quantity.Text(highest.Peak.Value)}{who} at {time.Text(highest.Peak.Time)}{(gaps > 0 ? "," : "")}";
        if (gaps > 0)
        {
            yield return gaps == 1 ? "1 gap" : string.Format(CultureInfo.InvariantCulture, "{0} gaps", gaps);
        }
    }

    private static string Newest(ChartQuantity quantity, List<ChartSeries> all)
    {
        var (least, most) = (all.Min(s => s.Last.Value), all.Max(s => s.Last.Value));
        return least == most && (all.Count == 1 || !quantity.IsAdditive) ? quantity.Text(most)
            : quantity.IsAdditive ? quantity.Text(all.Sum(s => s.Last.Value)) + " in all"
            : $"{quantity.Text(least)} to {quantity.Text(most)}";
    }

    private static IEnumerable<string> Wrap(string[] words, int width)
    {
        var line = "";
        foreach (var word in words)
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && DisplayText.Width(longer) > width)
            {
                yield return line;
                longer = word;
            }

            // A name that is longer than the line continues on the next line instead of being truncated.
            while (DisplayText.Width(longer) > width)
            {
                var part = DisplayText.TakeFirst(longer, width);
                yield return part;
                longer = longer.Substring(part.Length);
            }

            line = longer;
        }

        yield return line;
    }
}
