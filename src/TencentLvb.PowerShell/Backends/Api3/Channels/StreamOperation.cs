namespace TencentLvb.Backends.Api3;

/// <summary>Represents one call for one stream after its push domain and path were found.</summary>
/// <param name="account">The account.</param>
/// <param name="locator">Finds the push domain and path.</param>
/// <param name="action">The action.</param>
/// <param name="stream">The stream as specified by the user.</param>
/// <param name="request">Creates the call.</param>
internal sealed class StreamOperation<T>(
    Api3Account account,
    StreamLocator locator,
    Api3Action action,
    StreamKey stream,
    Func<string, StreamPlace, CallLog, Api3Request<T>> request) : LvbOperation<T>
{
    public override string Interface => action.Name;

    public override string DisplayName => action.Name + " for " + stream.Id;

    public override RetryClass Retry => action.Retry;

    public override Task<T> RunAsync(OperationContext context, CancellationToken cancellation) => locator.Known(stream) is { } place
        ? context.CallAsync(account, request(stream.Id, place, context.Log), cancellation)
        : FindAndCallAsync(context, cancellation);

    private async Task<T> FindAndCallAsync(OperationContext context, CancellationToken cancellation)
    {
        var place = await locator.FindAsync(stream, context, cancellation).ConfigureAwait(false);
        return await context.CallAsync(account, request(stream.Id, place, context.Log), cancellation).ConfigureAwait(false);
    }
}
