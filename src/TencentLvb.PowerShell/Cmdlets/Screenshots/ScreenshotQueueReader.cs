using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Takes screenshots from the queue into the connection's backlog, and returns their number. Independent of its cmdlet: a call in
/// progress when the cmdlet is stopped is completed, and a lost response is recorded so that the next cmdlet can report it.
/// </summary>
internal sealed class ScreenshotQueueReader(ScreenshotBacklog backlog, LvbOperation<ScreenshotBatch> take) : LvbOperation<int>
{
    public override string Interface => take.Interface;

    public override string DisplayName => take.DisplayName;

    public override RetryClass Retry => take.Retry;

    public override async Task<int> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var over = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = cancellation.Register(() => backlog.AddUnderWay(over.Task));
        try
        {
            var taken = await take.RunAsync(context, cancellation).ConfigureAwait(false);
            backlog.Add(taken);
            if (taken.Unread > 0)
            {
                var loss = Unread(taken.Unread);
                if (cancellation.IsCancellationRequested)
                {
                    backlog.AddLoss(loss);
                }
                else
                {
                    context.Log.Warn($"{loss.Message} {loss.RecommendedAction}");
                }
            }

            return taken.Count;
        }
        catch (LvbException error) when (MayHaveTaken(error))
        {
            backlog.AddLoss(error);
            throw;
        }
        finally
        {
            over.SetResult(true);
        }
    }

    /// <summary>Determines whether the service may have removed screenshots from the queue that were not received.</summary>
    private static bool MayHaveTaken(LvbException error) =>
        error.Reason is LvbErrorReason.Ambiguous or LvbErrorReason.BadReply or LvbErrorReason.NoReturnData || error.StatusCode >= 500;

    /// <summary>Creates the error of a response of which only some screenshots could be read.</summary>
    private LvbException Unread(int count) => new(
        LvbErrors.BadReplyId,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1} in a response could not be read and {2} no longer in the queue.",
            Interface,
            count == 1 ? "1 screenshot" : count + " screenshots",
            count == 1 ? "is" : "are"),
        "The image files remain in the account's bucket.")
    { Interface = Interface, StatusCode = 200, Reason = LvbErrorReason.BadReply };
}
