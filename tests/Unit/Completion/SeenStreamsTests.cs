namespace TencentLvb.Unit.Completion;

public sealed class SeenStreamsTests
{
    private readonly SeenStreams seen = new();

    [Fact]
    public void TheLastThousandAreKept()
    {
        for (var i = 0; i < 3000; i++)
        {
            seen.Add("s" + i, new LiveChannel());
        }

        Assert.Equal(1000, seen.All().Count);
        Assert.Equal("s2999", seen.All()[^1].StreamId);
    }

    [Fact]
    public void AStreamThatIsSeenAgainIsKeptWithItsLatestState()
    {
        seen.Add("first", new LiveChannel());
        for (var i = 0; i < 999; i++)
        {
            seen.Add("s" + i, new LiveChannel());
        }

        seen.Add("first", new ChannelStatus { Status = LvbChannelState.Disabled });
        seen.Add("one more", new LiveChannel());
        var first = Assert.Single(seen.All(), s => s.StreamId == "first");
        Assert.StartsWith("first: Disabled, ", first.Tip, System.StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamThatIsSeenOftenDisplacesNoOther()
    {
        seen.Add("quiet", new LiveChannel());
        for (var i = 0; i < 10_000; i++)
        {
            seen.Add("busy", new LiveChannel());
        }

        Assert.Equal(["quiet", "busy"], seen.All().Select(s => s.StreamId));
    }

    [Fact]
    public void ANotificationIsKeptOnlyByItsEventType()
    {
        seen.Add("a", new StreamStateEvent { EventType = LvbEventType.StreamStarted, StreamParameter = "txSecret=abc" });
        Assert.IsType<LvbEventType>(seen.All().Single().Fact);
    }

    [Theory]
    [InlineData("8888_a", "8888_a")]
    [InlineData("12345", "'12345'")]
    [InlineData("3891_@v_tls#3pf", "'3891_@v_tls#3pf'")]
    [InlineData("a'b c", "'a''b c'")]
    public void NamesThatPowerShellWouldMisreadAreQuoted(string id, string expected) =>
        Assert.Equal(expected, Candidates.Matching("", [(id, id)]).Single().CompletionText);

    [Fact]
    public void PrefixMatchesWinOverSubstringMatches()
    {
        (string, string)[] all = [("news_main", "x"), ("old_news", "x")];
        Assert.Equal(["news_main"], Candidates.Matching("NEWS", all).Select(c => c.CompletionText));
        Assert.Equal(["old_news"], Candidates.Matching("'ld_", all).Select(c => c.CompletionText));
    }
}
