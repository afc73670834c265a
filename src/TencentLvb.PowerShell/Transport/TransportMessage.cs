namespace TencentLvb.Transport;

/// <summary>
/// One request to a service, as the transport sees it: it signs itself anew for each attempt and reads its own answer. The transport
/// knows nothing else of the service behind it.
/// </summary>
internal abstract class TransportMessage
{
    /// <summary>The advice for a change whose effect no command shows.</summary>
    public const string LookAtTheAccount = "Check the account before you call again.";

    /// <summary>The interface or action, as errors name it (<see cref="LvbException.Interface"/>).</summary>
    public abstract string Interface { get; }

    /// <summary>The request as messages and verbose lines name it: the interface, and the stream where there is one.</summary>
    public abstract string DisplayName { get; }

    /// <summary>What may be done when an attempt fails.</summary>
    public abstract RetryClass Retry { get; }

    /// <summary>
    /// A stop lets an attempt in flight run to its end (within its time limit), since its answer holds what exists nowhere else.
    /// No further attempt follows.
    /// </summary>
    public virtual bool FinishWhenStopped => false;

    /// <summary>
    /// For a request that may have taken effect although no answer came: what may exist now. A clause without a full stop.
    /// </summary>
    public virtual string WhatMayExist => "the call may have taken effect";

    /// <summary>For the same case: the command that shows it. A sentence; the command comes last.</summary>
    public virtual string HowToLook => LookAtTheAccount;

    /// <summary>Where the request goes and what it asks, without anything secret: for verbose lines.</summary>
    public abstract string LogAddress { get; }

    /// <summary>
    /// Prepares what the signature needs, where that takes time: temporary credentials that have to be renewed, for example. Called
    /// before each attempt, outside of its time limit. It may send other messages, and writes its notes to <paramref name="log"/>.
    /// </summary>
    /// <exception cref="LvbException">The request cannot be signed.</exception>
    public virtual Task PrepareAsync(CallLog log, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Makes the signed request of one attempt.</summary>
    /// <param name="now">The service's time, as far as it is known.</param>
    public abstract SignedRequest Sign(DateTimeOffset now);
}

/// <summary>A request together with the reader of its answer.</summary>
/// <typeparam name="T">What the answer becomes.</typeparam>
internal abstract class TransportMessage<T> : TransportMessage
{
    /// <summary>
    /// Reads a complete answer with a status of 2xx: its value, or the failure that its code stands for. A <see cref="FormatException"/>
    /// (and whatever else reading JSON throws) means that the answer is not one of the service: <c>LvbBadReply</c>.
    /// </summary>
    public abstract AttemptResult<T> Read(in TransportAnswer answer);
}

/// <summary>The signed request of one attempt.</summary>
/// <param name="address">The full address, query included.</param>
/// <param name="body">The body, which makes the request a POST; null sends a GET.</param>
internal readonly struct SignedRequest(Uri address, byte[]? body = null)
{
    public Uri Address { get; } = address;

    public byte[]? Body { get; } = body;

    /// <summary>The content type of <see cref="Body"/>, byte for byte as it is to be sent.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Further headers, sent as they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }
}
