namespace TencentLvb;

/// <summary>
/// What cmdlets that change streams share: each stream is confirmed, goes into the window of requests in flight, and gives one
/// result or one error.
/// </summary>
/// <typeparam name="TResult">What is known of a stream after the change.</typeparam>
public abstract class LvbStreamChangeCmdlet<TResult> : LvbStreamCmdlet
    where TResult : class
{
    private OrderedCallQueue<string, TResult>? _window;

    /// <summary>What is about to happen to a stream, for -WhatIf and -Confirm.</summary>
    internal abstract string Operation { get; }

    /// <summary>Whether results are emitted.</summary>
    internal abstract bool EmitsResult { get; }

    /// <summary>The call for one stream, made when its turn comes; an <see cref="LvbException"/> becomes that stream's error.</summary>
    internal abstract LvbRequest<TResult> Request(string streamId);

    /// <inheritdoc/>
    protected sealed override void Begin() => _window = StreamWindow(Request, Emit);

    /// <inheritdoc/>
    protected sealed override void Process()
    {
        foreach (var stream in ValidStreams())
        {
            if (ConfirmChange(stream, "stream '" + stream + "'", Operation))
            {
                _window!.Add(stream);
            }
        }
    }

    /// <inheritdoc/>
    protected sealed override void End() => _window!.Drain();

    private void Emit(string streamId, TResult result)
    {
        if (EmitsResult)
        {
            WriteObject(result);
        }
    }
}
