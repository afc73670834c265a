using System.Globalization;

namespace TencentLvb;

/// <summary>
/// Refuses texts that cannot be a stream ID. The service accepts any ID, so a change of such a stream would appear to succeed without
/// effect. Typical cases are a filter, a list in one string, or an invisible character.
/// </summary>
internal static class StreamIdRules
{
    private const string Example = "Specify a stream ID, for example 8888_news.";
    private static readonly char[] Wildcards = ['*', '?', '[', ']'];

    /// <summary>Returns the error for an element of -StreamId; null if it can be a stream ID.</summary>
    /// <param name="id">The element, as returned by its argument transformation.</param>
    /// <param name="given">The user's input.</param>
    public static LvbException? Refusal(string id, out object? given)
    {
        if (StreamIdArgumentAttribute.IsRefused(id, out given))
        {
            return given is null
                ? LvbErrors.InvalidArgument("A stream ID is null.", Example)
                : LvbErrors.InvalidArgument(
                    $"An object of type {given.GetType().Name} is not a stream ID and has no StreamId, ChannelId or StreamName property.",
                    "Pipe strings, whole numbers, or objects with one of these properties.");
        }

        given = id;
        return Refusal(id);
    }

    /// <summary>Returns the error for a text that cannot be a stream ID; null if it can.</summary>
    public static LvbException? Refusal(string id)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            return LvbErrors.InvalidArgument("A stream ID is empty.", Example);
        }

        if (IndexOfInvisible(id) is { } unseen)
        {
            return LvbErrors.InvalidArgument(
                $"The stream ID '{PrintableText.Of(id, 100)}' contains an invisible character ({Name(id, unseen)} at position "
                    + $"{unseen + 1}).",
                id[unseen] is '\r' or '\n'
                    ? "The text was not split into lines correctly. Read the file with Get-Content without -Raw, or split the text with "
                    + "-split '\\r?\\n'."
                    : "Remove the character. IDs that are copied from a web page or a document often contain invisible characters.");
        }

        if (char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[id.Length - 1]))
        {
            return LvbErrors.InvalidArgument($"The stream ID '{Shown(id)}' begins or ends with white space.",
                "Remove it, for example with .Trim().");
        }

        if (id.IndexOfAny(Wildcards) >= 0)
        {
            return LvbErrors.InvalidArgument(
                $"The stream ID '{Shown(id)}' contains a wildcard. Only exact IDs are accepted.",
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

    private static int? IndexOfInvisible(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            // Nearly every ID contains only these characters, and there may be a hundred thousand IDs.
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
