using System.Globalization;

namespace TencentLvb.Report;

/// <summary>Writes the dropouts of a stream, latest first.</summary>
internal static class DropList
{
    private const int Most = 10;

    public static void Write(HtmlText html, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> drops, TimeScale time)
    {
        if (drops.Count == 0)
        {
            return;
        }

        var count = drops.Count == 1 ? "1 drop" : string.Format(CultureInfo.InvariantCulture, "{0:#,0} drops", drops.Count);
        html.Element("h3", count).Markup("<ul>");
        foreach (var (from, to) in drops.Reverse().Take(Most))
        {
            html.Element("li", $"{time.Text(from)} to {time.Text(to)}, {ReportContent.Duration(to - from)}");
        }

        if (drops.Count > Most)
        {
            html.Element("li", string.Format(CultureInfo.InvariantCulture, "and {0:#,0} more", drops.Count - Most));
        }

        html.Markup("</ul>");
    }
}
