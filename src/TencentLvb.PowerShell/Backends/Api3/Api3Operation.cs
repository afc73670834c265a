namespace TencentLvb.Backends.Api3;

/// <summary>A job on API 3.0 that may need several calls: look-ups first, and a change last.</summary>
/// <param name="action">The main action, which gives the job its name and its retry class.</param>
/// <param name="stream">The stream that the job is about; null for none.</param>
/// <param name="run">Makes the calls.</param>
internal sealed class Api3Operation<T>(
    Api3Action action, string? stream, Func<OperationContext, CancellationToken, Task<T>> run) : LvbOperation<T>
{
    public override string Interface => action.Name;

    public override string DisplayName => action.Name + (stream is null ? "" : " of " + stream);

    public override RetryClass Retry => action.Retry;

    public override Task<T> RunAsync(OperationContext context, CancellationToken cancellation) => run(context, cancellation);
}
