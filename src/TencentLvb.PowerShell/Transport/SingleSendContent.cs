using System.Net;

namespace TencentLvb.Transport;

/// <summary>
/// A content that can be sent once. .NET by itself sends a request again, up to four times in all, when the server closes
/// the connection without a byte of reply; the second serialisation throws, and so each attempt is one request on the wire.
/// </summary>
internal sealed class SingleSendContent : HttpContent
{
    private readonly byte[] _bytes;
    private int _sent;

    /// <param name="bytes">The body.</param>
    /// <param name="contentType">Its type, sent byte for byte as it stands: a signature may cover it.</param>
    public SingleSendContent(byte[] bytes, string? contentType = null)
    {
        _bytes = bytes;
        if (contentType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
    }

    /// <summary>
    /// Whether the request may have arrived. The handler asks for the content when it has a connection and has put the head
    /// into its buffer, and sends the last bytes of the head with the content or after it: while this is false, no server can have a
    /// whole head.
    /// </summary>
    public bool Started => Volatile.Read(ref _sent) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (Interlocked.Exchange(ref _sent, 1) != 0)
        {
            throw new HttpRequestException("it was closed without an answer");
        }

        return _bytes.Length == 0 ? Task.CompletedTask : stream.WriteAsync(_bytes, 0, _bytes.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
