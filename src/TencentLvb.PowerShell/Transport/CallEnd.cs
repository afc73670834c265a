namespace TencentLvb.Transport;

/// <summary>
/// Combines what can end a call: a stop, the closing of its connection, and the time limit of an attempt. They share one cancellation
/// source, because nearly all calls have one attempt; after a failed attempt a new source is created.
/// </summary>
/// <param name="stopped">Canceled when the cmdlet is stopped.</param>
/// <param name="closed">Canceled when the connection is closed.</param>
internal sealed class CallEnd(CancellationToken stopped, CancellationToken closed) : IDisposable
{
    private CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(stopped, closed);

    /// <summary>Gets the token that is canceled when the call or the attempt ends.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>
    /// Indicates whether the call was stopped or closed. Otherwise a canceled <see cref="Token"/> means that the time is up.
    /// </summary>
    public bool IsEnded => stopped.IsCancellationRequested || closed.IsCancellationRequested;

    /// <summary>Indicates whether the connection was closed while the cmdlet continues.</summary>
    public bool IsClosed => closed.IsCancellationRequested && !stopped.IsCancellationRequested;

    /// <summary>
    /// Returns what ends an attempt of a message. An at-most-once call is completed even if the connection is closed, because its outcome
    /// would be unknown.
    /// </summary>
    public CallEnd OfAttempt(TransportMessage message) => message.FinishWhenStopped
        ? new CallEnd(CancellationToken.None, CancellationToken.None)
        : AtMostOnce.Applies(message) ? new CallEnd(stopped, CancellationToken.None) : this;

    /// <summary>Starts the time limit of an attempt.</summary>
    public CancellationToken Limit(TimeSpan time)
    {
        _source.CancelAfter(time);
        return _source.Token;
    }

    /// <summary>Ends the time limit of a failed attempt.</summary>
    public void Renew()
    {
        _source.Dispose();
        _source = CancellationTokenSource.CreateLinkedTokenSource(stopped, closed);
    }

    public void Dispose() => _source.Dispose();
}
