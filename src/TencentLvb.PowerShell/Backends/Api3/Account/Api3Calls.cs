namespace TencentLvb.Backends.Api3;

/// <summary>Makes the calls of the backend.</summary>
internal static class Api3Calls
{
    public static Task<T> CallAsync<T>(
        this OperationContext context, Api3Account account, Api3Request<T> request, CancellationToken cancellation) =>
        context.SendAsync(new Api3Message<T>(account, request), cancellation);

    /// <summary>Returns the current time of the service, as far as it is known.</summary>
    public static DateTimeOffset ServiceTime(this OperationContext context) => DateTimeOffset.UtcNow + context.Scope.Transport.Skew.Current;
}
