namespace TencentLvb.Unit.Views;

/// <summary>The live table as the user sees it.</summary>
public sealed class LiveFrameTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 3, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(80, false, false)]
    [InlineData(80, true, false)]
    [InlineData(80, false, true)]
    [InlineData(160, false, false)]
    [InlineData(160, true, false)]
    [InlineData(40, false, false)]
    public void AFewStreams(int width, bool colour, bool ascii)
    {
        var lines = Frame(Few(), new LiveView(LiveSort.Online), width, 12, colour, ascii, Start.AddSeconds(52));

        Golden.Matches($"live-few-{width}{(colour ? "-colour" : "")}{(ascii ? "-ascii" : "")}", lines);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void TwoHundredStreams(int width)
    {
        var view = new LiveView(LiveSort.Bitrate) { Top = 100 };

        var lines = Frame(Many(), view, width, 24, false, false, Start.AddSeconds(5));

        Golden.Matches($"live-many-{width}", lines);
        Assert.Equal((100, 21), (view.Top, view.PageSize));
    }

    [Theory]
    [InlineData(20, 3)]
    [InlineData(40, 2)]
    [InlineData(79, 24)]
    [InlineData(300, 100)]
    public void EveryFrameFitsItsWindow(int width, int height)
    {
        foreach (var board in new[] { Few(), Many(), new LiveBoard(new LiveThresholds()) })
        {
            var lines = Frame(board, new LiveView(LiveSort.Online), width, height, false, false, Start.AddSeconds(5), new string('e', 400));

            Assert.Equal(height, lines.Count);
            Assert.All(lines.Where((_, i) => i is 0 || i == height - 1), line => Assert.True(DisplayText.Width(line) < width, line));
            Assert.All(lines, line => Assert.True(width < 40 || DisplayText.Width(line) < width, line));
        }
    }

    [Fact]
    public void AnErrorIsInTheLastLineAndTheRowsStay()
    {
        var lines = Frame(
            Few(),
            new LiveView(LiveSort.Online),
            80,
            12,
            false,
            false,
            Start.AddSeconds(52),
            "03:00:52 LvbTimeout: no answer\u001b[2J");

        Assert.StartsWith("! 03:00:52 LvbTimeout: no answer", lines[^1]);
        Assert.Contains(lines, line => line.Contains("8888_sports", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AHostileNameMovesNothing(bool colour)
    {
        var board = new LiveBoard(new LiveThresholds());
        board.Add(new LiveReading(Start, [Stat("a\u001b[2Jb\r\nc", 5, 25, 1000)]));

        var text = string.Concat(Frame(board, new LiveView(LiveSort.Online), 80, 8, colour, false, Start));

        Assert.DoesNotContain("\u001b[2J", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c is not '\u001b');
    }

    [Fact]
    public void TheFilterAndTheOrderAreShown()
    {
        var view = new LiveView(LiveSort.Online);
        Press(view, '/', 'N', 'e');
        Assert.StartsWith("Filter: Ne_", Frame(Few(), view, 80, 12, false, false, Start)[^1]);
        view.Take(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false));

        var lines = Frame(Few(), view, 100, 12, false, false, Start);

        Assert.StartsWith("1-1 of 1 with \"Ne\" (of 4, Esc shows all)", lines[^1]);
        Assert.Single(lines, line => line.Contains("8888_", StringComparison.Ordinal));
        Press(view, 'x', 's');
        Assert.Contains("Mbps▼", Frame(Few(), view, 100, 12, false, false, Start)[1]);
        Assert.False(view.Take(new ConsoleKeyInfo('q', ConsoleKey.Q, false, false, false)));
    }

    internal static LiveStat Stat(string id, int online, int fps, long bitrate, double? mbps = null) =>
        new() { StreamId = id, Online = online, Fps = fps, BitrateBps = bitrate, BandwidthMbps = mbps ?? (online * 2.5), Time = Start };

    private static void Press(LiveView view, params char[] keys)
    {
        foreach (var key in keys)
        {
            view.Take(new ConsoleKeyInfo(key, ConsoleKey.None, false, false, false));
        }
    }

    private static IReadOnlyList<string> Frame(
        LiveBoard board, LiveView view, int width, int height, bool colour, bool ascii, DateTimeOffset now, string? error = null) =>
        new LiveFrame("LVB 1234", new LiveFrameOptions(width, height, colour, ascii)).Draw(board, view, now, error);

    // News steady, sports weak, concert ended, studio new; all but the new one have a history.
    private static LiveBoard Few()
    {
        var board = new LiveBoard(new LiveThresholds(Fps: 15));
        board.Add(new LiveReading(
            Start,
            [Stat("8888_news", 1125, 25, 2_382_000), Stat("8888_sports", 3819, 25, 3_949_000), Stat("8888_concert", 526, 25, 1_768_000)]));
        foreach (var row in board.RowsAt(Start))
        {
            row.Seed([.. Enumerable.Range(1, 60).Select(
                i => new ChartPoint(Start.AddMinutes(-i), row.Stat!.Online!.Value * (1 + (Math.Sin(i / 9.0) / 3))))]);
        }

        board.Add(new LiveReading(
            Start.AddSeconds(11),
            [Stat("8888_news", 1125, 25, 2_382_000), Stat("8888_sports", 3819, 25, 3_949_000), Stat("8888_studio", 9, 30, 1_163_000)]));
        board.Add(new LiveReading(
            Start.AddSeconds(50),
            [Stat("8888_news", 1094, 25, 2_390_000), Stat("8888_sports", 3841, 12, 768_000), Stat("8888_studio", 9, 30, 1_163_000)]));
        return board;
    }

    private static LiveBoard Many()
    {
        var board = new LiveBoard(new LiveThresholds());
        board.Add(new LiveReading(
            Start, [.. Enumerable.Range(1, 200).Select(i => Stat($"8888_channel-{i:000}", i * 37 % 1999, 25, 1_000_000 + (i * 1000)))]));
        return board;
    }
}
