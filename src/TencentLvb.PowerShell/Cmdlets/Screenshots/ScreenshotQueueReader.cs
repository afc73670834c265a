using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Takes screenshots from the queue into the connection's backlog, and says how many came. Goes on without its cmdlet: a call that is
/// under way when that is stopped is read to its end, and an answer that is lost is noted for the next cmdlet to tell.
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

    /// <summary>Whether the service may have taken screenshots from the queue that never arrived here.</summary>
    private static bool MayHaveTaken(LvbException error) =>
        error.Reason is LvbErrorReason.Ambiguous or LvbErrorReason.BadReply or LvbErrorReason.NoReturnData || error.StatusCode >= 500;

    /// <summary>The error of an answer of which others could be read.</summary>
    private LvbException Unread(int count) => new(
        LvbErrors.BadReplyId,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1} of an answer could not be read, and {2} gone from the queue.",
            Interface,
            count == 1 ? "1 screenshot" : count + " screenshots",
            count == 1 ? "is" : "are"),
        "The pictures themselves stay in the account's bucket.")
    { Interface = Interface, StatusCode = 200, Reason = LvbErrorReason.BadReply };
}
