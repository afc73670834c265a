using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Refuses filters of <c>Receive-LvbEvent</c> that cannot be intended. An event that a filter does not select is acknowledged and
/// dropped. A filter that can select nothing would lose all events, and an empty list of addresses must not admit everyone.
/// </summary>
internal static class ReceiverFilterRules
{
    private static readonly char[] Wildcards = ['*', '?', '[', ']', '`'];

    /// <summary>Returns the error for a list that was specified but is empty; null otherwise.</summary>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="isBound">Whether it was specified.</param>
    /// <param name="list">The value of the parameter.</param>
    /// <param name="consequence">The effect of omitting it.</param>
    public static LvbException? EmptyList(string parameter, bool isBound, Array? list, string consequence) =>
        isBound && list is not { Length: > 0 }
            ? LvbErrors.InvalidArgument(
                $"-{parameter} is an empty list.", $"Specify at least one value, or omit -{parameter} {consequence}.")
            : null;

    /// <summary>Returns the error for an element of -StreamId that cannot match any stream; null if it can.</summary>
    public static LvbException? Stream(string? pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern))
        {
            return LvbErrors.InvalidArgument(
                "An element of -StreamId is empty.", "Specify a stream ID or a pattern, for example 8888_news or 8888_*.");
        }

        if (!IsWildcard(pattern!))
        {
            return LvbErrors.InvalidArgument(
                $"-StreamId '{PrintableText.Of(pattern!, 200)}' is not a valid wildcard pattern.",
                "Close each [ with a ], or put a backtick before the [.");
        }

        // Wildcards match characters of an ID; a comma in brackets is one of several characters.
        var id = string.Concat(pattern!.Where(character => Array.IndexOf(Wildcards, character) < 0));
        id = pattern!.IndexOf('[') < 0 ? id : id.Replace(",", "");
        return id.Length == 0 ? null : StreamIdRules.Refusal(id);
    }

    private static bool IsWildcard(string pattern)
    {
        try
        {
            new WildcardPattern(pattern).IsMatch("");
            return true;
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }
}
