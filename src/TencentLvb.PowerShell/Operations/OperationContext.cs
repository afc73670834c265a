namespace TencentLvb.Operations;

/// <summary>What a running operation has at hand. Used on worker threads; never touches the cmdlet.</summary>
/// <param name="Scope">What all operations of one command share.</param>
/// <param name="Log">The notes of this operation: its verbose lines and warnings are written when it is finished.</param>
internal readonly record struct OperationContext(OperationScope Scope, CallLog Log)
{
    /// <summary>What was looked up for the sake of this command.</summary>
    public CommandCache Cache => Scope.Cache;

    /// <summary>Sends a message, as often as its own retry class allows.</summary>
    /// <exception cref="LvbException">The call failed for good.</exception>
    public Task<T> SendAsync<T>(TransportMessage<T> message, CancellationToken cancellation) =>
        Scope.Transport.SendAsync(message, Log, cancellation);
}

/// <summary>What all operations of one command share: the way out, and what was looked up.</summary>
internal sealed class OperationScope(HttpTransport transport)
{
    public HttpTransport Transport { get; } = transport;

    public CommandCache Cache { get; } = new();

    /// <summary>The at-most-once calls that a stop broke off on this way out, in whatever command.</summary>
    public UnconfirmedCalls Unconfirmed => Transport.Unconfirmed;
}
