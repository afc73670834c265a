using System.Globalization;
using System.Text;

namespace TencentLvb.Common;

/// <summary>
/// Makes any text safe to show in a terminal, a table or a log. Nothing in the result moves the cursor, changes colors, starts a new
/// line, or hides or reorders adjacent text.
/// </summary>
internal static class PrintableText
{
    /// <summary>The character that replaces removed characters.</summary>
    public const char Replacement = '\uFFFD';

    private const string Cut = "...";

    /// <summary>
    /// Returns the text on one line: line breaks become spaces; other control characters (C0, C1), format characters (bidirectional
    /// controls, zero-width characters, tags) and lone surrogates become <see cref="Replacement"/>.
    /// </summary>
    /// <param name="text">Any text; null counts as empty.</param>
    /// <param name="longest">The maximum number of characters. Longer text ends in three dots.</param>
    public static string Of(string? text, int longest = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var first = FirstUnsafe(text!);
        if (first == text!.Length && first <= longest)
        {
            return text;
        }

        var clean = new StringBuilder(text, 0, Math.Min(first, longest), Math.Min(text.Length, longest) + 2);
        var index = clean.Length;
        while (index < text.Length && clean.Length <= longest)
        {
            var length = char.IsSurrogatePair(text, index) ? 2 : 1;
            if (Substitute(text, index) is { } other)
            {
                clean.Append(other);
            }
            else
            {
                clean.Append(text, index, length);
            }

            index += length;
        }

        return index < text.Length || clean.Length > longest ? Shorten(clean, longest) : clean.ToString();
    }

    /// <summary>Determines whether the text is safe to show unchanged.</summary>
    public static bool IsSafe(string text) => FirstUnsafe(text) == text.Length;

    /// <summary>Determines whether the character at an index is safe to show unchanged.</summary>
    public static bool IsSafeAt(string text, int index) => Substitute(text, index) is null;

    private static int FirstUnsafe(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            // Printable ASCII characters need no lookup.
            if (text[index] is >= ' ' and <= '~')
            {
                continue;
            }

            if (Substitute(text, index) is not null)
            {
                return index;
            }

            index += char.IsSurrogatePair(text, index) ? 1 : 0;
        }

        return text.Length;
    }

    private static char? Substitute(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) switch
    {
        UnicodeCategory.Control when text[index] is '\t' or '\n' or '\v' or '\f' or '\r' or '\u0085' => ' ',
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => ' ',
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate => Replacement,
        _ => null,
    };

    private static string Shorten(StringBuilder clean, int longest)
    {
        clean.Length = Math.Max(0, longest - Cut.Length);
        if (clean.Length > 0 && char.IsHighSurrogate(clean[clean.Length - 1]))
        {
            clean.Length--;
        }

        return clean.Append(Cut).ToString();
    }
}
