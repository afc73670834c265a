using System.Management.Automation.Language;
using TencentLvb.Unit.Cmdlets;

namespace TencentLvb.Unit.Common;

/// <summary>PowerShell reads what completion inserts, and what advice shows for copying, as exactly one string: the intended one.</summary>
public sealed class CommandTextTests
{
    /// <summary>Names that end their quotes, names that are numbers, and names with characters that PowerShell interprets.</summary>
    public static TheoryData<string> Names =>
    [
        "8888_news", "a’; Write-Output PWNED; ’b", "a‘; calc; ‘b", "a‚; calc; ‚b", "a‛; calc; ‛b", "a'; calc; 'b", "‘’‚‛'", "“; calc; “",
            "$(calc)", "`$x",
        "1e5", "0x10", "0b11", "2kb", "10GB", "5d", "5l", "7n", "1.5", "1..3", "123", "1e400", "09", "12uy", "3ys", "9us", "4s", "6y",
        "8ul", ".5", "1.",
        "-rf", "--%", "-", "--", "---", "-1", "--x", "\u2013x", "\u2015x",
        "@x", "a b", "a,b", "a;b", "a|b", "a#b", "#a", "a&b",
            "{a}", "(a)", "[a]", "%", "?", "~", ">", "*", "a`b", "", "直播",
            "true", "_", "a.b-c@d",
        "٣", "Ⅷ", "x\u2014y", "\u2014x",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void PowerShellReadsExactlyTheName(string name)
    {
        using var shell = new TestShell();
        foreach (var text in new[] { CommandText.Quote(name), CommandText.QuoteIfNeeded(name) })
        {
            Parser.ParseInput("x " + text, out _, out var errors);
            Assert.Empty(errors);
            var got = shell.Run("function x { $args }; x " + text);
            Assert.Equal(name, Assert.IsType<string>(Assert.Single(got).BaseObject));
        }
    }

    [Theory]
    [InlineData("8888_news")]
    [InlineData("a.b-c@d")]
    [InlineData("直播")]
    public void ANameThatNeedsNoQuotesHasNone(string name) => Assert.Equal(name, CommandText.QuoteIfNeeded(name));

    [Fact]
    public void ACandidateThatCannotBeShownIsNotOffered()
    {
        (string, string)[] all = [("8888_a", "tip"), ("8888_\u001b[2Jb", "tip"), ("8888_c\n", "tip"), ("8888_\u202ed", "tip"),
            (new string('8', 10_000), "tip")];
        Assert.Equal(["8888_a"], Candidates.Matching("8888", all).Select(c => c.CompletionText));
    }

    [Fact]
    public void ATooltipIsShownOnOneLine()
    {
        var tip = Candidates.Matching("", [("a", "name \u001b[31m\r\n" + new string('x', 1000))]).Single().ToolTip;
        Assert.True(tip.Length <= 200);
        Assert.DoesNotContain(tip, char.IsControl);
    }

    [Theory]
    [InlineData("'88")]
    [InlineData("\"88")]
    [InlineData("‘88")]
    [InlineData("88")]
    public void AnOpenQuoteIsNotPartOfTheWord(string word) =>
        Assert.Equal(["'8888 a'"], Candidates.Matching(word, [("8888 a", "tip")]).Select(c => c.CompletionText));
}
