using System.Text;
using System.Text.Json;

namespace TencentLvb.Transport;

/// <summary>Reads the body of a response, up to a limit.</summary>
internal static class ResponseBody
{
    /// <summary>Responses of the service are far smaller. A longer response comes from another source.</summary>
    public const int Longest = 64 * 1024 * 1024;

    // A length is only a claim, so memory is allocated as bytes arrive.
    private const int FirstBuffer = 64 * 1024;
    private const int LongestText = 200;

    /// <summary>Reads all bytes; returns one more than <paramref name="longest"/> if there are more.</summary>
    public static async Task<byte[]> ReadAsync(HttpContent content, int longest, CancellationToken cancellation)
    {
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
        var told = content.Headers.ContentLength;
        var most = Math.Min(told ?? long.MaxValue, longest + 1L);
        var body = new byte[Math.Min(most, told is null ? 4096 : FirstBuffer)];
        var length = 0;
        while (length <= longest && length != told)
        {
            if (length == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(body.Length * 2L, most));
            }

            var read = await stream.ReadAsync(body, length, body.Length - length, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        Array.Resize(ref body, length);
        return body;
    }

    /// <summary>Returns the bytes without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> Text(byte[] body) =>
        body.Length >= 3 && body[0] == 0xEF && body[1] == 0xBB && body[2] == 0xBF ? body.AsMemory(3) : body;

    /// <summary>Determines whether these bytes are the beginning of an incomplete JSON object.</summary>
    public static bool IsUnfinishedJson(byte[] body)
    {
        var bytes = Text(body).Span;
        if (bytes.Length == 0)
        {
            return false;
        }

        try
        {
            // All bytes so far are JSON, and the end is missing.
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
            while (reader.Read())
            {
            }

            // The depth of an opening bracket is that of its parent.
            return reader.CurrentDepth > 0
                || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                || reader.BytesConsumed < bytes.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Returns the beginning as text of at most 200 characters that is safe to print and contains no signature.</summary>
    public static string FirstBytes(byte[] body)
    {
        // Longer than the result: a signature that is cut in two would not be recognized.
        var text = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 5 * LongestText));
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            clean.Append(char.IsControl(character) ? ' ' : character);
        }

        return PrintableText.Of(LogRedaction.Foreign(clean.ToString().Trim()), LongestText);
    }
}
