namespace TencentLvb.Downloads;

/// <summary>Copies received bytes to a file.</summary>
internal static class DownloadCopy
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>
    /// Copies until the end of the source, or until more bytes than announced have arrived, and counts them. The first bytes of a file
    /// are checked before any is written.
    /// </summary>
    /// <exception cref="TimeoutException">The source sent nothing for too long.</exception>
    /// <exception cref="LvbException">The target cannot be written, or the content is not media.</exception>
    public static async Task RunAsync(Stream source, Stream target, DownloadItem item, TimeSpan patience, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        var held = 0;
        var isChecked = item.Received > 0;
        while (item.Received <= (item.Expected < 0 ? item.Most : item.Expected))
        {
            var read = await ReadTimeout.ReadAsync(source, buffer, held, patience, cancellation).ConfigureAwait(false);
            held += read;
            if (!isChecked && read > 0 && held < AnswerCheck.Beginning)
            {
                continue;
            }

            if (!isChecked)
            {
                AnswerCheck.Body(item, buffer, Math.Min(held, AnswerCheck.Beginning));
                isChecked = true;
            }

            await WriteAsync(target, buffer, held, item, cancellation).ConfigureAwait(false);
            item.Received += held;
            held = 0;
            if (read == 0)
            {
                return;
            }
        }
    }

    private static async Task WriteAsync(Stream target, byte[] buffer, int count, DownloadItem item, CancellationToken cancellation)
    {
        try
        {
            await target.WriteAsync(buffer, 0, count, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DownloadErrors.Save(item, e);
        }
    }
}
