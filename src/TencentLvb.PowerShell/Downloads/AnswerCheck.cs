using System.Net;

namespace TencentLvb.Downloads;

/// <summary>
/// Tells a recording or picture from what networks and storages answer in its place with status 200: sign-in pages, errors as XML or JSON,
/// packed bodies.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>So many bytes are enough to tell a text from a medium.</summary>
    public const int Beginning = 64;

    /// <summary>Refuses what the head of an answer gives away.</summary>
    /// <exception cref="LvbException">It is an error, or something else than was asked for.</exception>
    public static void Head(DownloadItem item, HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw DownloadErrors.Http(item, (int)answer.StatusCode, answer.ReasonPhrase);
        }

        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation or HttpStatusCode.PartialContent))
        {
            throw DownloadErrors.BadReply(item, $"the answer has HTTP status {(int)answer.StatusCode}, which brings no file");
        }

        if (ContentPacking.Of(answer) is { } packing)
        {
            throw DownloadErrors.BadReply(item, $"the answer is packed with {packing}, which was not asked for",
                "A proxy or the storage packs what it should not: exempt the address from compression there.");
        }

        if (answer.Content.Headers.ContentType?.MediaType is { } type && IsText(type.Trim().ToLowerInvariant()))
        {
            throw DownloadErrors.NoMedium(item, LogRedaction.Foreign(type));
        }
    }

    /// <summary>Refuses what the first bytes of a body give away: the type in the head may be missing or wrong.</summary>
    /// <exception cref="LvbException">It is something else than was asked for.</exception>
    public static void Body(DownloadItem item, byte[] bytes, int count)
    {
        if (ContentPacking.IsGzip(bytes, count))
        {
            throw DownloadErrors.BadReply(item, "the answer is packed with gzip, without saying so",
                "A proxy or the storage packs what it should not: exempt the address from compression there.");
        }

        var at = count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        at = SkipBlanks(bytes, at, count);
        if (at + 1 >= count)
        {
            return;
        }

        // No medium begins so: a tag, a declaration or a comment; an object with a name, or an empty one.
        if (bytes[at] == '<' && (bytes[at + 1] is (byte)'!' or (byte)'?' || char.IsLetter((char)bytes[at + 1])))
        {
            throw DownloadErrors.NoMedium(item, "HTML or XML");
        }

        if (bytes[at] == '{' && SkipBlanks(bytes, at + 1, count) is var next && next < count && bytes[next] is (byte)'"' or (byte)'}')
        {
            throw DownloadErrors.NoMedium(item, "JSON");
        }
    }

    private static int SkipBlanks(byte[] bytes, int at, int count)
    {
        while (at < count && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    private static bool IsText(string type) =>
        type is "text/html" or "text/xml" or "text/json" or "application/xml" or "application/json"
        || type.EndsWith("+xml", StringComparison.Ordinal)
        || type.EndsWith("+json", StringComparison.Ordinal);
}
