namespace TencentLvb.Unit.Views;

/// <summary>Watch-LvbLiveStat in a real PowerShell in a real terminal.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class WatchInTerminalTests
{
    [Fact]
    public async Task ItFollowsTheWindowAndQRestoresTheTerminal()
    {
        Assert.SkipWhen(PseudoTerminal.Missing is not null, PseudoTerminal.Missing ?? "");
        using var terminal = new PseudoTerminal(80, 20, "Watch-LvbLiveStat; Set-Content $here/rest \"$?\"");

        await terminal.Until(() => terminal.Lines.Any(
            l => l.StartsWith("  8888_sports", StringComparison.Ordinal) && l.Contains('█', StringComparison.Ordinal)));
        await terminal.Until(() => terminal.Lines[19].StartsWith("1-4 of 4  q quit", StringComparison.Ordinal));
        Assert.True(terminal.IsOnSecondScreen);
        Assert.False(terminal.HasCursor);
        Assert.Contains("4 live", terminal.Lines[0]);

        terminal.Resize(120, 30);
        await terminal.Until(() => terminal.Lines.Count == 30 && terminal.Lines[1].Contains("Peak", StringComparison.Ordinal)
            && terminal.Lines[29].StartsWith("1-4", StringComparison.Ordinal));
        terminal.Send("s");
        await terminal.Until(() => terminal.Lines[1].Contains("Mbps▼", StringComparison.Ordinal));
        terminal.Send("/spo\r");
        await terminal.Until(() => terminal.Lines[29].StartsWith("1-1 of 1 with \"spo\"", StringComparison.Ordinal));
        terminal.Send("q");

        var (before, after) = await terminal.ModesAsync();
        Assert.Equal(Modes(before), Modes(after));
        Assert.Equal((false, true), (terminal.IsOnSecondScreen, terminal.HasCursor));
        Assert.Contains(terminal.Lines, l => l.StartsWith("  8888_sports", StringComparison.Ordinal));
        Assert.Equal("True", (await File.ReadAllTextAsync(Path.Combine(terminal.Folder, "rest"))).Trim());
    }

    // Twice as often as needed: another process may use one of the processors.
    [Fact]
    public async Task CtrlCEndsItWithinTwoTenthsOfASecond()
    {
        Assert.SkipWhen(PseudoTerminal.Missing is not null, PseudoTerminal.Missing ?? "");
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < 3 && shortest > TimeSpan.FromMilliseconds(200); i++)
        {
            using var terminal = new PseudoTerminal(80, 20, "Watch-LvbLiveStat");
            await terminal.Until(() => terminal.Lines.Any(l => l.Contains("8888_news", StringComparison.Ordinal)));

            terminal.Send("\u0003");
            var time = await terminal.Until(() => !terminal.IsOnSecondScreen && terminal.HasCursor);

            shortest = time < shortest ? time : shortest;
            var (before, after) = await terminal.ModesAsync();
            Assert.Equal(Modes(before), Modes(after));
            Assert.Contains(terminal.Lines, l => l.StartsWith("  8888_news", StringComparison.Ordinal));
        }

        Assert.InRange(shortest.TotalMilliseconds, 0, 200);
    }

    [Fact]
    public async Task WithoutColorsThereAreNone()
    {
        Assert.SkipWhen(PseudoTerminal.Missing is not null, PseudoTerminal.Missing ?? "");
        using var terminal = new PseudoTerminal(80, 20, "Watch-LvbLiveStat -MinimumFps 30 -Duration 3s", ("NO_COLOR", "1"));

        await terminal.Until(() => terminal.Lines.Any(l => l.StartsWith("! 8888_news", StringComparison.Ordinal)));
        await terminal.ModesAsync();

        Assert.DoesNotMatch(
            "\u001b\\[[0-9;]*m(?!.{0,8}\u001b\\[\\?)", terminal.All.Split("\u001b[?1049h")[1].Split("\u001b[0m\u001b[?7h")[0]);
    }

    [Fact]
    public async Task RedirectedItEmitsObjects()
    {
        Assert.SkipWhen(PseudoTerminal.Missing is not null, PseudoTerminal.Missing ?? "");
        using var terminal = new PseudoTerminal(
            80,
            20,
            """
            Watch-LvbLiveStat -Duration 1s | ForEach-Object { "piped $_" }
            Start-ThreadJob { Import-Module $using:module; Watch-LvbLiveStat -Connection $using:c -Duration 1s } |
                Receive-Job -Wait | ForEach-Object { "job $_" }
            Watch-LvbLiveStat -PassThru -Duration 1s | Out-String -Stream | Select-Object -First 1
            """.Insert(0, "$c = Get-LvbConnection; $module = (Get-Module TencentLvb).Path\n"));

        await terminal.ModesAsync();

        Assert.Contains("piped 8888_news", terminal.All, StringComparison.Ordinal);
        Assert.Contains("job 8888_news", terminal.All, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[?1049h", terminal.All, StringComparison.Ordinal);
    }

    // Without the size, which the test changes itself.
    private static string Modes(string stty) =>
        string.Join("\n", stty.Split('\n').Where(l => !l.StartsWith("speed", StringComparison.Ordinal)));
}
