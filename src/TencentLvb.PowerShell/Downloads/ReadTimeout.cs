namespace TencentLvb.Downloads;

/// <summary>Reads with a time-out, even if the stream ignores its cancellation token (.NET Framework).</summary>
internal static class ReadTimeout
{
    public static async Task<int> ReadAsync(Stream source, byte[] buffer, int offset, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        using (limit.Token.Register(static s => ((Stream)s!).Dispose(), source))
        {
            try
            {
                return await source.ReadAsync(buffer, offset, buffer.Length - offset, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (limit.IsCancellationRequested)
            {
                cancellation.ThrowIfCancellationRequested();
                throw new TimeoutException("The source sends no data.", e);
            }
        }
    }
}
