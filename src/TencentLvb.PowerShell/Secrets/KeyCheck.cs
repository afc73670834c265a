using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;

namespace TencentLvb.Secrets;

/// <summary>
/// Checks keys for invisible characters that were not intended. Copying, files, pipes and vaults add line breaks, spaces and byte order
/// marks, and such a key is silently a different key. Every key is checked here, whatever it signs and wherever it comes from; key IDs as
/// well.
/// </summary>
internal static class KeyCheck
{
    // Invisible characters of categories that also contain visible ones: fillers, blank patterns, joiners, variation selectors.
    private const string Invisible = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC\uFFFD";

    private const string Quotes = "'\"`\u00B4\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB";

    /// <summary>
    /// Returns the intended key. Invisible characters at its ends are removed, and the note reports them. They are refused within the
    /// key, as are quotation marks and a key without other characters. The text of the key exists only in one buffer, which is cleared,
    /// and never in a message.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="source">The source of the key, as the beginning of a sentence.</param>
    /// <param name="advice">The recommended action.</param>
    /// <param name="note">A note on the removed characters; null if there are none.</param>
    /// <returns>The same key if nothing was removed, otherwise a copy.</returns>
    /// <exception cref="LvbException">It is not a valid key (<c>LvbKeySecretType</c>).</exception>
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

    /// <summary>Does the same for the ID of a key, which is not secret.</summary>
    /// <exception cref="LvbException">It is not a valid ID of a key (<c>LvbKeySecretType</c>).</exception>
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
        while (from < to && IsInvisible(text[from]))
        {
            from++;
        }

        while (to > from && IsInvisible(text[to - 1]))
        {
            to--;
        }

        if (from == to)
        {
            throw text.Length == 0
                ? new LvbException(SecretErrors.SecretTypeId, $"{source} is empty.", advice)
                : Refused($"{source} contains only {Count(text.Length, Kind(text, 0))}", advice);
        }

        for (var i = from; i < to; i++)
        {
            if (IsInvisible(text[i]) || Quotes.IndexOf(text[i]) >= 0)
            {
                throw Refused($"{source} contains {An(Kind(text, i))} at position {Number(i - from + 1)} of {Number(to - from)}", advice);
            }
        }

        return (from, to);
    }

    /// <summary>Determines whether a text can be a SecretId. It is sent in a header, between separators that it must not contain.</summary>
    public static bool IsSecretId(string id) => id.Length > 0 && id.All(c => c is > ' ' and <= '~' and not ('/' or ',' or '='));

    private static LvbException Refused(string what, string advice) => new(
        SecretErrors.SecretTypeId,
        what + ". It cannot contain spaces, line breaks, other invisible characters, or quotation marks.",
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

        return $"{source} has {string.Join(" and ", parts)} its {Number(to - from)} characters. The extra characters were removed. "
            + "Store the value again without them.";
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

    private static bool IsInvisible(char c) =>
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
        : $"{Number(count)} invisible characters (the first is {An(kind)})";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
