using System.Text;

namespace TencentLvb.Http;

/// <summary>
/// Represents the response to one request, and how it simulates faults on the wire. The server never changes it, so an instance can serve
/// many requests.
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

    /// <summary>Creates a response with a status and its name as plain text, for people who use a browser.</summary>
    public static HttpAnswer Plain(int status, string? text = null) =>
        new(status, (text ?? HttpStatus.Reason(status)) + "\n", PlainText);

    public int Status { get; }

    public byte[] Body { get; }

    public string? ContentType { get; }

    /// <summary>Gets further header fields. The server itself sends <c>Date</c>, <c>Content-Length</c> and <c>Connection</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <summary>Gets whether the connection is closed after this response.</summary>
    public bool Close { get; init; }

    /// <summary>Gets whether the connection is closed without sending a byte.</summary>
    public bool Drop { get; init; }

    /// <summary>Gets whether the connection is reset (RST) without sending a byte.</summary>
    public bool Reset { get; init; }

    /// <summary>Gets the number of body bytes to send before closing, although the header announces all of them.</summary>
    public int? TruncateBodyAt { get; init; }

    /// <summary>Gets the delay before the response.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets the difference that is added to <c>Date</c>, to simulate a server whose clock is wrong.</summary>
    public TimeSpan DateOffset { get; init; }
}
