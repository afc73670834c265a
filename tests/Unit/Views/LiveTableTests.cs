namespace TencentLvb.Unit.Views;

/// <summary>The live table in a terminal of the test.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class LiveTableTests : IDisposable
{
    private readonly FakeTerminal _terminal = new(80, 12);
    private readonly FakeFeed _feed = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [Fact]
    public async Task QEndsItAndRestoresTheTerminal()
    {
        _feed.Answers.Enqueue(() => [LiveFrameTests.Stat("8888_news", 1094, 25, 2_390_000)]);
        var run = Start();

        await Until(() => _terminal.Lines.Any(l => l.Contains("1,094", StringComparison.Ordinal)));
        Assert.True(_terminal.Screen.IsOnSecondScreen);
        Assert.False(_terminal.Screen.HasCursor);
        await Until(() => _terminal.Lines.Any(l => l.Contains('█', StringComparison.Ordinal) && l.Contains('▅', StringComparison.Ordinal)));
        _terminal.Press('q');
        await run;

        AssertRestored();
        Assert.Contains("1 live", _terminal.Lines[0]);
        Assert.Contains("8888_news", _terminal.Lines[2]);
        Assert.Equal("", string.Concat(_terminal.Lines.Skip(3)));
    }

    [Fact]
    public async Task AStopEndsItWithinTwoTenthsOfASecond()
    {
        // The fastest of a few stops: a busy machine can delay any single one.
        var fastest = long.MaxValue;
        for (var i = 0; i < 10 && fastest > 200; i++)
        {
            using var another = new LiveTableTests();
            fastest = Math.Min(fastest, await another.StopTime());
        }

        Assert.InRange(fastest, 0, 200);
    }

    [Fact]
    public async Task AnExceptionRestoresTheTerminal()
    {
        _feed.Answers.Enqueue(() => throw new InvalidCastException("a bug"));

        await Assert.ThrowsAsync<InvalidCastException>(() => Start());

        AssertRestored();
    }

    [Fact]
    public async Task AFailureIsInTheLastLineUntilTheNextResponse()
    {
        _feed.Answers.Enqueue(() => [LiveFrameTests.Stat("a", 5, 25, 1000)]);
        _feed.Answers.Enqueue(() => throw LvbErrors.InvalidArgument("The \u001b[31mhouse is on fire.", "Leave."));
        _feed.Answers.Enqueue(() => [LiveFrameTests.Stat("a", 6, 25, 1000)]);
        var run = Start(TimeSpan.FromMilliseconds(300));

        await Until(() => _terminal.Lines[^1].Contains("LvbInvalidArgument: The \ufffd[31mhouse is on fire.", StringComparison.Ordinal));
        Assert.Contains(_terminal.Lines, l => l.StartsWith("  a ", StringComparison.Ordinal));
        await Until(() => _terminal.Lines[^1].StartsWith("1-1 of 1", StringComparison.Ordinal));
        _terminal.Press('q');
        await run;
    }

    [Fact]
    public async Task KeysScrollSortAndFilter()
    {
        _feed.Answers.Enqueue(
            () => [.. Enumerable.Range(100, 100).Select(i => LiveFrameTests.Stat($"s{i}", 1000 - i, 25, 1 + (i * 1000)))]);
        var run = Start();
        await Until(() => _terminal.Lines[2].StartsWith("  s100", StringComparison.Ordinal));

        _terminal.Press('\0', ConsoleKey.PageDown);
        await Until(() => _terminal.Lines[2].StartsWith("  s109", StringComparison.Ordinal));
        _terminal.Press('\0', ConsoleKey.UpArrow);
        await Until(() => _terminal.Lines[2].StartsWith("  s108", StringComparison.Ordinal));
        _terminal.Press('\0', ConsoleKey.End);
        await Until(() => _terminal.Lines[10].StartsWith("  s199", StringComparison.Ordinal));
        _terminal.Press('s');
        _terminal.Press('s');
        await Until(() => _terminal.Lines[2].StartsWith("  s199", StringComparison.Ordinal));
        foreach (var key in "/s12")
        {
            _terminal.Press(key);
        }

        await Until(() => _terminal.Lines[11].StartsWith("Filter: s12_", StringComparison.Ordinal));
        _terminal.Press('\r', ConsoleKey.Enter);
        await Until(() => _terminal.Lines[11].StartsWith("1-9 of 10 with \"s12\"", StringComparison.Ordinal));
        _terminal.Press('q');
        await run;
    }

    [Fact]
    public async Task AResizeRedrawsIt()
    {
        _feed.Answers.Enqueue(() => [LiveFrameTests.Stat("8888_news", 1094, 25, 2_390_000)]);
        var run = Start();
        await Until(() => _terminal.Lines[2].Contains("8888_news", StringComparison.Ordinal));

        _terminal.Resize(160, 30);

        await Until(() => _terminal.Lines.Count == 30 && _terminal.Lines[1].Contains("Peak", StringComparison.Ordinal)
            && _terminal.Lines[29].Contains("q quit", StringComparison.Ordinal));
        _terminal.Press('q');
        await run;
        AssertRestored();
    }

    [Fact]
    public async Task OnlyChangesAreWritten()
    {
        _feed.Answers.Enqueue(() => [.. Enumerable.Range(0, 8).Select(i => LiveFrameTests.Stat($"s{i}", 1000 - i, 25, 1 + (i * 1000)))]);
        var run = Start();
        await Until(() => _terminal.Lines[2].StartsWith("  s0", StringComparison.Ordinal));
        await Task.Delay(1200);
        _terminal.Written.Clear();

        await Until(() => !_terminal.Written.IsEmpty);
        _terminal.Press('q');
        await run;

        // The clock in the header. A sparkline changes only once in a minute or two, and is longer than that.
        Assert.InRange(_terminal.Written.First().Length, 50, 1000);
        Assert.StartsWith("\u001b[?2026h\u001b[1;1H", _terminal.Written.First(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", _terminal.Written.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDurationEndsIt()
    {
        _feed.Answers.Enqueue(() => []);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        await Start(duration: TimeSpan.FromMilliseconds(300));

        Assert.InRange(clock.ElapsedMilliseconds, 300, 20_000);
        AssertRestored();
    }

    private async Task<long> StopTime()
    {
        _feed.Answers.Enqueue(() => []);
        var run = Start();
        await Until(() => _terminal.Lines.Any(l => l.Contains("No stream is live", StringComparison.Ordinal)));

        var clock = System.Diagnostics.Stopwatch.StartNew();
        await _stop.CancelAsync();
        await run;

        AssertRestored();
        return clock.ElapsedMilliseconds;
    }

    private void AssertRestored() =>
        Assert.Equal((false, true, true), (_terminal.Screen.IsOnSecondScreen, _terminal.Screen.HasCursor, _terminal.Screen.Wraps));

    private Task Start(TimeSpan? interval = null, TimeSpan? duration = null)
    {
        var options = new LiveTableOptions("LVB 1", interval ?? TimeSpan.FromSeconds(5), duration, Colour: true, Ascii: false);
        var table = new LiveTable(_terminal, _feed, new LiveBoard(new LiveThresholds()), new LiveView(LiveSort.Online), options);
        return Task.Run(() => table.Run(_stop.Token));
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition());
    }
}
