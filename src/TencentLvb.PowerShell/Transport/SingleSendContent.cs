using System.Net;
using System.Reflection;

namespace TencentLvb.Transport;

/// <summary>
/// Represents a content that can be sent only once. .NET automatically sends a request again, up to four times in all, if the server
/// closes the connection without a response. The second serialization throws, so each attempt is one request on the wire. A proxy that
/// requires authentication has not forwarded the request, so it can then be sent again.
/// </summary>
internal sealed class SingleSendContent : HttpContent
{
    private static readonly AsyncLocal<SingleSendContent?> UnderWay = new();
    private readonly byte[] _bytes;
    private int _sent;
    private bool _signsConnectionIn;
    private object? _connection;

    /// <param name="bytes">The body.</param>
    /// <param name="contentType">Its type, sent byte for byte, because a signature may cover it.</param>
    public SingleSendContent(byte[] bytes, string? contentType = null)
    {
        _bytes = bytes;
        if (contentType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
    }

    /// <summary>
    /// Indicates whether the request may have arrived. The handler serializes the content when it has a connection and has written the
    /// headers to its buffer, and sends the last bytes of the headers with the content or after it. While this is false, no server can
    /// have received all headers.
    /// </summary>
    public bool Started => Volatile.Read(ref _sent) != 0;

    /// <summary>
    /// Records that a proxy returned 407 for the request of this flow, and that .NET asks for credentials to send it again. Called for
    /// requests that <see cref="GoThroughProxy"/> announced.
    /// </summary>
    /// <param name="scheme">The authentication scheme of the proxy. NTLM and Negotiate authenticate a connection with several 407
    /// responses, of which only the first is visible.</param>
    public static void RefusedByProxy(string scheme)
    {
        if (UnderWay.Value is { } content)
        {
            content._signsConnectionIn = scheme is "NTLM" or "Negotiate";
            Volatile.Write(ref content._sent, 0);
        }
    }

    /// <summary>
    /// Call before the request is sent to a proxy directly. (An https address is reached through a tunnel, which the proxy allows or
    /// refuses before it sees any of the request.)
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

    // The next message of the authentication is sent on the connection on which the proxy has just responded. A request that .NET sends
    // again automatically uses another connection, because the last one was closed.
    private bool IsSigningIn(Stream stream) => _connection is { } last && ConnectionOf(stream) == last;

    // No public member identifies a connection. If the field is missing, authentication fails, and nothing is sent twice.
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
