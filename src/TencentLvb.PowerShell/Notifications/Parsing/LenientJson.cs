using System.Text;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// A notification's body as JSON: strictly first; then again without what copies of bodies have between their fields, such as
/// no-break and ideographic blanks.
/// </summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="LvbException"><c>LvbEventMalformed</c>.</exception>
    public static JsonDocument Parse(byte[] body)
    {
        var start = BomLength(body);
        if (body.Length == start)
        {
            throw EventErrors.Malformed("the body is empty");
        }

        try
        {
            return JsonDocument.Parse(new System.ReadOnlyMemory<byte>(body, start, body.Length - start), Tolerant);
        }
        catch (JsonException strict)
        {
            try
            {
                return JsonDocument.Parse(PlainBlanks(Text(body)), Tolerant);
            }
            catch (JsonException)
            {
                throw EventErrors.Malformed("the body is no JSON", strict);
            }
        }
    }

    /// <summary>The body as text.</summary>
    public static string Text(byte[] body)
    {
        var start = BomLength(body);
        return Encoding.UTF8.GetString(body, start, body.Length - start);
    }

    private static int BomLength(byte[] body) => body.Length >= 3 && body[0] == 0xef && body[1] == 0xbb && body[2] == 0xbf ? 3 : 0;

    // Outside of strings every white space becomes a blank; inside nothing changes.
    private static string PlainBlanks(string text)
    {
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
            plain.Append(!inString && c > 0x7f && (char.IsWhiteSpace(c) || c is '\ufeff' or '\u200b') ? ' ' : c);
        }

        return plain.ToString();
    }
}
