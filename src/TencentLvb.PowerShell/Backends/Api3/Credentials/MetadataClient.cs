using System.Net.Sockets;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents a response of the metadata service.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The bytes of the body.</param>
/// <param name="Date">The service's clock; null if the response does not contain it.</param>
internal sealed record MetadataAnswer(int Status, byte[] Body, DateTimeOffset? Date);

/// <summary>
/// Sends requests to the CVM metadata service. Outside of Tencent Cloud it does not respond, so the time limit is short. Never uses a
/// proxy or follows redirects: only the machine's own host may issue the keys of its role.
/// </summary>
internal sealed class MetadataClient(Uri address)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private const int Longest = 64 * 1024;

    public Uri Address { get; } = address;

    /// <summary>Sends a GET request.</summary>
    /// <exception cref="LvbException">There was no response.</exception>
    public async Task<MetadataAnswer> GetAsync(string path, CancellationToken cancellation)
    {
        using var handler = new HttpClientHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            // On .NET Framework neither a name lookup nor a read can be canceled. The wait ends, and the work completes on its own.
            return await Bounded(SendAsync(client, new Uri(Address, path), limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is OperationCanceledException or HttpRequestException or IOException or SocketException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw CredentialErrors.Role(
                e is OperationCanceledException
                    ? $"The metadata service {Address.Host} did not respond within {LvbErrors.Seconds(Limit)}."
                    : $"Cannot connect to the metadata service {Address.Host}.",
                "The metadata service is available only on CVM instances. "
                    + "On other machines, connect with -CredentialSource Environment, File or Tccli, or with -SecretId.",
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
