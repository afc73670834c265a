namespace TencentLvb.Operations;

/// <summary>
/// Represents an operation that a cmdlet can run and describe, with its name and retry class. It is created on the pipeline thread
/// without any request, runs on a worker thread, and can be run again after a refused signature.
/// </summary>
internal abstract class LvbOperation
{
    /// <summary>Gets the main interface or action, for errors (<see cref="LvbException.Interface"/>).</summary>
    public abstract string Interface { get; }

    /// <summary>Gets the name of the operation in messages: the interface, and the stream if there is one.</summary>
    public abstract string DisplayName { get; }

    /// <summary>
    /// Gets the retry class of the operation, which is that of its change if it makes one. (Each message is retried according to its own
    /// class.)
    /// </summary>
    public abstract RetryClass Retry { get; }
}

/// <inheritdoc cref="LvbOperation"/>
/// <typeparam name="T">The type of the result.</typeparam>
internal abstract class LvbOperation<T> : LvbOperation
{
    /// <summary>
    /// Runs the operation off the pipeline thread. Lookups come first; a change sends its only message last, so that nothing can fail
    /// after it may have taken effect.
    /// </summary>
    /// <exception cref="LvbException">The operation finally failed.</exception>
    public abstract Task<T> RunAsync(OperationContext context, CancellationToken cancellation);
}

/// <summary>Represents an operation with a single message.</summary>
/// <param name="message">The message.</param>
/// <param name="note">A line of verbose output, for example on parameters that the service does not use; null for none.</param>
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
