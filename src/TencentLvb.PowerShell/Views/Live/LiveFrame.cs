using System.Globalization;

namespace TencentLvb.Views;

/// <summary>Specifies how frames are drawn.</summary>
/// <param name="Width">The width of the window in columns.</param>
/// <param name="Height">Its height in lines.</param>
/// <param name="Colour">Whether colors and other styles are used.</param>
/// <param name="Ascii">Whether only ASCII marks are used.</param>
internal sealed record LiveFrameOptions(int Width, int Height, bool Colour, bool Ascii);

/// <summary>
/// Draws one frame of the live table: totals, headings, the rows that fit, and a last line with the keys or the newest error.
/// </summary>
/// <param name="title">The account.</param>
/// <param name="options">The size and style.</param>
internal sealed class LiveFrame(string title, LiveFrameOptions options)
{
    private const int FixedLines = 3;
    private const int NarrowestTable = 34;

    private static readonly string[] Nothing = [];

    /// <summary>Returns the lines of a frame, exactly as many as the window has.</summary>
    /// <param name="board">The streams and their figures.</param>
    /// <param name="view">The user's choices; its position is limited to the rows.</param>
    /// <param name="now">The current time.</param>
    /// <param name="error">The reason why the newest figures are missing; null if they are not.</param>
    public IReadOnlyList<string> Draw(LiveBoard board, LiveView view, DateTimeOffset now, string? error)
    {
        if (options.Width < NarrowestTable)
        {
            return [.. Enumerable.Repeat("", options.Height - 1).Prepend(Styled("Too narrow; q quits.", LineStyle.Warning))];
        }

        var all = board.RowsAt(now).ToList();
        var rows = LiveOrder.Sort(all, view.Sort, view.Filter);
        var room = Math.Max(1, options.Height - FixedLines);
        view.PageSize = room;
        view.Top = Math.Max(0, Math.Min(view.Top, rows.Count - room));

        var columns = LiveColumns.For(options.Width, all.Count == 0 ? 0 : all.Max(r => DisplayText.Width(r.StreamId)));
        var painter = new LiveRowPainter(columns, options, now);
        var lines = new List<string> { Head(board, all, now), painter.Headings(view.Sort) };
        lines.AddRange(rows.Skip(view.Top).Take(room).Select(painter.Row));
        if (rows.Count == 0)
        {
            lines.Add(Empty(board, view));
        }

        while (lines.Count < options.Height - 1)
        {
            lines.Add("");
        }

        lines.Add(error is null ? Keys(view, rows.Count, all.Count, board.Reading is not null) : Styled("! " + error, LineStyle.Warning));
        return [.. lines.Take(Math.Max(1, options.Height))];
    }

    private string Head(LiveBoard board, List<LiveRow> rows, DateTimeOffset now)
    {
        var live = rows.Where(r => r.IsLive).ToList();
        var (gone, weak) = (rows.Count(r => r.StateAt(now) == LiveRowState.Gone), live.Count(r => r.IsWeak));
        var bandwidth = ChartQuantity.Of("BandwidthMbps").Text(live.Sum(r => r.Stat!.BandwidthMbps ?? 0));
        string[] streams =
        [
            Number(live.Count) + " live",
            .. gone > 0 ? [Number(gone) + " gone"] : Nothing,
            .. weak > 0 ? [Number(weak) + " weak"] : Nothing,
        ];
        var time = now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        if (board.Reading is null)
        {
            return Styled(Joined([time, "no figures yet", title]), LineStyle.Strong);
        }

        var left = Joined(
        [
            time,
            string.Join(", ", streams),
            live.Sum(r => (long)(r.Stat!.Online ?? 0)) switch { 1 => "1 viewer", var sum => Number(sum) + " viewers" },
            bandwidth,
            title,
        ]);
        var right = "figures at " + board.Reading.FiguresOf.ToOffset(now.Offset).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var space = options.Width - 1 - DisplayText.Width(left) - right.Length;
        return Styled(space > 1 ? left + new string(' ', space) + right : left, LineStyle.Strong);
    }

    private string Keys(LiveView view, int shown, int all, bool hasReading)
    {
        if (view.IsTyping)
        {
            return Styled($"Filter: {PrintableText.Of(view.Filter)}_   Enter applies it, Esc clears it", LineStyle.Strong);
        }

        var first = Math.Min(shown, view.Top + 1);
        var rows = !hasReading ? "Loading ..." : $"{Number(first)}-{Number(Math.Min(shown, view.Top + view.PageSize))} of {Number(shown)}";
        rows += view.Filter.Length > 0 ? $" with \"{PrintableText.Of(view.Filter)}\" (of {Number(all)}, Esc shows all)" : "";
        string[] scroll = shown > view.PageSize ? ["arrows, PgUp, PgDn scroll"] : Nothing;
        return Styled(Joined([rows, .. scroll, "q quit", "s sort by " + Next(view.Sort), "/ filter"]), LineStyle.Faint);
    }

    // Joins as many parts as fit, starting with the most important ones.
    private string Joined(string[] parts)
    {
        var line = "";
        foreach (var part in parts)
        {
            var longer = line.Length == 0 || part.Length == 0 ? line + part : line + "  " + part;
            line = DisplayText.Width(longer) < options.Width ? longer : line;
        }

        return line;
    }

    private string Empty(LiveBoard board, LiveView view) => board.Reading is null ? ""
        : Styled(
            view.Filter.Length > 0 ? $"  No stream ID contains \"{PrintableText.Of(view.Filter)}\"." : "  No stream is live.",
            LineStyle.Plain);

    private string Styled(string text, LineStyle style) =>
        LineStyles.Apply(DisplayText.TakeFirst(text, Math.Max(1, options.Width - 1)), style, options.Colour);

    private static string Next(LiveSort sort) => LiveOrder.Next(sort) switch
    {
        LiveSort.Online => "viewers",
        LiveSort.Bandwidth => "bandwidth",
        LiveSort.Bitrate => "bit rate",
        _ => "id",
    };

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
