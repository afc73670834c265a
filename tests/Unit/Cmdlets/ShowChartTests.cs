namespace TencentLvb.Unit.Cmdlets;

public sealed class ShowChartTests : IDisposable
{
    private const string Points = """
        $points = 0..59 | ForEach-Object {
            [pscustomobject]@{ StreamId = '8888_news'; Time = [DateTimeOffset]::Now.AddMinutes($_ - 60); Online = 100 + $_; Fps = 25 }
        };
        """;

    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void LinesOfTextAreEmitted()
    {
        var lines = Lines(Points + "$points | Show-LvbChart -Width 70 -Height 10");

        Assert.Equal(10, lines.Count);
        Assert.StartsWith("Viewers of 8888_news", lines[0]);
        Assert.Contains("now 159, peak 159 at ", string.Join(" ", lines.Take(2)));
        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
        Assert.Equal(lines, Lines(Points + "Show-LvbChart $points -Width 70 -Height 10"));
    }

    [Theory]
    [InlineData("de-DE", "23.11.2026 06:48:00 +08:00", "1234,5")]
    [InlineData("de-DE", "2026-11-23T06:48:00.0000000+08:00", "1234.5")]
    [InlineData("en-US", "11/23/2026 6:48:00 AM +08:00", "1234.5")]
    [InlineData("en-GB", "03/11/2026 06:48:00 +08:00", "1234.5")]
    public void CsvRowsAreReadInTheirCulture(string culture, string time, string value)
    {
        var lines = Lines(
            "[cultureinfo]::CurrentCulture = $culture; [pscustomobject]@{ StreamId = 'a'; Time = $time; BandwidthMbps = $value } | "
                + "Show-LvbChart -Property BandwidthMbps -Width 200",
            ("culture", culture), ("time", time), ("value", value));

        Assert.Contains("peak 1,234 Mbps", lines[0].Replace("1,235", "1,234", StringComparison.Ordinal));
        Assert.Contains($"2026-11-{(culture == "en-GB" ? "0" : "2")}", lines[0].Replace(", 11-", ", 2026-11-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ StreamId = 'a'; Online = 1 }", "^The object has no Time property")]
    [InlineData("[pscustomobject]@{ StreamId = 'a'; Time = 'yesterday'; Online = 1 }", "^The object has no Time property")]
    [InlineData(
        "[pscustomobject]@{ StreamId = 'a'; Time = [datetime]::Now; Online = 'many' }",
        "^The Online property of the object is not a number")]
    [InlineData(
        "[pscustomobject]@{ StreamId = 'a'; Time = [datetime]::Now; Online = [double]::NaN }",
        "^The Online property of the object is not a number")]
    [InlineData("[datetime]'2026-01-01'", @"^The object has no (property that can be charted|Online property)\.")]
    [InlineData("'text'", @"^The object has no (property that can be charted|Online property)\.")]
    public void AnObjectThatIsNotAPointIsOneErrorAndTheOthersAreDrawn(string bad, string message)
    {
        using var shell = _shell.Script(Points + $"{bad}, $points[0], {bad}, $points[1] | ForEach-Object {{ $_ }} | Show-LvbChart");
        var lines = shell.Invoke();

        Assert.Equal(12, lines.Count);
        Assert.Equal(2, shell.Streams.Error.Count);
        Assert.All(shell.Streams.Error, e => Assert.StartsWith("LvbInvalidArgument", e.FullyQualifiedErrorId));
        Assert.All(shell.Streams.Error, e => Assert.Matches(message, e.ToString()));
        Assert.NotNull(shell.Streams.Error[0].TargetObject);
    }

    [Fact]
    public void APointWithoutAValueIsAGap()
    {
        var lines = Lines(Points + "$points[30].Online = $null; $points[31].Online = ''; $points | Show-LvbChart -Width 200");

        Assert.EndsWith("1 gap", lines[0]);
    }

    [Fact]
    public void NoInputEmitsNothing() =>
        Assert.Empty(Lines("@() | Show-LvbChart; [pscustomobject]@{ Time = [datetime]::Now; Online = $null } | Show-LvbChart"));

    [Fact]
    public void APushShowsItsBitrateUnlessAnotherPropertyIsSpecified()
    {
        const string Push = "[pscustomobject]@{ StreamId = 'a'; Time = [datetime]::Now; Fps = 25; BitrateBps = 2400000 } | Show-LvbChart";

        Assert.StartsWith("Bit rate (kbps) of a", Lines(Push)[0]);
        Assert.StartsWith("Frame rate (fps) of a", Lines(Push + " -Property Fps")[0]);
    }

    [Fact]
    public void TheAccountIsAllStreamsAndDomainsSeparateStreams()
    {
        var lines = Lines("""
            $now = [datetime]::Now
            [pscustomobject]@{ StreamId = $null; Time = $now; Online = 9 },
            [pscustomobject]@{ StreamId = 'a'; PlayDomain = 'one.example.com'; Time = $now; Online = 5 },
            [pscustomobject]@{ StreamId = 'a'; PlayDomain = 'two.example.com'; Time = $now; Online = 4 } |
                ForEach-Object { $_ } | Show-LvbChart -Width 120
            """);

        Assert.Contains("all streams", lines[12]);
        Assert.Contains("a (one.example.com)", lines[13]);
        Assert.Contains("a (two.example.com)", lines[14]);
    }

    [Fact]
    public void NamesCannotContainEscapeSequences()
    {
        var lines = Lines(
            "[pscustomobject]@{ StreamId = \"a$([char]27)[31m$([char]10)b\"; Time = [datetime]::Now; Online = 9 } | Show-LvbChart");

        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
    }

    private List<string> Lines(string script, params (string Name, object? Value)[] variables) =>
        [.. _shell.Run(script, variables).Select(o => Assert.IsType<string>(o.BaseObject))];
}
