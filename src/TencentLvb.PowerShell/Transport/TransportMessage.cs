namespace TencentLvb.Transport;

/// <summary>
/// Represents one request to a service, as seen by the transport: it signs itself for each attempt and reads its response. The transport
/// knows nothing else about the service.
/// </summary>
internal abstract class TransportMessage
{
    /// <summary>The recommended action for a change whose effect no command shows.</summary>
    public const string LookAtTheAccount = "Check whether the call took effect before you run the command again.";

    /// <summary>Gets the interface or action, for errors (<see cref="LvbException.Interface"/>).</summary>
    public abstract string Interface { get; }

    /// <summary>Gets the name of the request in messages and verbose output: the interface, and the stream if there is one.</summary>
    public abstract string DisplayName { get; }

    /// <summary>Gets the retry class, which determines what happens when an attempt fails.</summary>
    public abstract RetryClass Retry { get; }

    /// <summary>
    /// Indicates whether an attempt in flight is completed (within its time limit) after a stop, because its response cannot be obtained
    /// again. No further attempt follows.
    /// </summary>
    public virtual bool FinishWhenStopped => false;

    /// <summary>Gets the possible effect of a request without a response. A clause without a full stop.</summary>
    public virtual string WhatMayExist => "the call might have taken effect";

    /// <summary>Gets the command that shows the effect in that case. A sentence; the command comes last.</summary>
    public virtual string HowToLook => LookAtTheAccount;

    /// <summary>Gets the address and the parameters without secrets, for verbose output.</summary>
    public abstract string LogAddress { get; }

    /// <summary>
    /// Prepares what the signature requires if that takes time, for example temporary credentials that must be renewed. Called before
    /// each attempt, outside of its time limit. It may send other messages, and writes its notes to <paramref name="log"/>.
    /// </summary>
    /// <exception cref="LvbException">The request cannot be signed.</exception>
    public virtual Task PrepareAsync(CallLog log, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Creates the signed request of one attempt.</summary>
    /// <param name="now">The current time of the service, as far as it is known.</param>
    public abstract SignedRequest Sign(DateTimeOffset now);
}

/// <summary>Represents a request together with the reader of its response.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
internal abstract class TransportMessage<T> : TransportMessage
{
    /// <summary>
    /// Reads a complete response with a 2xx status and returns its value, or the failure that its code means. A <see
    /// cref="FormatException"/> (or any other exception of the JSON reader) means that the response does not come from the service:
    /// <c>LvbBadReply</c>.
    /// </summary>
    public abstract AttemptResult<T> Read(in TransportAnswer answer);
}

/// <summary>Represents the signed request of one attempt.</summary>
/// <param name="address">The full address including the query.</param>
/// <param name="body">The body, which makes the request a POST; null sends a GET.</param>
internal readonly struct SignedRequest(Uri address, byte[]? body = null)
{
    public Uri Address { get; } = address;

    public byte[]? Body { get; } = body;

    /// <summary>Gets the content type of <see cref="Body"/>, which is sent byte for byte.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Gets further headers, which are sent unchanged.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }
}
