namespace TencentLvb.Completion;

/// <summary>Queries the service for a completion: for at most one second, and without an error.</summary>
internal static class CompletionCall
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns the response; null if there is no connection, the service does not support the operation, or it does not respond in time.
    /// </summary>
    public static T? Ask<T>(Func<ILvbBackend, LvbOperation<T>> operation)
        where T : class
    {
        // A key that must be read from a vault first could prompt the user.
        if (CurrentConnection.Value is not { IsUsable: true, HasKey: true } connection)
        {
            return null;
        }

        try
        {
            var limit = new CancellationTokenSource(TimeLimit);
            var query = operation(connection.Backend);
            var context = new OperationContext(new OperationScope(connection.Transport), new CallLog(false));
            var call = Task.Run(() => query.RunAsync(context, limit.Token));
            _ = call.ContinueWith(
                done =>
                {
                    _ = done.Exception;
                    limit.Dispose();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return call.Wait(TimeLimit) ? call.Result : null;
        }
        catch (Exception e) when (e is AggregateException or LvbException)
        {
            // A completion must not show errors.
            return null;
        }
    }
}
