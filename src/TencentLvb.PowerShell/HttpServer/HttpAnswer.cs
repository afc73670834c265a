using System.Text;

namespace TencentLvb.Http;

/// <summary>
/// What goes back for one request, and how it misbehaves on the wire if it is to. The server never changes one, so an
/// instance can serve many requests.
/// </summary>
internal sealed class HttpAnswer
{
    public const string Json = "application/json; charset=utf-8";
    public const string PlainText = "text/plain; charset=utf-8";

    public HttpAnswer(int status, byte[]? body = null, string? contentType = null)
    {
        Status = status;
        Body = body ?? Array.Empty<byte>();
        ContentType = contentType;
    }

    public HttpAnswer(int status, string body, string contentType = Json)
        : this(status, Encoding.UTF8.GetBytes(body), contentType)
    {
    }

    /// <summary>A status with its name as plain text, for people who look with a browser.</summary>
    public static HttpAnswer Plain(int status, string? text = null) =>
        new(status, (text ?? HttpStatus.Reason(status)) + "\n", PlainText);

    public int Status { get; }

    public byte[] Body { get; }

    public string? ContentType { get; }

    /// <summary>Further header fields. <c>Date</c>, <c>Content-Length</c> and <c>Connection</c> are the server's own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>Closes the connection after this answer.</summary>
    public bool Close { get; init; }

    /// <summary>Closes the connection without a byte.</summary>
    public bool Drop { get; init; }

    /// <summary>Resets the connection (RST) without a byte.</summary>
    public bool Reset { get; init; }

    /// <summary>Sends only so many bytes of the body, though the head announces all, then closes.</summary>
    public int? TruncateBodyAt { get; init; }

    /// <summary>Waits so long before it does any of this.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Added to the true time in <c>Date</c>: a server whose clock is wrong.</summary>
    public TimeSpan DateOffset { get; init; }
}
