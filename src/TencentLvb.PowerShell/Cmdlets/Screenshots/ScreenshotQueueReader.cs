namespace TencentLvb.Cmdlets;

/// <summary>
/// Takes screenshots from the queue into the connection's backlog. Goes on without its cmdlet: a call that is under way when
/// that is stopped is read to its end, and an answer that is lost is noted for the next cmdlet to tell.
/// </summary>
internal sealed class ScreenshotQueueReader(LvbConnection connection)
{
    /// <summary>Takes up to <paramref name="count"/> screenshots into the backlog, and says how many came.</summary>
    public async Task<int> TakeAsync(int count, CallLog notes, CancellationToken cancellation)
    {
        var over = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = cancellation.Register(() => connection.Screenshots.AddUnderWay(over.Task));
        try
        {
            var taken = await connection.SendAsync(QueueGet.Request(count), notes, cancellation).ConfigureAwait(false);
            connection.Screenshots.Add(taken);
            if (taken.Unread > 0)
            {
                var loss = LvbErrors.UnreadScreenshots(taken.Unread);
                if (cancellation.IsCancellationRequested)
                {
                    connection.Screenshots.AddLoss(loss);
                }
                else
                {
                    notes.Warn($"{loss.Message} {loss.RecommendedAction}");
                }
            }

            return taken.Count;
        }
        catch (LvbException error) when (MayHaveTaken(error))
        {
            connection.Screenshots.AddLoss(error);
            throw;
        }
        finally
        {
            over.SetResult(true);
        }
    }

    /// <summary>Whether asking again later makes sense.</summary>
    public static bool MayPass(LvbException error) => error.ErrorId switch
    {
        LvbErrors.NetworkId or LvbErrors.TimeoutId or LvbErrors.AmbiguousId or LvbErrors.BadReplyId or LvbErrors.NoReturnDataId => true,
        _ => error.StatusCode is 429 or >= 500 || error.Ret is Lvb2Errors.SystemError or Lvb2Errors.FrequencyLimit,
    };

    /// <summary>Whether the service may have taken screenshots from the queue that never arrived here.</summary>
    private static bool MayHaveTaken(LvbException error) =>
        error.ErrorId is LvbErrors.AmbiguousId or LvbErrors.BadReplyId or LvbErrors.NoReturnDataId || error.StatusCode >= 500;
}
