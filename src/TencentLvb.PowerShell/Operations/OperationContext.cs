namespace TencentLvb.Operations;

/// <summary>Provides a running operation with its shared objects. Used on worker threads; never accesses the cmdlet.</summary>
/// <param name="Scope">The objects that all operations of one command share.</param>
/// <param name="Log">The log of this operation. Its verbose lines and warnings are written when it completes.</param>
internal readonly record struct OperationContext(OperationScope Scope, CallLog Log)
{
    /// <summary>Gets the cache of the command's lookups.</summary>
    public CommandCache Cache => Scope.Cache;

    /// <summary>Sends a message as often as its retry class allows.</summary>
    /// <exception cref="LvbException">The call finally failed.</exception>
    public Task<T> SendAsync<T>(TransportMessage<T> message, CancellationToken cancellation) =>
        Scope.Transport.SendAsync(message, Log, cancellation);
}

/// <summary>Holds the objects that all operations of one command share: the transport and the cache of lookups.</summary>
internal sealed class OperationScope(HttpTransport transport)
{
    public HttpTransport Transport { get; } = transport;

    public CommandCache Cache { get; } = new();

    /// <summary>Gets the at-most-once calls on this transport that a stop of any command interrupted.</summary>
    public UnconfirmedCalls Unconfirmed => Transport.Unconfirmed;
}
