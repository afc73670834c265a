using System.Net;
using System.Reflection;

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
    private bool _signsConnectionIn;
    private object? _connection;

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
    /// <param name="scheme">
    /// How the proxy asks. NTLM and Negotiate sign a connection in, by several answers of 407 of which only the first shows.
    /// </param>
    public static void RefusedByProxy(string scheme)
    {
        if (UnderWay.Value is { } content)
        {
            content._signsConnectionIn = scheme is "NTLM" or "Negotiate";
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
        if (Interlocked.Exchange(ref _sent, 1) != 0 && !IsSigningIn(stream))
        {
            throw new HttpRequestException("it was closed without a response");
        }

        _connection = _signsConnectionIn ? ConnectionOf(stream) : null;
        return _bytes.Length == 0 ? Task.CompletedTask : stream.WriteAsync(_bytes, 0, _bytes.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }

    // The next message of a sign-in goes out on the connection that the proxy has just answered on. What .NET sends again by itself goes
    // out on another one, since the last was closed.
    private bool IsSigningIn(Stream stream) => _connection is { } last && ConnectionOf(stream) == last;

    // Nothing public tells one connection from another. Where the field is missing, a sign-in fails, and nothing is sent twice.
    private static object? ConnectionOf(Stream stream)
    {
        for (var type = stream.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField("_connection", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is { } field)
            {
                return field.GetValue(stream);
            }
        }

        return null;
    }
}
