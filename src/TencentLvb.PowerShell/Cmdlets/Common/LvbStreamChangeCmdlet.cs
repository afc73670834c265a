namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// The base class of cmdlets that change streams: each stream is confirmed, added to the queue of calls, and returns one result or one
/// error.
/// </summary>
/// <typeparam name="TResult">The state of a stream after the change.</typeparam>
public abstract class LvbStreamChangeCmdlet<TResult> : LvbPushedStreamCmdlet
    where TResult : class
{
    private OrderedCallQueue<StreamKey, TResult>? _queue;

    private protected LvbStreamChangeCmdlet()
    {
    }

    /// <summary>Gets the description of the change, for -WhatIf and -Confirm.</summary>
    internal abstract string Operation { get; }

    /// <summary>Indicates whether results are emitted.</summary>
    internal abstract bool EmitsResult { get; }

    /// <summary>
    /// Creates the change of one stream when it is processed. An <see cref="LvbException"/> becomes the error of that stream.
    /// </summary>
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
