namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// What cmdlets that change streams share: each stream is confirmed, goes into the queue of calls in flight, and gives one
/// result or one error.
/// </summary>
/// <typeparam name="TResult">What is known of a stream after the change.</typeparam>
public abstract class LvbStreamChangeCmdlet<TResult> : LvbPushedStreamCmdlet
    where TResult : class
{
    private OrderedCallQueue<StreamKey, TResult>? _queue;

    private protected LvbStreamChangeCmdlet()
    {
    }

    /// <summary>What is about to happen to a stream, for -WhatIf and -Confirm.</summary>
    internal abstract string Operation { get; }

    /// <summary>Whether results are emitted.</summary>
    internal abstract bool EmitsResult { get; }

    /// <summary>The change of one stream, made when its turn comes; an <see cref="LvbException"/> becomes that stream's error.</summary>
    internal abstract LvbOperation<TResult> Change(StreamKey stream);

    /// <inheritdoc/>
    protected sealed override void Begin() => _queue = StreamQueue(Change, Emit);

    /// <inheritdoc/>
    protected sealed override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            if (ConfirmChange(stream.Id, "stream '" + stream.Id + "'", Operation))
            {
                _queue!.Add(stream);
            }
        }
    }

    /// <inheritdoc/>
    protected sealed override void End() => _queue!.Drain();

    private void Emit(StreamKey stream, TResult result)
    {
        if (EmitsResult)
        {
            WriteObject(result);
        }
    }
}
