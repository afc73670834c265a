using System.Net;

namespace TencentLvb.Downloads;

/// <summary>
/// Distinguishes a recording or picture from other responses of networks and storages with status 200: sign-in pages, errors as XML or
/// JSON, compressed bodies.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>The number of bytes that is sufficient to distinguish text from media.</summary>
    public const int Beginning = 512;

    /// <summary>Refuses unsuitable responses by their headers.</summary>
    /// <exception cref="LvbException">The response is an error, or not the requested content.</exception>
    public static void Head(DownloadItem item, HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw DownloadErrors.Http(item, (int)answer.StatusCode, answer.ReasonPhrase);
        }

        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation or HttpStatusCode.PartialContent))
        {
            throw DownloadErrors.BadReply(item, $"the response has HTTP status {(int)answer.StatusCode} and contains no file");
        }

        if (ContentPacking.Of(answer) is { } packing)
        {
            throw DownloadErrors.BadReply(item, $"the response is compressed with {packing}, which was not requested",
                "A proxy or the storage service compresses the response. Turn off compression for this address.");
        }

        var type = answer.Content.Headers.ContentType?.MediaType?.Trim().ToLowerInvariant() ?? "";
        if (IsText(type))
        {
            throw DownloadErrors.NoMedium(item, LogRedaction.Foreign(type));
        }

        // Storages also declare unknown content as text, and a playlist is text, so the bytes decide.
        item.IsDeclaredText = type.StartsWith("text/", StringComparison.Ordinal)
            && item.Size is null
            && !item.Path.EndsWith("." + MediaFile.Playlist, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Refuses unsuitable responses by the first bytes of the body, because the declared type may be missing or wrong.</summary>
    /// <exception cref="LvbException">The body is not the requested content.</exception>
    public static void Body(DownloadItem item, byte[] bytes, int count)
    {
        if (ContentPacking.IsGzip(bytes, count))
        {
            throw DownloadErrors.BadReply(item, "the response is compressed with gzip, but its headers do not indicate this",
                "A proxy or the storage service compresses the response. Turn off compression for this address.");
        }

        if (count == 0)
        {
            return;
        }

        var text = TextAt(bytes, count);
        var at = SkipBlanks(bytes, text.At, count, text.Width);
        if (at >= count)
        {
            // This is the whole content, or the beginning of a file that happens to contain such bytes.
            if (count < Beginning)
            {
                throw DownloadErrors.NoMedium(item, "blank");
            }

            return;
        }

        var next = SkipBlanks(bytes, at + text.Width, count, text.Width);
        var following = at + text.Width < count ? bytes[at + text.Width] : (byte)0;
        var afterBlanks = next < count ? bytes[next] : (byte)0;
        // Media never begins like this: a tag, a declaration or a comment; an object with a name or an empty one; a list of objects or
        // strings.
        if (bytes[at] == '<' && (following is (byte)'!' or (byte)'?' || IsLetter(following)))
        {
            throw DownloadErrors.NoMedium(item, "HTML or XML");
        }

        if ((bytes[at] == '{' && afterBlanks is (byte)'"' or (byte)'}')
            || (bytes[at] == '[' && afterBlanks is (byte)'"' or (byte)'{' or (byte)']'))
        {
            throw DownloadErrors.NoMedium(item, "JSON");
        }

        if (item.IsDeclaredText && IsPlainText(bytes, count))
        {
            throw DownloadErrors.NoMedium(item, "plain text");
        }
    }

    // Returns where the text begins after its byte order mark, and the number of bytes of each character.
    private static (int At, int Width) TextAt(byte[] bytes, int count) => count switch
    {
        >= 3 when bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF => (3, 1),
        >= 4 when bytes[0] == 0xFF && bytes[1] == 0xFE && bytes[3] == 0 => (2, 2),
        >= 4 when bytes[0] == 0xFE && bytes[1] == 0xFF && bytes[2] == 0 => (3, 2),
        _ => (0, 1),
    };

    private static bool IsPlainText(byte[] bytes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (bytes[i] is < (byte)' ' and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or > (byte)'~')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetter(byte letter) => letter is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z';

    private static int SkipBlanks(byte[] bytes, int at, int count, int width)
    {
        while (at < count && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at += width;
        }

        return at;
    }

    private static bool IsText(string type) =>
        type is "text/html" or "text/xml" or "text/json" or "application/xml" or "application/json"
        || type.EndsWith("+xml", StringComparison.Ordinal)
        || type.EndsWith("+json", StringComparison.Ordinal);
}
