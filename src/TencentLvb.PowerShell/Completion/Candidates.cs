using System.Management.Automation;

namespace TencentLvb.Completion;

/// <summary>
/// Picks from a list what fits the word at the cursor, quoted where PowerShell asks for it. The texts may come from the service: one with
/// control or format characters, or one without an end, is not offered, since it would be put at the prompt as it is.
/// </summary>
internal static class Candidates
{
    private const int LongestText = 500;
    private const int LongestTip = 200;
    private static readonly char[] Quotes = ['\'', '"', '\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d', '\u201e'];

    /// <summary>Those that begin with the word; if there are none, those that hold it.</summary>
    public static IEnumerable<CompletionResult> Matching(string? word, IEnumerable<(string Text, string Tip)> all)
    {
        var typed = (word ?? "").Trim(Quotes);
        var list = all.Where(c => c.Text.Length <= LongestText && PrintableText.IsSafe(c.Text)).ToList();
        var fitting = list.Where(c => c.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        if (fitting.Count == 0)
        {
            fitting = list.Where(c => c.Text.IndexOf(typed, StringComparison.OrdinalIgnoreCase) >= 0).ToList();
        }

        return fitting.Select(c => new CompletionResult(
            CommandText.QuoteIfNeeded(c.Text), c.Text, CompletionResultType.ParameterValue, PrintableText.Of(c.Tip, LongestTip)));
    }
}
