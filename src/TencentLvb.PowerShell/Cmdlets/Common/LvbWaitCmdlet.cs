using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>
/// The base class of the cmdlets that wait for streams. All streams are waited for at the same time, and each is emitted as soon as it is
/// ready.
/// </summary>
public abstract class LvbWaitCmdlet : LvbPushedStreamCmdlet
{
    private protected LvbWaitCmdlet()
    {
    }

    /// <summary>The time to wait for each stream, from its arrival. <c>0s</c> checks once. Default: until stopped.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Timeout { get; set; }

    /// <summary>The pause between two checks of a stream.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? PollInterval { get; set; }

    /// <inheritdoc/>
    protected override void Check()
    {
        if (Timeout < TimeSpan.Zero)
        {
            ThrowInvalid($"-Timeout {Timeout} is negative.", "Specify a duration of zero or more, for example 90s or 1h.", Timeout);
        }

        if (PollInterval <= TimeSpan.Zero)
        {
            ThrowInvalid($"-PollInterval {PollInterval} is not positive.", "Specify a duration above zero, for example 10s.", PollInterval);
        }
    }

    internal StreamPoller<TWait, TAnswer> NewList<TWait, TAnswer>(
        IPollCondition<TWait, TAnswer> rules, TimeSpan usualPause, string activity)
        where TWait : StreamWait
        where TAnswer : class
    {
        Calls.HideProgress();
        return new(this, rules, ThrottleLimit, Timeout, PollInterval ?? usualPause, new WaitProgress(ProgressBar.Of(this, activity)));
    }

    /// <summary>Returns the number of checks as text.</summary>
    internal static string Checks(int count) => count == 1 ? "checked once" : $"checked {count} times";

    /// <summary>Creates the error of a wait whose time is up. It includes the latest fault, if any.</summary>
    internal static LvbException TimeIsUp(StreamWait wait, string what, string advice) => new(
        LvbErrors.TimeoutId,
        wait.LastError is null ? what : $"{what} The last check failed: {wait.LastError.Message}",
        wait.LastError is null ? advice : $"{advice} {wait.LastError.RecommendedAction}",
        wait.LastError)
    { Interface = wait.Interface, Reason = LvbErrorReason.Timeout };
}
