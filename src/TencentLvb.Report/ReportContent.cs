using System.Globalization;

namespace TencentLvb.Report;

/// <summary>Writes the content of a report without the page around it.</summary>
internal sealed class ReportContent(ReportData data, HtmlText html)
{
    private static readonly ChartQuantity Viewers = ChartQuantity.Of("Online");
    private static readonly ChartQuantity Bandwidth = ChartQuantity.Of("BandwidthMbps");
    private static readonly ChartQuantity Bitrate = ChartQuantity.Of("BitrateBps");
    private static readonly ChartQuantity Fps = ChartQuantity.Of("Fps");
    private static readonly ChartQuantity Traffic = ChartQuantity.Of("TrafficMB");

    private const string NoBanList = "The service does not list banned streams. "
        + "To see which streams are banned, specify them with -StreamId.";

    private readonly TimeScale _time = new(data.Range.Start, data.Range.End, data.Zone);

    public void Write()
    {
        WriteHead();
        WriteNotes();
        WriteFigures();
        WriteAccount();
        WriteStreams();
        WriteBans();
        new TapeSection(data, html).Write();
        foreach (var (stream, index) in data.Streams.Select((s, i) => (s, i)))
        {
            WriteStream(stream, "s" + index.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Formats a duration in its two largest units; the smaller one is omitted if it is zero.</summary>
    internal static string Duration(TimeSpan time) =>
        time.TotalDays >= 1 ? Units((int)time.TotalDays, "d", time.Hours, "h")
        : time.TotalHours >= 1 ? Units((int)time.TotalHours, "h", time.Minutes, "min")
        : time.TotalMinutes >= 1 ? Units((int)time.TotalMinutes, "min", time.Seconds, "s")
        : Units((int)time.TotalSeconds, "s", 0, "");

    private static string Units(int large, string unit, int small, string smallUnit) => small == 0
        ? string.Format(CultureInfo.InvariantCulture, "{0} {1}", large, unit)
        : string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}", large, unit, small, smallUnit);

    private void WriteHead()
    {
        html.Markup("<header>").Element("h1", data.Title);
        html.Element(
            "p",
            $"{data.Account}, {_time.RangeText(data.MadeAt)}. "
                + $"Generated on {Local(data.MadeAt):yyyy-MM-dd} at {Local(data.MadeAt):HH:mm:ss}.");
        html.Markup("</header>\n");
    }

    private void WriteNotes()
    {
        if (data.Notes.Count > 0)
        {
            html.Markup("<section class=\"notes\" aria-labelledby=\"notes\"><h2 id=\"notes\">What is missing</h2><ul>");
            data.Notes.ForEach(note => html.Element("li", note));
            html.Markup("</ul></section>\n");
        }
    }

    private void WriteFigures()
    {
        var drops = data.Streams.Sum(s => s.Drops.Count);
        html.Markup("<section aria-labelledby=\"figures\"><h2 id=\"figures\">Figures</h2><dl class=\"tiles\">");
        Tile("Live now", Number(data.Streams.Count(s => s.Now is not null)), $"of {Number(data.Streams.Count)} in total");
        Tile(
            "Peak viewers",
            data.Viewers.Peak is { } viewers ? Viewers.Text(viewers.Value) : "none",
            data.Viewers.Peak is { } at ? "at " + _time.Text(at.Time) : "");
        Tile("Average viewers", data.Viewers.Count == 0 ? "none" : Number((long)Math.Round(data.Viewers.Average)), "");
        Tile(
            "Peak bandwidth",
            data.Bandwidth.Peak is { } peak ? Bandwidth.Text(peak.Value) : "none",
            data.Bandwidth.Peak is { } when ? "at " + _time.Text(when.Time) : "");
        Tile("Traffic", data.TrafficMB is { } traffic ? Traffic.Text(traffic) : "unknown", "");
        Tile(
            "Drops",
            Number(drops),
            drops == 0 ? "" : Duration(TimeSpan.FromTicks(data.Streams.Sum(s => s.Drops.Sum(d => (d.To - d.From).Ticks)))) + " in total");
        Tile("Recordings", Number(data.Tapes.Count), "");
        Tile("Banned now", data.Bans is { } bans ? Number(bans.Count) : "unknown", "");
        html.Markup("</dl></section>\n");
    }

    private void Tile(string name, string figure, string detail)
    {
        html.Markup("<div>").Element("dt", name).Element("dd", figure);
        if (detail.Length > 0)
        {
            html.Element("dd class=\"detail\"", detail);
        }

        html.Markup("</div>");
    }

    private void WriteAccount()
    {
        html.Markup("<section aria-labelledby=\"all\"><h2 id=\"all\">All streams together</h2>\n<div class=\"c-viewers\">");
        new SvgChart("c-viewers", data.Viewers, Viewers, data) { Height = 180, IsFilled = true }.Write(html);
        html.Markup("</div><div class=\"c-bandwidth\">");
        new SvgChart("c-bandwidth", data.Bandwidth, Bandwidth, data) { Height = 140, IsFilled = true }.Write(html);
        html.Markup("</div></section>\n");
    }

    private void WriteStreams()
    {
        html.Markup("<section aria-labelledby=\"streams\"><h2 id=\"streams\">Streams</h2>");
        if (data.Streams.Count == 0)
        {
            html.Element("p", "No stream has figures in this range.").Markup("</section>\n");
            return;
        }

        var table = new HtmlTable(
            html,
            "streams",
            5,
            "Stream",
            "Now",
            "Viewers now",
            "Peak viewers",
            "Average viewers",
            "Traffic",
            "Drops");
        foreach (var (stream, index) in data.Streams.Select((s, i) => (s, i)))
        {
            table.Row();
            table.Link("#s" + index.ToString(CultureInfo.InvariantCulture), stream.Key.Id);
            table.Cell(StateText(stream));
            table.Figure(stream.Now?.Online is { } online ? Number(online) : "");
            table.Figure(
                stream.Viewers.Peak is { } peak ? peak.Value > 0 ? $"{Viewers.Text(peak.Value)} at {_time.Text(peak.Time)}" : "0" : "");
            table.Figure(stream.Viewers.Count == 0 ? "" : Number((long)Math.Round(stream.Viewers.Average)));
            table.Figure(stream.Viewers.Count == 0 ? "" : Traffic.Text(stream.TrafficMB));
            table.Figure(stream.Drops.Count == 0 ? "" : Number(stream.Drops.Count));
        }

        table.End();
        html.Markup("</section>\n");
    }

    private string StateText(ReportStream stream) =>
        data.Bans?.FirstOrDefault(b => b.StreamId == stream.Key.Id) is { } ban ? $"banned ({ban.State})" : stream.Now is null
            ? "not live" : "live";

    private void WriteBans()
    {
        html.Markup("<section aria-labelledby=\"bans\"><h2 id=\"bans\">Banned now</h2>");
        if (data.Bans is not { Count: > 0 } bans)
        {
            html.Element("p", data.Bans is null ? NoBanList : "No stream in this report is banned.").Markup("</section>\n");
            return;
        }

        var table = new HtmlTable(html, "bans", 0, "Stream", "State", "Until");
        foreach (var ban in bans)
        {
            table.Row();
            table.Cell(ban.StreamId);
            table.Cell(ban.State.ToString());
            table.Cell(ban.Until is { } until ? Local(until).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "unknown");
        }

        table.End();
        html.Markup("</section>\n");
    }

    private void WriteStream(ReportStream stream, string id)
    {
        html.Open("section class=\"stream\"", ("aria-labelledby", id)).Open("h2", ("id", id)).Text(stream.Key.Id).Markup("</h2>");
        html.Element("p", NowText(stream)).Markup("<div class=\"charts\"><div class=\"c-viewers\">");
        new SvgChart(id + "v", stream.Viewers, Viewers, data).Write(html);
        html.Markup("</div><div class=\"c-bandwidth\">");
        new SvgChart(id + "m", stream.Bandwidth, Bandwidth, data).Write(html);
        html.Markup("</div><div class=\"c-bitrate\">");
        new SvgChart(id + "b", stream.Bitrate, Bitrate, data).Write(html);
        html.Markup("</div></div>");
        DropList.Write(html, stream.Drops, _time);
        html.Markup("</section>\n");
    }

    private string NowText(ReportStream stream)
    {
        var where = stream.Key.PushDomain is { } domain ? $" on {domain}/{stream.Key.AppName}" : "";
        return stream.Now is not { } now
            ? $"The stream{where} is {StateText(stream)}."
            : $"Live{where}: {(now.Online is { } online ? Viewers.Text(online) + (online == 1 ? " viewer, " : " viewers, ") : "")}"
                + $"{(now.Fps is { } fps ? Fps.Text(fps) + ", " : "")}{(now.BitrateBps is { } bits ? Bitrate.Text(bits) + ", " : "")}"
                + $"as of {Local(now.Time):HH:mm:ss}.";
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, data.Zone);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
