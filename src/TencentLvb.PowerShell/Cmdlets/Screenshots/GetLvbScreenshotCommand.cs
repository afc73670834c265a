using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Takes screenshots from the account's queue (LVB: Live_Queue_Get). Screenshots that were taken are removed from the queue, so none is
/// dropped: those that could not be emitted (Ctrl+C, Select-Object -First, an error downstream) are emitted first by the next call on the
/// same connection.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LvbScreenshot", SupportsShouldProcess = true)]
[OutputType(typeof(Screenshot))]
public sealed partial class GetLvbScreenshotCommand : LvbAccountCmdlet
{
    private readonly System.Diagnostics.Stopwatch _clock = new();
    private int _left = int.MaxValue;

    /// <summary>The maximum number of screenshots. Default: all that are in the queue now.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>
    /// Continues until -First is reached, -Timeout has passed, or the cmdlet is stopped. A call that fails temporarily is an error, and
    /// the next call follows.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: the pause after the queue was empty. Default: 10 s.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum time to continue. The cmdlet ends without an error; a call in progress is completed.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Timeout { get; set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        this.RefuseOutBuffer();
        CheckListing();
        if (PollInterval <= TimeSpan.Zero || PollInterval > TimeSpan.FromDays(1))
        {
            ThrowInvalid(
                $"-PollInterval {PollInterval} is not allowed.",
                "Specify a duration above zero and up to one day, for example 10s or 1m.",
                PollInterval);
        }

        if (Timeout < TimeSpan.Zero)
        {
            ThrowInvalid($"-Timeout {Timeout} is negative.", "Specify a duration of zero or more, for example 30s or 10m.", Timeout);
        }
    }

    /// <inheritdoc/>
    protected override void Begin()
    {
        _left = First ?? int.MaxValue;
        _clock.Start();
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (IsListing)
        {
            List();
        }
        else
        {
            TakeFromQueue();
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (Wait && IsListing)
        {
            ListOn(_clock);
        }
    }

    private void TakeFromQueue()
    {
        var what = First is { } first ? $"Take up to {first} {(first == 1 ? "screenshot" : "screenshots")}"
            : Wait ? "Take new screenshots" : "Take all screenshots";
        if (!ShouldProcess("the account's queue of screenshots", what))
        {
            return;
        }

        Calls.WarnOfUnconfirmed();
        if (Emit())
        {
            // A call that was in progress when its cmdlet was stopped has taken older screenshots than those in the queue now.
            Task.WaitAll(Account.Screenshots.LeftUnderWay(), StopToken);
        }

        foreach (var loss in Account.Screenshots.TakeLosses())
        {
            WriteWarning($"An earlier Get-LvbScreenshot command was stopped during a call, and the call failed. {loss.Message} "
                + $"{loss.RecommendedAction}");
        }

        for (var isFirst = true; Emit() && (isFirst || !(_clock.Elapsed >= Timeout)); isFirst = false)
        {
            var wanted = Math.Min(_left, Backend.Limits.ScreenshotBatch);
            var taken = Take(wanted);
            if (taken == 0 && !Wait)
            {
                // Another thread's call on this connection may have added the last ones.
                Emit();
                return;
            }

            // While batches are full, there are more screenshots.
            if (Wait && taken < wanted && Emit() && !Sleep(_clock.Elapsed))
            {
                return;
            }
        }
    }

    /// <summary>Emits the screenshots that were taken; false when -First is reached.</summary>
    private bool Emit()
    {
        while (_left > 0 && Account.Screenshots.TryTake(out var screenshot))
        {
            var emitted = false;
            try
            {
                WriteObject(screenshot);
                emitted = true;
            }
            catch (Exception e) when (PipelineStop.WasProcessed(this, e))
            {
                emitted = true;
                throw;
            }
            finally
            {
                if (!emitted)
                {
                    Account.Screenshots.PutBack(screenshot);
                }
            }

            _left--;
        }

        return _left > 0;
    }

    private int Take(int count)
    {
        try
        {
            return Calls.Run(new ScreenshotQueueReader(Account.Screenshots, Backend.TakeScreenshots(count)));
        }
        catch (LvbException error)
        {
            Account.Screenshots.RemoveLoss(error);
            if (!Wait || !error.IsTemporary)
            {
                throw;
            }

            WriteError(error, null);
            return 0;
        }
    }

    /// <summary>Waits until the next call; false if -Timeout comes first.</summary>
    private bool Sleep(TimeSpan elapsed)
    {
        var isLast = Timeout - elapsed <= PollInterval;
        TimeSpan pause = isLast ? Timeout!.Value - elapsed : PollInterval;
        if (pause > TimeSpan.Zero && StopToken.WaitHandle.WaitOne(pause))
        {
            throw new PipelineStoppedException();
        }

        return !isLast;
    }
}
