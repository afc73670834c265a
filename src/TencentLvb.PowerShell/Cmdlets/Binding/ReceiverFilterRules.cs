using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// What cannot be meant by a filter of <c>Receive-LvbEvent</c>. An event that a filter does not select is acknowledged and gone, so a
/// filter that can select nothing loses all events, and an empty list of addresses must not let everybody in.
/// </summary>
internal static class ReceiverFilterRules
{
    private static readonly char[] Wildcards = ['*', '?', '[', ']', '`'];

    /// <summary>Why a list is refused that was specified but holds nothing; null when it was not specified, or holds something.</summary>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="isBound">Whether it was specified.</param>
    /// <param name="list">Its value.</param>
    /// <param name="consequence">What its absence means.</param>
    public static LvbException? EmptyList(string parameter, bool isBound, Array? list, string consequence) =>
        isBound && list is not { Length: > 0 }
            ? LvbErrors.InvalidArgument(
                $"-{parameter} is an empty list.", $"Specify at least one value. Omit -{parameter} {consequence}.")
            : null;

    /// <summary>Why an element of -StreamId cannot select any stream; null when it can.</summary>
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
                "Close each [ with a ], or put a backtick before it.");
        }

        // Wildcards stand for characters of an id; a comma between brackets is one of several.
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
