using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;

namespace TencentLvb.Secrets;

/// <summary>
/// Looks through a key for what nobody sees and nobody meant: copying, files, pipes and vaults add line ends, blanks and byte order marks,
/// and such a key is silently another one. Every key goes through here, whatever it signs and wherever it comes from; so do key ids.
/// </summary>
internal static class KeyCheck
{
    // Visible to nobody, though of categories that have visible characters too: fillers, blank patterns, joiners, variation selectors.
    private const string Invisible = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC\uFFFD";

    private const string Quotes = "'\"`\u00B4\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB";

    /// <summary>
    /// The key as it was meant. What nobody sees is cut off at its ends, and the note says so; in its middle it is refused, as are quotes
    /// and a key that holds nothing else. The key's text lives in one buffer, which is cleared, and never in a message.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="source">Where it comes from, to begin a sentence with.</param>
    /// <param name="advice">How to give it again.</param>
    /// <param name="note">What was cut off; null for nothing.</param>
    /// <returns>The same key if nothing was cut off, else a copy.</returns>
    /// <exception cref="LvbException">It cannot be a key (<c>LvbKeySecretType</c>).</exception>
    public static SecureString Clean(SecureString key, string source, string advice, out string? note)
    {
        var text = new char[key.Length];
        var handle = Marshal.SecureStringToGlobalAllocUnicode(key);
        try
        {
            Marshal.Copy(handle, text, 0, text.Length);
            var (from, to) = Ends(text, source, advice);
            note = Note(text, from, to, source);
            return note is null ? key : Part(text, from, to);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(handle);
            Array.Clear(text, 0, text.Length);
        }
    }

    /// <summary>The same for the id of a key, which is no secret.</summary>
    /// <exception cref="LvbException">It cannot be an id of a key (<c>LvbKeySecretType</c>).</exception>
    public static string CleanId(string id, string source, string advice, out string? note)
    {
        var text = id.ToCharArray();
        var (from, to) = Ends(text, source, advice);
        note = Note(text, from, to, source);
        return id.Substring(from, to - from);
    }

    private static (int From, int To) Ends(char[] text, string source, string advice)
    {
        var (from, to) = (0, text.Length);
        while (from < to && IsUnseen(text[from]))
        {
            from++;
        }

        while (to > from && IsUnseen(text[to - 1]))
        {
            to--;
        }

        if (from == to)
        {
            throw Refused(text.Length == 0 ? $"{source} is empty"
                : $"{source} contains only {Count(text.Length, Kind(text, 0)).TrimEnd(',')}", advice);
        }

        for (var i = from; i < to; i++)
        {
            if (IsUnseen(text[i]) || Quotes.IndexOf(text[i]) >= 0)
            {
                throw Refused($"{source} contains {An(Kind(text, i))} at position {Number(i - from + 1)} of {Number(to - from)}", advice);
            }
        }

        return (from, to);
    }

    /// <summary>Whether a text can be a SecretId: it goes into a header, between signs that it must not hold itself.</summary>
    public static bool IsSecretId(string id) => id.Length > 0 && id.All(c => c is > ' ' and <= '~' and not ('/' or ',' or '='));

    private static LvbException Refused(string what, string advice) => new(
        SecretErrors.SecretTypeId,
        what + ". A key contains only visible characters: no spaces, line breaks or quotation marks.",
        advice);

    private static string? Note(char[] text, int from, int to, string source)
    {
        if (from == 0 && to == text.Length)
        {
            return null;
        }

        var parts = new List<string>(2);
        if (from > 0)
        {
            parts.Add($"{Count(from, Kind(text, 0))} before");
        }

        if (to < text.Length)
        {
            parts.Add($"{Count(text.Length - to, Kind(text, to))} after");
        }

        return $"{source} has {string.Join(" and ", parts)} its {Number(to - from)} characters. They were removed; store the key again "
            + "without them.";
    }

    private static SecureString Part(char[] text, int from, int to)
    {
        var part = new SecureString();
        for (var i = from; i < to; i++)
        {
            part.AppendChar(text[i]);
        }

        part.MakeReadOnly();
        return part;
    }

    private static bool IsUnseen(char c) =>
        char.IsWhiteSpace(c)
        || Invisible.IndexOf(c) >= 0
        || c is >= '\uFE00' and <= '\uFE0F'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Kind(char[] text, int index) => text[index] switch
    {
        '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' => "line break",
        ' ' => "space",
        '\t' => "tab",
        '\uFEFF' => "byte order mark (U+FEFF)",
        var c when Quotes.IndexOf(c) >= 0 => "quotation mark",
        var c => $"{(char.IsWhiteSpace(c) ? "space" : char.IsControl(c) ? "control character" : "invisible character")} (U+{(int)c:X4})",
    };

    private static string An(string kind) => (kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + kind;

    private static string Count(int count, string kind) => count == 1 || (count == 2 && kind == "line break")
        ? An(kind)
        : $"{Number(count)} characters, the first {An(kind)},";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
