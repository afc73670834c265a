using System.Diagnostics;
using System.Net;

namespace TencentLvb.Downloads;

/// <summary>
/// Downloads files from the storage. An interrupted download is resumed if the file has not changed. No account is involved, and no key
/// or sign is sent.
/// </summary>
internal sealed class Downloader : IDisposable
{
    private const int Retries = 3;
    private readonly DownloadClient _client;
    private readonly TimeSpan _patience;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;

    public Downloader(int connections, TimeSpan patience, Func<TimeSpan, CancellationToken, Task>? delay = null)
    {
        _patience = patience;
        _delay = delay ?? Task.Delay;
        _client = new DownloadClient(connections, patience);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Downloads a file and returns it under its final name.</summary>
    /// <exception cref="LvbException">The download failed. The received part is kept in the same folder.</exception>
    public async Task<FileInfo> FetchAsync(DownloadItem item, CallLog notes, CancellationToken cancellation)
    {
        try
        {
            using var partial = await PartialFile.HoldAsync(item, cancellation).ConfigureAwait(false);
            if (item.Existing is { } existing)
            {
                // Another process has completed it in the meantime.
                return existing;
            }

            await FetchAsync(item, partial, notes, cancellation).ConfigureAwait(false);
            return partial.Complete();
        }
        catch (IOException e) when (PartialFile.IsHeld(e))
        {
            throw DownloadErrors.Busy(item, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DownloadErrors.Save(item, e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or NotSupportedException
            && !cancellation.IsCancellationRequested)
        {
            // Any exception of .NET that a header, an address or a body causes is an error of this file only.
            throw DownloadErrors.BadReply(item,
                $"the response cannot be read ({NetworkText.Of(e)})");
        }
    }

    private async Task FetchAsync(DownloadItem item, PartialFile partial, CallLog notes, CancellationToken cancellation)
    {
        var furthest = 0L;
        var attempts = 0;
        var clock = Stopwatch.StartNew();
        for (var retry = 0; ; retry++)
        {
            attempts++;
            try
            {
                await AttemptAsync(item, partial, notes, cancellation).ConfigureAwait(false);
                return;
            }
            catch (LvbException error) when (IsWorthAnotherTry(error))
            {
                // As long as bytes arrive, retrying is useful.
                retry = item.Received > furthest ? 0 : retry;
                furthest = Math.Max(furthest, item.Received);
                if (retry >= Retries)
                {
                    throw LvbErrors.AfterAttempts(error, attempts, clock.Elapsed);
                }

                var pause = RetryPolicy.Backoff(retry);
                notes.Verbose($"{item.Name}: {error.ErrorId} after {item.Received} bytes; retrying in {LvbErrors.Seconds(pause)}");
                await _delay(pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static bool IsWorthAnotherTry(LvbException error) => error.IsTemporary && error.Reason != LvbErrorReason.BadReply;

    private async Task AttemptAsync(DownloadItem item, PartialFile partial, CallLog notes, CancellationToken cancellation)
    {
        if (partial.Resumable() is { } part)
        {
            using var answer = await _client.AskAsync(item, part, cancellation).ConfigureAwait(false);
            var version = FileVersion.Of(item, answer);
            if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && part.Version.IsCompleteAt(part.Length, version))
            {
                // Only the final name was missing.
                item.Received = item.Expected = part.Length;
                CheckLength(item, part.Length);
                return;
            }

            var isChanged = answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
                || (answer.StatusCode == HttpStatusCode.PartialContent
                    && (!part.Version.CanContinueWith(version) || answer.Content.Headers.ContentRange?.From != part.Length));
            if (!isChanged)
            {
                await StoreAsync(item, partial, answer, part.Length, notes, cancellation).ConfigureAwait(false);
                return;
            }

            partial.Discard();
            notes.Verbose($"{item.Name}: the file has changed; downloading it from the start");
        }

        using var whole = await _client.AskAsync(item, null, cancellation).ConfigureAwait(false);
        await StoreAsync(item, partial, whole, 0, notes, cancellation).ConfigureAwait(false);
    }

    private async Task StoreAsync(
        DownloadItem item, PartialFile partial, HttpResponseMessage answer, long offset, CallLog notes, CancellationToken cancellation)
    {
        AnswerCheck.Head(item, answer);
        var range = answer.Content.Headers.ContentRange;
        if (answer.StatusCode != HttpStatusCode.PartialContent)
        {
            offset = 0;
        }
        else if (range?.From != offset || range.Unit != "bytes" || range.To - range.From + 1 < answer.Content.Headers.ContentLength)
        {
            partial.Discard();
            throw DownloadErrors.BadReply(item, "the response contains a different part of the file than requested");
        }
        else
        {
            notes.Verbose($"{item.Name}: resuming at byte {offset}");
        }

        var version = FileVersion.Of(item, answer);
        CheckLength(item, version.Total);
        item.Offset = item.Received = offset;
        item.Expected = version.Total ?? item.Size ?? -1;
        using (var file = partial.Open(offset, version))
        {
            await ReceiveAsync(item, answer, file, cancellation).ConfigureAwait(false);

            // A file with its final name must be complete, even after a power failure.
            file.Flush(flushToDisk: true);
        }

        CheckReceived(item, partial);
        notes.Verbose($"{item.Name}: received {item.Received} bytes from {item.PrintableAddress}");
    }

    // Checked before any byte is read: the object contains the size of the file.
    private static void CheckLength(DownloadItem item, long? total)
    {
        if (total == 0)
        {
            throw DownloadErrors.BadReply(item, "the response is empty");
        }

        if (total > item.Most)
        {
            throw DownloadErrors.TooLong(item);
        }

        if (total is { } told && item.Size is { } size && told != size)
        {
            throw DownloadErrors.OtherLength(item, told, size);
        }
    }

    private static void CheckReceived(DownloadItem item, PartialFile partial)
    {
        if (item.Expected >= 0 && item.Received < item.Expected)
        {
            throw DownloadErrors.Short(item);
        }

        if (item.Received == 0 || item.Received > (item.Expected < 0 ? item.Most : item.Expected))
        {
            partial.Discard();
            throw item.Received == 0 ? DownloadErrors.BadReply(item, "the response is empty")
                : item.Expected < 0 ? DownloadErrors.TooLong(item)
                : DownloadErrors.BadReply(item, "the response is longer than the file");
        }
    }

    private async Task ReceiveAsync(DownloadItem item, HttpResponseMessage answer, FileStream file, CancellationToken cancellation)
    {
        try
        {
            using var body = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
            await DownloadCopy.RunAsync(body, file, item, _patience, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or IOException or HttpRequestException && item.Expected > 0
            && item.Received == item.Expected)
        {
            // All bytes have arrived. Whether the connection was then left open or closed is irrelevant.
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
}
