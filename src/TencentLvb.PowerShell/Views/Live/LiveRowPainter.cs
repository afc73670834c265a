using System.Globalization;

namespace TencentLvb.Views;

/// <summary>Draws the rows of the live table.</summary>
internal sealed class LiveRowPainter(LiveColumns columns, LiveFrameOptions options, DateTimeOffset now)
{
    /// <summary>Returns the headings; an arrow marks the sort column.</summary>
    public string Headings(LiveSort sort)
    {
        var (down, up) = options.Ascii ? ("v", "^") : ("▼", "▲");
        var cells = new List<string>
        {
            DisplayText.Fit("  StreamId" + (sort == LiveSort.StreamId ? up : ""), LiveColumns.Mark + columns.Id, ""),
            DisplayText.Right("Viewers" + (sort == LiveSort.Online ? down : ""), LiveColumns.Viewers),
            DisplayText.Right("+/-", LiveColumns.Change - 1),
        };
        Add(cells, columns.Trend > 0, " " + DisplayText.Fit("Last hour", columns.Trend, ""));
        Add(cells, columns.HasPeak, DisplayText.Right("Peak", LiveColumns.Peak));
        Add(cells, columns.HasBandwidth, DisplayText.Right("Mbps" + (sort == LiveSort.Bandwidth ? down : ""), LiveColumns.Bandwidth));
        Add(cells, columns.HasPush, DisplayText.Right("fps", LiveColumns.Fps));
        Add(cells, columns.HasPush, DisplayText.Right("kbps" + (sort == LiveSort.Bitrate ? down : ""), LiveColumns.Bitrate));
        var line = DisplayText.Fit(string.Join(" ", cells), options.Width - 1, "");
        return options.Colour ? LineStyles.Apply(line, LineStyle.Heading, colour: true) : line.TrimEnd();
    }

    public string Row(LiveRow row)
    {
        var state = row.StateAt(now);
        var isLive = row.IsLive;
        var style = StyleOf(state);
        var id = DisplayText.Fit(PrintableText.Of(row.StreamId), columns.Id, options.Ascii ? "..." : "…");
        var weak = state == LiveRowState.Weak ? style : LineStyle.Plain;
        var cells = new List<string>
        {
            Styled(MarkOf(state) + " " + id, style),
            DisplayText.Right(isLive ? Number(row.Stat!.Online) : "", LiveColumns.Viewers),
            DisplayText.Right(Change(row.ChangeAt(now)), LiveColumns.Change - 1),
        };
        Add(cells, columns.Trend > 0, " " + Sparkline.Draw(row.Viewers, now, LiveRow.Trend, Math.Max(1, columns.Trend), options.Ascii));
        Add(
            cells,
            columns.HasPeak,
            DisplayText.Right(row.Viewers.Count == 0 ? "" : Number((long)row.Viewers.Max(p => p.Value)), LiveColumns.Peak));
        Add(cells, columns.HasBandwidth, DisplayText.Right(isLive ? Fraction(row.Stat!.BandwidthMbps) : "", LiveColumns.Bandwidth));
        Add(cells, columns.HasPush, Styled(DisplayText.Right(isLive ? Number(row.Stat!.Fps) : "", LiveColumns.Fps), weak));
        Add(
            cells,
            columns.HasPush,
            Styled(DisplayText.Right(isLive ? Number(row.Stat!.BitrateBps / 1000) : "", LiveColumns.Bitrate), weak));
        Add(cells, columns.HasState, " " + Styled(StateText(row, state), style));
        return string.Join(" ", cells).TrimEnd();
    }

    private string StateText(LiveRow row, LiveRowState state) => state switch
    {
        LiveRowState.New => "new " + Ago(row.Since),
        LiveRowState.Back => "back " + Ago(row.Since),
        LiveRowState.Gone => "gone " + Ago(row.Since),
        LiveRowState.Weak => "weak",
        LiveRowState.NotLive => "not live",
        _ => "",
    };

    // Minutes and seconds; from one hour on, hours and minutes.
    private string Ago(DateTimeOffset? since)
    {
        var time = since is { } start && now > start ? now - start : TimeSpan.Zero;
        return time < TimeSpan.FromHours(1)
            ? time.ToString(@"mm\:ss", CultureInfo.InvariantCulture)
            : string.Format(CultureInfo.InvariantCulture, "{0}h{1:00}", Math.Min(99, (int)time.TotalHours), time.Minutes);
    }

    private static string MarkOf(LiveRowState state) => state switch
    {
        LiveRowState.New => "+",
        LiveRowState.Back => "*",
        LiveRowState.Weak => "!",
        LiveRowState.Gone => "x",
        LiveRowState.NotLive => "-",
        _ => " ",
    };

    private static LineStyle StyleOf(LiveRowState state) => state switch
    {
        LiveRowState.New or LiveRowState.Back => LineStyle.Good,
        LiveRowState.Weak => LineStyle.Warning,
        LiveRowState.Gone => LineStyle.Alarm,
        LiveRowState.NotLive => LineStyle.Faint,
        _ => LineStyle.Plain,
    };

    private string Styled(string text, LineStyle style) => LineStyles.Apply(text, style, options.Colour);

    private static void Add(List<string> cells, bool hasRoom, string cell)
    {
        if (hasRoom)
        {
            cells.Add(cell);
        }
    }

    private static string Change(int change) => change == 0 ? "" : change.ToString("+#,0;-#,0", CultureInfo.InvariantCulture);

    private static string Number(long? number) => number?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    private static string Fraction(double? number) => number?.ToString("#,0.0", CultureInfo.InvariantCulture) ?? "";
}
