using System.Globalization;

namespace TencentLvb;

/// <summary>
/// What cannot be the id of a stream. A change of such a stream would seem to succeed, and do nothing: the service takes any id. What
/// stands there is a filter, a list in one text, or a character that nobody sees.
/// </summary>
internal static class StreamIdRules
{
    private const string Example = "Specify a stream ID, for example 8888_news.";
    private static readonly char[] Wildcards = ['*', '?', '[', ']'];

    /// <summary>Why an element of -StreamId is refused; null when it can be an id.</summary>
    /// <param name="id">The element, as its argument transformation left it.</param>
    /// <param name="given">What the user gave.</param>
    public static LvbException? Refusal(string id, out object? given)
    {
        if (StreamIdArgumentAttribute.IsRefused(id, out given))
        {
            return given is null
                ? LvbErrors.InvalidArgument("A stream ID is null.", Example)
                : LvbErrors.InvalidArgument(
                    $"An object of type {given.GetType().Name} is not a stream ID and has no property StreamId, ChannelId or StreamName.",
                    "Pipe strings, whole numbers, or objects with one of these properties.");
        }

        given = id;
        return Refusal(id);
    }

    /// <summary>Why a text cannot be the id of a stream; null when it can.</summary>
    public static LvbException? Refusal(string id)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            return LvbErrors.InvalidArgument("A stream ID is empty.", Example);
        }

        if (IndexOfUnseen(id) is { } unseen)
        {
            return LvbErrors.InvalidArgument(
                $"The stream ID '{PrintableText.Of(id, 100)}' contains an invisible character ({Name(id, unseen)} at position "
                    + $"{unseen + 1}).",
                id[unseen] is '\r' or '\n'
                    ? "The text was split incorrectly. Read lines with Get-Content, without -Raw, or split them with -split "
                    + "'\\r?\\n'."
                    : "Remove the character. IDs that are copied from a web page or document often contain one.");
        }

        if (char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[id.Length - 1]))
        {
            return LvbErrors.InvalidArgument($"The stream ID '{Shown(id)}' begins or ends with white space.",
                "Remove it, for example with .Trim().");
        }

        if (id.IndexOfAny(Wildcards) >= 0)
        {
            return LvbErrors.InvalidArgument(
                $"The stream ID '{Shown(id)}' contains a wildcard. -StreamId accepts only exact IDs.",
                $"Filter a list instead, and pipe the result: Get-LvbChannel | Where-Object StreamId -like "
                    + $"{CommandText.Quote(Shown(id))}");
        }

        return id.IndexOf(',') < 0
            ? null
            : LvbErrors.InvalidArgument(
                $"'{Shown(id)}' looks like several stream IDs in one string.",
                $"Split it: -StreamId ({CommandText.Quote(Shown(id))} -split ','). A script started with pwsh -File receives a list as "
                    + "one string.");
    }

    private static int? IndexOfUnseen(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            // Nearly every id is of these alone, and there may be a hundred thousand of them.
            if (id[i] is >= ' ' and <= '~')
            {
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(id, i) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return i;
            }

            i += char.IsSurrogatePair(id, i) ? 1 : 0;
        }

        return null;
    }

    private static string Name(string id, int index) => id[index] switch
    {
        '\r' => "a carriage return",
        '\n' => "a line feed",
        '\t' => "a tab",
        _ => "U+" + (char.IsSurrogatePair(id, index) ? char.ConvertToUtf32(id, index) : id[index]).ToString("X4",
            CultureInfo.InvariantCulture),
    };

    private static string Shown(string id) => PrintableText.Of(id, 200);
}
