namespace TencentLvb.Backends.Api3;

/// <summary>Represents an operation on API 3.0 that may need several calls: lookups first, the change last.</summary>
/// <param name="action">The main action, which determines the name and the retry class of the operation.</param>
/// <param name="stream">The stream of the operation; null if there is none.</param>
/// <param name="run">Makes the calls.</param>
internal sealed class Api3Operation<T>(
    Api3Action action, string? stream, Func<OperationContext, CancellationToken, Task<T>> run) : LvbOperation<T>
{
    public override string Interface => action.Name;

    public override string DisplayName => action.Name + (stream is null ? "" : " for " + stream);

    public override RetryClass Retry => action.Retry;

    public override Task<T> RunAsync(OperationContext context, CancellationToken cancellation) => run(context, cancellation);
}
