using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>Checks texts that a user reads on their own: whole sentences, with no gap where a value or a part is missing.</summary>
internal static partial class Sentences
{
    /// <summary>Checks a message or an advice. It may end with a command that can be copied.</summary>
    public static void Check(string? text)
    {
        Assert.Matches(Beginning(), text);
        Assert.DoesNotMatch(Gap(), text);
        Assert.Matches(Ending(), text);
        Assert.All(Breaks().Split(text!), sentence => Assert.Matches(Beginning(), sentence));
    }

    /// <summary>Checks both texts of an error.</summary>
    public static LvbException Check(LvbException error)
    {
        Check(error.Message);
        Check(error.RecommendedAction);
        return error;
    }

    [GeneratedRegex("^[A-Z0-9'$-]")]
    private static partial Regex Beginning();

    // Two blanks, a blank before a mark, empty quotes or brackets, and names that end or begin in the middle of something.
    [GeneratedRegex(@"\s\s| [.,;:)]|\( |\(\)| ''(?!')|[,;:]\.|: *$|:[A-Za-z]+ \w+ \w+ [a-z]+$")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\.$|: [A-Z][a-z]+-Lvb\w+( -\w+( ('[^']*'|\S+))?| \| \w+-Object( \w+ -\w+ \w+)?)*$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"(?<=[a-z)'0-9]\.) ")]
    private static partial Regex Breaks();
}
