using System.Text;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// Parses a notification's body as JSON: first unchanged, then without the special spaces between fields that copied bodies contain, such
/// as no-break and ideographic spaces.
/// </summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="LvbException"><c>LvbEventMalformed</c>.</exception>
    public static JsonDocument Parse(string text)
    {
        // Arbitrary garbage does not reach the parser, whose exceptions are expensive.
        var first = FirstMark(text);
        if (first == '\0')
        {
            throw EventErrors.Malformed("the body is empty");
        }

        if (first is not ('{' or '[' or '"' or '/'))
        {
            throw NotJson();
        }

        try
        {
            return JsonDocument.Parse(text, Tolerant);
        }
        catch (Exception strict) when (strict is JsonException or ArgumentException)
        {
            try
            {
                return HasOddSpace(text) ? JsonDocument.Parse(PlainSpaces(text), Tolerant) : throw NotJson(strict);
            }
            catch (Exception again) when (again is JsonException or ArgumentException)
            {
                throw NotJson(strict);
            }
        }
    }

    /// <summary>Parses without an exception.</summary>
    public static bool TryParse(string text, out JsonDocument? document)
    {
        try
        {
            document = Parse(text);
            return true;
        }
        catch (LvbException)
        {
            document = null;
            return false;
        }
    }

    /// <summary>Replaces special spaces outside of strings with plain ones. Returns the same text if there are none.</summary>
    public static string PlainSpaces(string text)
    {
        if (!HasOddSpace(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString && c == '\\' && i + 1 < text.Length)
            {
                plain.Append(c).Append(text[++i]);
                continue;
            }

            inString ^= c == '"';
            plain.Append(!inString && IsOddSpace(c) ? ' ' : c);
        }

        return plain.ToString();
    }

    private static LvbException NotJson(Exception? inner = null) => EventErrors.Malformed("the body is not valid JSON", inner);

    private static char FirstMark(string text)
    {
        foreach (var character in text)
        {
            if (!IsSpace(character))
            {
                return character;
            }
        }

        return '\0';
    }

    private static bool IsSpace(char character) => char.IsWhiteSpace(character) || IsOddSpace(character);

    private static bool IsOddSpace(char character) =>
        character > 0x7f && (char.IsWhiteSpace(character) || character is '\ufeff' or '\u200b');

    private static bool HasOddSpace(string text)
    {
        foreach (var character in text)
        {
            if (IsOddSpace(character))
            {
                return true;
            }
        }

        return false;
    }
}
