using System.Text.RegularExpressions;

namespace TencentLvb.Unit.Conventions;

/// <summary>Checks texts that users read without context: complete sentences, without a gap where a value or a part is missing.</summary>
internal static partial class Sentences
{
    /// <summary>Checks a message or a recommendation, which may end with a command that can be copied.</summary>
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

    // Two spaces, a space before punctuation, empty quotes or brackets, and names that start or end in the middle.
    [GeneratedRegex(@"\s\s| [.,;:)]|\( |\(\)| ''(?!')|[,;:]\.|: *$|:[A-Za-z]+ \w+ \w+ [a-z]+$")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\.$|: [A-Z][a-z]+-Lvb\w+( -\w+( ('[^']*'|\S+))?| \| \w+-Object( \w+ -\w+ \w+)?)*$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"(?<=[a-z)'0-9]\.) ")]
    private static partial Regex Breaks();
}
