using System.Management.Automation;

namespace TencentLvb.Completion;

/// <summary>
/// Selects the candidates that match the word at the cursor, quoted if PowerShell requires it. The texts may come from the service: text
/// with control or format characters, or very long text, is not offered, because it would be inserted at the prompt unchanged.
/// </summary>
internal static class Candidates
{
    private const int LongestText = 500;
    private const int LongestTip = 200;
    private static readonly char[] Quotes = ['\'', '"', '\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d', '\u201e'];

    /// <summary>Returns the candidates that begin with the word or, if there are none, those that contain it.</summary>
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
