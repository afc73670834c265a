namespace TencentLvb.Operations;

/// <summary>
/// A job that a cmdlet can run and explain: what it is called, and what may be done when it fails. It is made on the pipeline thread
/// without asking anything, runs on a worker, and can be run again after a refused signature.
/// </summary>
internal abstract class LvbOperation
{
    /// <summary>The main interface or action, as errors name it (<see cref="LvbException.Interface"/>).</summary>
    public abstract string Interface { get; }

    /// <summary>The operation as messages name it: the interface, and the stream where there is one.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The retry class of the whole: that of its change where it makes one. (Each message is retried by its own class.)</summary>
    public abstract RetryClass Retry { get; }
}

/// <inheritdoc cref="LvbOperation"/>
/// <typeparam name="T">What it brings.</typeparam>
internal abstract class LvbOperation<T> : LvbOperation
{
    /// <summary>
    /// Runs the operation off the pipeline thread. Look-ups come first; a change sends its one message last, so that nothing
    /// can fail once it may have taken effect.
    /// </summary>
    /// <exception cref="LvbException">It failed for good.</exception>
    public abstract Task<T> RunAsync(OperationContext context, CancellationToken cancellation);
}

/// <summary>An operation that is one message.</summary>
/// <param name="message">The message.</param>
/// <param name="note">A verbose line about the operation, for example on what the service has no use for; null for none.</param>
internal sealed class MessageOperation<T>(TransportMessage<T> message, string? note = null) : LvbOperation<T>
{
    public override string Interface => message.Interface;

    public override string DisplayName => message.DisplayName;

    public override RetryClass Retry => message.Retry;

    public override Task<T> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        if (note is not null && context.Log.IsVerbose)
        {
            context.Log.Verbose(note);
        }

        return context.SendAsync(message, cancellation);
    }
}
