using System.Net.Http.Headers;

namespace TencentLvb.Downloads;

/// <summary>
/// Requests files. It follows redirects itself: .NET throws unexpected exceptions for redirects to other schemes, and would follow one
/// from the internet to this machine.
/// </summary>
internal sealed class DownloadClient : IDisposable
{
    private const int MostRedirections = 5;
    private readonly HttpClient _http;
    private readonly TimeSpan _patience;

    public DownloadClient(int connections, TimeSpan patience)
    {
        _patience = patience;
        var handler = OutgoingHandler.Create(ProxySettings.Current);
        handler.MaxConnectionsPerServer = connections;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Returns the response headers for a file, or for the rest of it.</summary>
    /// <param name="item">The file.</param>
    /// <param name="rest">The first byte, provided that the file still has this version; null for the whole file.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="LvbException">There is no response, or a redirect that is not followed.</exception>
    public async Task<HttpResponseMessage> AskAsync(DownloadItem item, (long Length, FileVersion Version)? rest,
        CancellationToken cancellation)
    {
        var address = item.Address;
        for (var redirections = 0; ; redirections++)
        {
            var answer = await SendAsync(item, address, rest, cancellation).ConfigureAwait(false);
            if (RedirectionOf(answer) is not { } location)
            {
                return answer;
            }

            using (answer)
            {
                address = redirections < MostRedirections
                    ? Follow(item, address, location, answer)
                    : throw DownloadErrors.Redirected(item, answer, $"redirects more than {MostRedirections} times");
            }
        }
    }

    /// <summary>Returns the target of a redirect if it is followed.</summary>
    /// <exception cref="LvbException">It is not followed.</exception>
    internal static Uri Follow(DownloadItem item, Uri from, string location, HttpResponseMessage answer)
    {
        if (!Uri.TryCreate(from, location, out var to) || !HttpUrl.IsWeb(to))
        {
            throw DownloadErrors.Redirected(item, answer,
                $"redirects to '{LogRedaction.Foreign(location)}', which is not an http or https address");
        }

        if (from.Scheme == "https" && to.Scheme != "https")
        {
            throw DownloadErrors.Redirected(item, answer, $"redirects from https to http ({HttpUrl.WithoutSecrets(to)})");
        }

        // A forged notification may contain an address that redirects to a server that only this machine can reach.
        return LocalAddress.IsLinkLocal(to) || (LocalAddress.IsThisMachine(to) && !LocalAddress.IsThisMachine(item.Address))
            ? throw DownloadErrors.Redirected(item, answer, $"redirects to {to.Host}, a loopback or link-local address")
            : to;
    }

    private async Task<HttpResponseMessage> SendAsync(
        DownloadItem item, Uri address, (long Length, FileVersion Version)? rest, CancellationToken cancellation)
    {
        if (ProxySettings.Current.UnusableVariable(address) is { } variable)
        {
            throw DownloadErrors.ProxyVariable(item, variable);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (rest is { } part)
            {
                request.Headers.Range = new RangeHeaderValue(part.Length, null);
                request.Headers.TryAddWithoutValidation("If-Range", part.Version.Condition);
            }

            var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if ((int)answer.StatusCode != ProxyErrors.AuthenticationRequired)
            {
                return answer;
            }

            using (answer)
            {
                var offered = answer.Headers.ProxyAuthenticate.Select(way => way.Scheme).Distinct().ToArray();
                throw DownloadErrors.Proxy(item, address, ProxyErrors.AuthenticationRequired, offered, inner: null);
            }
        }
        catch (OperationCanceledException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw DownloadErrors.Timeout(item, _patience, e);
        }
        catch (HttpRequestException e)
        {
            throw ProxyErrors.TunnelStatus(e) is { } status
                ? DownloadErrors.Proxy(item, address, status, offered: null, e)
                : DownloadErrors.Network(item, e);
        }
    }

    private static string? RedirectionOf(HttpResponseMessage answer) =>
        (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308 && answer.Headers.TryGetValues("Location", out var values)
            ? values.FirstOrDefault() : null;
}
