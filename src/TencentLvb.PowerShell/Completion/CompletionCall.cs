namespace TencentLvb.Completion;

/// <summary>Asks the service for the sake of a completion: for one second at most, and without an error.</summary>
internal static class CompletionCall
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    /// <summary>The answer; null when nobody is connected, the service does not have it, or it does not come in time.</summary>
    public static T? Ask<T>(Func<ILvbBackend, LvbOperation<T>> operation)
        where T : class
    {
        // A key that must be fetched from a vault first could ask the user something.
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
            // No error belongs into a completion.
            return null;
        }
    }
}
