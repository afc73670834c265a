using System.Net;
using System.Net.Http.Headers;

namespace TencentLvb.Downloads;

/// <summary>
/// Fetches files from the storage. Goes on where it broke off, as long as the file there is still the same. No account is involved:
/// nothing of a key or sign is sent.
/// </summary>
internal sealed class Downloader : IDisposable
{
    private const int Retries = 3;
    private const int LongestRedirection = 5;
    private readonly HttpClient _http;
    private readonly TimeSpan _patience;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;

    public Downloader(int connections, TimeSpan patience, Func<TimeSpan, CancellationToken, Task>? delay = null)
    {
        _patience = patience;
        _delay = delay ?? Task.Delay;
        _http = new HttpClient(new HttpClientHandler
        {
            UseCookies = false,
            MaxAutomaticRedirections = LongestRedirection,
            MaxConnectionsPerServer = connections,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Fetches one file, and returns it under its final name.</summary>
    /// <exception cref="LvbException">It could not be fetched; what has arrived stays beside it.</exception>
    public async Task<FileInfo> FetchAsync(DownloadItem item, CallLog notes, CancellationToken cancellation)
    {
        var partial = new PartialFile(item);
        var furthest = 0L;
        for (var retry = 0; ; retry++)
        {
            try
            {
                await AttemptAsync(item, partial, notes, cancellation).ConfigureAwait(false);
                return partial.Complete();
            }
            catch (LvbException error) when (IsWorthAnotherTry(error))
            {
                // As long as something arrives it is worth going on.
                retry = item.Received > furthest ? 0 : retry;
                furthest = Math.Max(furthest, item.Received);
                if (retry >= Retries)
                {
                    throw;
                }

                var pause = RetryPolicy.Backoff(retry);
                notes.Verbose($"{item.Name}: {error.ErrorId} after {item.Received} bytes; again in {LvbErrors.Seconds(pause)}");
                await _delay(pause, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw DownloadErrors.Save(item, e);
            }
        }
    }

    private static bool IsWorthAnotherTry(LvbException error) =>
        error.ErrorId is LvbErrors.NetworkId or LvbErrors.TimeoutId || error.StatusCode is 429 or >= 500;

    private async Task AttemptAsync(DownloadItem item, PartialFile partial, CallLog notes, CancellationToken cancellation)
    {
        var resume = partial.Resumable();
        using var answer = await AskAsync(item, resume, cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && resume is { } part)
        {
            if (answer.Content.Headers.ContentRange?.Length == part.Length)
            {
                // Nothing was missing but the name.
                item.Received = item.Expected = part.Length;
                return;
            }

            // The file is no longer what it was: from the start, once.
            partial.Discard();
            notes.Verbose($"{item.Name}: the file has changed; from the start");
            using var whole = await AskAsync(item, null, cancellation).ConfigureAwait(false);
            await StoreAsync(item, partial, whole, 0, notes, cancellation).ConfigureAwait(false);
            return;
        }

        await StoreAsync(item, partial, answer, resume?.Length ?? 0, notes, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> AskAsync(DownloadItem item, (long Length, string Validator)? resume, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, item.Address);
        if (resume is { } part)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            request.Headers.TryAddWithoutValidation("If-Range", part.Validator);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_patience);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw DownloadErrors.Timeout(item, _patience, e);
        }
        catch (HttpRequestException e)
        {
            throw DownloadErrors.Network(item, e);
        }
    }

    private async Task StoreAsync(
        DownloadItem item, PartialFile partial, HttpResponseMessage answer, long offset, CallLog notes, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw DownloadErrors.Http(item, (int)answer.StatusCode, answer.ReasonPhrase);
        }

        var range = answer.Content.Headers.ContentRange;
        if (answer.StatusCode != HttpStatusCode.PartialContent)
        {
            offset = 0;
        }
        else if (range?.From != offset)
        {
            partial.Discard();
            throw DownloadErrors.BadReply(item, "the answer holds another part than was asked for");
        }
        else
        {
            notes.Verbose($"{item.Name}: goes on at byte {offset}");
        }

        item.Received = offset;
        item.Expected = range?.Length ?? (offset + answer.Content.Headers.ContentLength) ?? -1;
        using (var file = partial.Open(offset, Validator(answer)))
        {
            await ReceiveAsync(item, answer, file, cancellation).ConfigureAwait(false);
        }

        if (item.Expected >= 0 && item.Received != item.Expected)
        {
            throw DownloadErrors.Short(item);
        }

        notes.Verbose($"{item.Name}: {item.Received} bytes from {item.PrintableAddress}");
    }

    private async Task ReceiveAsync(DownloadItem item, HttpResponseMessage answer, FileStream file, CancellationToken cancellation)
    {
        try
        {
            using var body = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
            await PartialFile.CopyAsync(body, file, item, _patience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw DownloadErrors.Timeout(item, _patience, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw DownloadErrors.Network(item, e);
        }
    }

    // A weak ETag does not promise the same bytes.
    private static string? Validator(HttpResponseMessage answer) =>
        answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag
        : answer.Content.Headers.LastModified is { } date ? date.ToString("r", System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
