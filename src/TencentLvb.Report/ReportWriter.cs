using System.Globalization;

namespace TencentLvb.Report;

/// <summary>Writes reports and dashboards as HTML pages.</summary>
internal sealed class ReportWriter : IReportWriter
{
    public string DashboardPolicy => PageResources.DashboardPolicy;

    public void WriteReport(ReportData data, TextWriter output)
    {
        var html = new HtmlText(output);
        WriteStart(html, data, PageResources.ReportPolicy);
        new ReportContent(data, html).Write();
        WriteEnd(html, PageResources.Script);
    }

    public void WriteDashboard(ReportData data, TimeSpan interval, TextWriter output)
    {
        var html = new HtmlText(output);
        // The policy is sent in the response headers, which can also forbid frames.
        WriteStart(html, data, policy: null, ("data-interval", interval.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)));
        new ReportContent(data, html).Write();
        WriteEnd(html, PageResources.DashboardScript);
    }

    public void WriteContent(ReportData data, TextWriter output) => new ReportContent(data, new HtmlText(output)).Write();

    private static void WriteStart(HtmlText html, ReportData data, string? policy, params (string Name, object? Value)[] attributes)
    {
        html.Markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        if (policy is not null)
        {
            html.Open("meta http-equiv=\"Content-Security-Policy\"", ("content", policy)).Markup("\n");
        }

        html.Markup(
            "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Markup("<meta name=\"color-scheme\" content=\"light dark\">\n").Element("title", data.Title).Markup("\n<style>");
        html.Markup(PageResources.Style).Markup("</style>\n</head>\n").Open("body", [("data-offsets", Offsets(data)), .. attributes]);
        html.Markup("\n<p id=\"status\" role=\"status\" hidden></p>\n<main>\n");
    }

    private static void WriteEnd(HtmlText html, string script) => html
        .Markup("</main>\n<div id=\"tip\" role=\"status\" hidden></div>\n<script>").Markup(script).Markup("</script>\n</body>\n</html>\n");

    // The UTC offset of the local time in minutes, with the moments at which it changes. The script shows times in the report's time
    // zone, not the reader's.
    private static string Offsets(ReportData data)
    {
        var offsets = new List<string>();
        var before = TimeSpan.MinValue;
        for (var time = data.Range.Start; time <= data.Range.End; time = time.AddMinutes(15))
        {
            var offset = data.Zone.GetUtcOffset(time);
            if (offset != before)
            {
                offsets.Add(string.Format(CultureInfo.InvariantCulture, "{0} {1}", time.ToUnixTimeSeconds(), offset.TotalMinutes));
                before = offset;
            }
        }

        return string.Join(" ", offsets);
    }
}
