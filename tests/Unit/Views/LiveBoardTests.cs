namespace TencentLvb.Unit.Views;

/// <summary>What successive readings show together.</summary>
public sealed class LiveBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 3, 0, 0, TimeSpan.FromHours(8));

    private readonly LiveBoard _board = new(new LiveThresholds());

    [Fact]
    public void TheFirstReadingChangesNothing() => Assert.Empty(Read(0, "a", "b"));

    [Fact]
    public void StreamsThatStartStopAndReturn()
    {
        Read(0, "a", "b");

        Assert.Equal(["b Dropped 5", "c Added 5"], Texts(Read(5, "a", "c")));
        Assert.Empty(Read(10, "a", "c"));
        Assert.Equal(["b Recovered 15"], Texts(Read(15, "a", "b", "c")));
        Assert.Equal(["a Dropped 20", "b Dropped 20", "c Dropped 20"], Texts(Read(20)));
    }

    [Fact]
    public void AnEmptyFirstReadingIsAReading()
    {
        Read(0);

        Assert.Equal(["a Added 5"], Texts(Read(5, "a")));
    }

    [Fact]
    public void AStreamThatCouldNotBeQueriedHasNotDropped()
    {
        Read(0, "a", "b");

        var changes = _board.Add(new LiveReading(Start.AddSeconds(5), [], [("a", LvbErrors.InvalidArgument("no", "answer"))]));

        Assert.Equal(["b Dropped 5"], Texts(changes));
        Assert.Empty(Read(10, "a"));
    }

    [Fact]
    public void ADropIsShownForFiveMinutesAndRememberedForADay()
    {
        Read(0, "a");
        Read(5);

        Assert.Equal(LiveRowState.Gone, Assert.Single(_board.RowsAt(Start.AddSeconds(304))).StateAt(Start.AddSeconds(304)));
        Assert.Empty(_board.RowsAt(Start.AddSeconds(305)));
        Read(3600);
        Assert.Equal(["a Recovered 3605"], Texts(Read(3605, "a")));
        Read(3610);
        Read(3611 + 86400);
        Assert.Equal(["a Added 90016"], Texts(Read(90016, "a")));
    }

    [Fact]
    public void ANamedStreamIsAlwaysListed()
    {
        var board = new LiveBoard(new LiveThresholds(), ["a"]);
        board.Add(new LiveReading(Start, []));

        Assert.Equal(LiveRowState.NotLive, Assert.Single(board.RowsAt(Start)).StateAt(Start));
        var change = Assert.Single(board.Add(new LiveReading(Start.AddSeconds(5), [LiveFrameTests.Stat("a", 5, 25, 1000)])));
        Assert.Equal(LiveStatChangeKind.Added, change.Change);
        board.Add(new LiveReading(Start.AddSeconds(10), []));
        Assert.Equal(LiveRowState.Gone, Assert.Single(board.RowsAt(Start.AddHours(2))).StateAt(Start.AddHours(2)));
    }

    [Fact]
    public void OneStreamIdOnTwoDomainsIsTwoStreams()
    {
        var board = new LiveBoard(new LiveThresholds(), ["a"]);
        board.Add(new LiveReading(Start, [On("one.example.com"), On("two.example.com")]));

        Assert.Equal(2, board.RowsAt(Start).Count());
        var change = Assert.Single(board.Add(new LiveReading(Start.AddSeconds(5), [On("one.example.com")])));
        Assert.Equal(
            ("a", "two.example.com", "live", LiveStatChangeKind.Dropped),
            (change.StreamId, change.PushDomain, change.AppName, change.Change));

        static LiveStat On(string domain) =>
            new() { StreamId = "a", PushDomain = domain, AppName = "live", Online = 5, BitrateBps = 1000, Time = Start };
    }

    [Fact]
    public void TheChangeOfViewersIsShownForAMinute()
    {
        _board.Add(new LiveReading(Start, [LiveFrameTests.Stat("a", 100, 25, 1000)]));
        _board.Add(new LiveReading(Start.AddSeconds(5), [LiveFrameTests.Stat("a", 88, 25, 1000)]));
        _board.Add(new LiveReading(Start.AddSeconds(10), [LiveFrameTests.Stat("a", 88, 25, 1000)]));

        var row = Assert.Single(_board.RowsAt(Start));
        Assert.Equal(-12, row.ChangeAt(Start.AddSeconds(64)));
        Assert.Equal(0, row.ChangeAt(Start.AddSeconds(65)));
    }

    [Theory]
    [InlineData(null, null, 25, 25, 1000, false)]
    [InlineData(null, null, 25, 0, 1000, true)]
    [InlineData(null, null, 0, 0, 64000, false)]
    [InlineData(null, null, 25, 25, 0, true)]
    [InlineData(15.0, null, 25, 14, 1000, true)]
    [InlineData(15.0, null, 25, 15, 1000, false)]
    [InlineData(null, 300_000L, 25, 25, 299_999, true)]
    public void WeakStreams(double? fps, long? bitrate, int before, int after, long bits, bool weak)
    {
        var board = new LiveBoard(new LiveThresholds(fps, bitrate));
        board.Add(new LiveReading(Start, [LiveFrameTests.Stat("a", 1, before, 1_000_000)]));
        board.Add(new LiveReading(Start.AddSeconds(5), [LiveFrameTests.Stat("a", 1, after, bits)]));

        Assert.Equal(weak ? LiveRowState.Weak : LiveRowState.Live, Assert.Single(board.RowsAt(Start)).StateAt(Start.AddSeconds(5)));
    }

    [Fact]
    public void DroppedStreamsAreOnTopAndTheOthersSortedByValue()
    {
        Read(0, "a", "b", "c", "d");
        Read(5, "a", "c", "d");
        Read(10, "c", "d");

        Assert.Equal("a b c d", Order(LiveSort.StreamId));
        _board.Add(new LiveReading(Start.AddSeconds(15), [LiveFrameTests.Stat("c", 1, 25, 9000), LiveFrameTests.Stat("d", 2, 25, 1000)]));
        Assert.Equal("a b d c", Order(LiveSort.Online));
        Assert.Equal("a b c d", Order(LiveSort.Bitrate));
        Assert.Equal("c", Order(LiveSort.Online, "C"));

        string Order(LiveSort sort, string filter = "") =>
            string.Join(" ", LiveOrder.Sort(_board.RowsAt(Start.AddSeconds(15)), sort, filter).Select(r => r.StreamId));
    }

    [Fact]
    public void TheSparklineHasPeaksAndGaps()
    {
        var now = Start.AddMinutes(60);
        var points = Enumerable.Range(1, 60).Where(i => i is < 20 or > 30).Select(
            i => new ChartPoint(Start.AddMinutes(i), i == 45 ? 80 : 10)).ToList();

        Assert.Equal(
            "▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂           ▂▂▂▂▂▂▂▂▂▂▂▂▂▂█▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂", Sparkline.Draw(points, now, TimeSpan.FromHours(1), 60, false));
        Assert.Equal("....  ...#...", Sparkline.Draw(points, now, TimeSpan.FromMinutes(65), 13, true)[..13]);
        Assert.Equal("     ", Sparkline.Draw([], now, TimeSpan.FromHours(1), 5, false));
    }

    [Fact]
    public void TheHistoryPrecedesTheReadingsWithoutAGap()
    {
        Read(600, "a");
        var row = Assert.Single(_board.RowsAt(Start));
        row.Seed([new ChartPoint(Start.AddMinutes(6), 5), new ChartPoint(Start.AddMinutes(5), 4), new ChartPoint(Start.AddMinutes(11), 7)]);

        Assert.Equal([5, 6, 7, 8, 9, 10], row.Viewers.Select(p => (p.Time - Start).TotalMinutes));
        Assert.Equal([4, 5, 5, 5, 5, 7], row.Viewers.Select(p => p.Value));
    }

    private IReadOnlyList<LiveStatChange> Read(int seconds, params string[] streams) =>
        _board.Add(new LiveReading(Start.AddSeconds(seconds), [.. streams.Select(s => LiveFrameTests.Stat(s, 7, 25, 1000))]));

    private static IEnumerable<string> Texts(IEnumerable<LiveStatChange> changes) =>
        changes.Select(c => $"{c.StreamId} {c.Change} {(c.Time - Start).TotalSeconds}").Order();
}
