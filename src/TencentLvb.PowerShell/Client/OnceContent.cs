using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace TencentLvb.Client;

/// <summary>
/// A content that can be sent once. .NET by itself sends a request again, up to four times in all, when the server closes
/// the connection without a byte of reply; the second serialisation throws, and so each attempt is one request on the wire.
/// </summary>
internal sealed class OnceContent : HttpContent
{
    private readonly byte[] _bytes;
    private int _sent;

    public OnceContent(byte[] bytes, string? mediaType = null)
    {
        _bytes = bytes;
        if (mediaType is not null)
        {
            Headers.ContentType = new MediaTypeHeaderValue(mediaType) { CharSet = "utf-8" };
        }
    }

    /// <summary>Whether the request got as far as a connection.</summary>
    public bool Started => Volatile.Read(ref _sent) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (Interlocked.Exchange(ref _sent, 1) != 0)
        {
            throw new HttpRequestException("The request was sent once already and is not sent again.");
        }

        return _bytes.Length == 0 ? Task.CompletedTask : stream.WriteAsync(_bytes, 0, _bytes.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
