using System.Net;

namespace TencentLvb.Transport;

/// <summary>
/// A content that can be sent once. .NET by itself sends a request again, up to four times in all, when the server closes
/// the connection without a byte of reply; the second serialisation throws, and so each attempt is one request on the wire. A proxy that
/// asks who we are has passed nothing on: then it may be sent once more.
/// </summary>
internal sealed class SingleSendContent : HttpContent
{
    private static readonly AsyncLocal<SingleSendContent?> UnderWay = new();
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

    /// <summary>
    /// A proxy answered 407 to the request of this flow, and .NET asks for credentials to send it once more. Called for requests that
    /// <see cref="GoThroughProxy"/> announced.
    /// </summary>
    public static void RefusedByProxy()
    {
        if (UnderWay.Value is { } content)
        {
            Volatile.Write(ref content._sent, 0);
        }
    }

    /// <summary>
    /// Before the request is sent: it goes to a proxy as it is. (An https address is reached through a tunnel, which the proxy grants or
    /// refuses before it sees anything of the request.)
    /// </summary>
    public void GoThroughProxy() => UnderWay.Value = this;

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
