using System.Net.Http.Headers;

namespace TencentLvb.Transport;

/// <summary>Represents a complete response with a 2xx status.</summary>
internal readonly struct TransportAnswer(HttpResponseMessage response, byte[] body, bool repeated)
{
    /// <summary>Gets all bytes of the body.</summary>
    public byte[] Body { get; } = body;

    /// <summary>Indicates whether an earlier attempt of the same request may have arrived.</summary>
    public bool Repeated { get; } = repeated;

    public int Status => (int)response.StatusCode;

    /// <summary>Gets the headers.</summary>
    public HttpResponseHeaders Headers => response.Headers;

    /// <summary>Gets the server's time (<c>Date</c>); null if the response does not contain it.</summary>
    public DateTimeOffset? Date => response.Headers.Date;

    /// <summary>
    /// Creates the failure of a response that does not come from the service. If only the end of the connection ends the body, incomplete
    /// JSON means that the connection was lost.
    /// </summary>
    public AttemptFailure Unreadable(TransportMessage message, Exception? inner = null)
    {
        if ((ContentPacking.Of(response) ?? (ContentPacking.IsGzip(Body, Body.Length) ? "gzip" : null)) is { } packing)
        {
            return new(TransportErrors.Packed(message, packing, Status), AttemptEffect.Unknown, IsTransient: false);
        }

        var isCutOff = response.Content.Headers.ContentLength is null
            && response.Headers.TransferEncodingChunked != true
            && ResponseBody.IsUnfinishedJson(Body);
        if (!isCutOff)
        {
            return new(TransportErrors.BadReply(message, Body, Status, inner), AttemptEffect.Unknown, IsTransient: false);
        }

        var what = $"the connection to {response.RequestMessage?.RequestUri?.Authority} was lost in the middle of the response.";
        return AttemptFailure.Broken(message, what, inner);
    }
}
