namespace TencentLvb.Transport;

/// <summary>Reads the body of an answer, up to a limit.</summary>
internal static class ResponseBody
{
    /// <summary>No answer of the service comes near this; whatever is longer comes from something else.</summary>
    public const int Longest = 64 * 1024 * 1024;

    /// <summary>All bytes; one more than <paramref name="longest"/> when there are more.</summary>
    public static async Task<byte[]> ReadAsync(HttpContent content, int longest, CancellationToken cancellation)
    {
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
        var told = content.Headers.ContentLength;
        var body = new byte[told is { } known ? (int)Math.Min(known, longest + 1L) : 4096];
        var length = 0;
        while (length <= longest && length != told)
        {
            if (length == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(body.Length * 2L, longest + 1L));
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
}
