namespace TencentLvb.Transport;

/// <summary>
/// What ends a call: a stop, the closing of its connection, and the time limit of an attempt. One source of cancellation for all three,
/// since nearly all calls have one attempt; after a failed one there is a new source.
/// </summary>
/// <param name="stopped">The cmdlet was stopped.</param>
/// <param name="closed">The connection was closed.</param>
internal sealed class CallEnd(CancellationToken stopped, CancellationToken closed) : IDisposable
{
    private CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(stopped, closed);

    /// <summary>Cancelled by whatever ends the call, or the attempt.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the call was stopped or closed. Without this a cancelled <see cref="Token"/> means that the time is up.</summary>
    public bool IsEnded => stopped.IsCancellationRequested || closed.IsCancellationRequested;

    /// <summary>Whether the connection was closed, and the cmdlet goes on.</summary>
    public bool IsClosed => closed.IsCancellationRequested && !stopped.IsCancellationRequested;

    /// <summary>
    /// What ends an attempt of a message. An at-most-once call runs to its end when the connection is closed, since its outcome would be
    /// open.
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
