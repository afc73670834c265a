using System.Net.Sockets;

namespace TencentLvb.Backends.Api3;

/// <summary>What the metadata service answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The bytes of the body.</param>
/// <param name="Date">The service's clock; null when the answer has none.</param>
internal sealed record MetadataAnswer(int Status, byte[] Body, DateTimeOffset? Date);

/// <summary>
/// Asks the metadata service of CVM. Outside of Tencent Cloud nothing answers there, so the wait is short. Never through a proxy,
/// and without redirects: only the machine's own host may hand out its role.
/// </summary>
internal sealed class MetadataClient(Uri address)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private const int Longest = 64 * 1024;

    public Uri Address { get; } = address;

    /// <summary>One GET.</summary>
    /// <exception cref="LvbException">No answer came.</exception>
    public async Task<MetadataAnswer> GetAsync(string path, CancellationToken cancellation)
    {
        using var handler = new HttpClientHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            // On .NET Framework neither the look-up of a name nor a read can be cancelled: the wait ends, the work by itself.
            return await Bounded(SendAsync(client, new Uri(Address, path), limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is OperationCanceledException or HttpRequestException or IOException or SocketException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw CredentialErrors.Role(
                e is OperationCanceledException
                    ? $"The metadata service {Address.Host} did not answer within {LvbErrors.Seconds(Limit)}."
                    : $"There is no connection to the metadata service {Address.Host}.",
                "It is available only on CVM instances. "
                    + "Elsewhere connect with -CredentialSource Environment, File or Tccli, or with -SecretId.",
                e);
        }
    }

    private static async Task<MetadataAnswer> SendAsync(HttpClient client, Uri address, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        var body = await ResponseBody.ReadAsync(answer.Content, Longest, cancellation).ConfigureAwait(false);
        return new MetadataAnswer((int)answer.StatusCode, body, answer.Headers.Date);
    }

    private static async Task<T> Bounded<T>(Task<T> work, CancellationToken limit)
    {
        var over = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = limit.Register(() => over.TrySetResult(true));
        if (await Task.WhenAny(work, over.Task).ConfigureAwait(false) != work)
        {
            _ = work.ContinueWith(static t => t.Exception, TaskScheduler.Default);
            throw new OperationCanceledException();
        }

        return await work.ConfigureAwait(false);
    }
}
