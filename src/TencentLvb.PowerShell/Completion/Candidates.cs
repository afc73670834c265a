using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TencentLvb.Completion;

/// <summary>Picks from a list what fits the word at the cursor, quoted where PowerShell asks for it.</summary>
internal static class Candidates
{
    private static readonly Regex Bare = new(@"^[A-Za-z0-9_][\w.\-@]*$", RegexOptions.CultureInvariant);
    private static readonly char[] Quotes = ['\'', '"'];

    /// <summary>Those that begin with the word; if there are none, those that hold it.</summary>
    public static IEnumerable<CompletionResult> Matching(string? word, IEnumerable<(string Text, string Tip)> all)
    {
        var typed = (word ?? "").Trim(Quotes);
        var list = all.ToList();
        var fitting = list.Where(c => c.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        if (fitting.Count == 0)
        {
            fitting = list.Where(c => c.Text.IndexOf(typed, StringComparison.OrdinalIgnoreCase) >= 0).ToList();
        }

        return fitting.Select(c => new CompletionResult(Quoted(c.Text), c.Text, CompletionResultType.ParameterValue, c.Tip));
    }

    private static string Quoted(string text) =>
        Bare.IsMatch(text) && !text.All(char.IsDigit) ? text : "'" + text.Replace("'", "''") + "'";
}
