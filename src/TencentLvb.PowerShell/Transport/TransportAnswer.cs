using System.Net.Http.Headers;

namespace TencentLvb.Transport;

/// <summary>A complete answer with a status of 2xx.</summary>
internal readonly struct TransportAnswer(HttpResponseMessage response, byte[] body, bool repeated)
{
    /// <summary>All bytes of the body.</summary>
    public byte[] Body { get; } = body;

    /// <summary>Whether an earlier attempt of the same request may have arrived.</summary>
    public bool Repeated { get; } = repeated;

    public int Status => (int)response.StatusCode;

    /// <summary>The headers.</summary>
    public HttpResponseHeaders Headers => response.Headers;

    /// <summary>The server's time (<c>Date</c>); null when the answer does not carry one.</summary>
    public DateTimeOffset? Date => response.Headers.Date;

    /// <summary>
    /// The failure of an answer that is not one of the service. Where only the end of the connection ends the body, JSON that stops
    /// short is a connection that broke off.
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
