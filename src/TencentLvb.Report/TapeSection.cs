using System.Globalization;

namespace TencentLvb.Report;

/// <summary>Writes the recordings of a report, with their addresses.</summary>
internal sealed class TapeSection(ReportData data, HtmlText html)
{
    public void Write()
    {
        html.Markup("<section aria-labelledby=\"tapes\"><h2 id=\"tapes\">Recordings</h2>");
        if (data.Tapes.Count == 0)
        {
            html.Element("p", "There are no recordings in this range.").Markup("</section>\n");
            return;
        }

        var table = new HtmlTable(html, "tapes", 2, "Stream", "Start", "Format", "File", "Size", "Duration");
        foreach (var tape in data.Tapes)
        {
            table.Row();
            table.Cell(tape.StreamId);
            table.Cell(tape.StartTime is { } start ? TimeZoneInfo.ConvertTime(start, data.Zone).ToString(
                "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "");
            table.Cell(tape.FileFormat);
            File(table, tape);
            table.Figure(tape.FileSize is { } size ? ChartQuantity.Of("TrafficMB").Text(size / 1e6) : "");
            table.Figure(tape.Duration is { } duration ? ReportContent.Duration(duration) : "");
        }

        table.End();
        html.Markup("</section>\n");
    }

    // Only http and https addresses become links: the address comes from the service, and could be a script.
    private static void File(HtmlTable table, TapeFile tape)
    {
        var name = tape.FileId ?? tape.Url ?? "";
        if (Uri.TryCreate(tape.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            table.Link(address!.AbsoluteUri, name);
        }
        else
        {
            table.Cell(name);
        }
    }
}
