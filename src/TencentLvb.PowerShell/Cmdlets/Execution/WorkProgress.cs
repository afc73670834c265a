using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Shows the progress of long work: the number of responses and their rate, or that there is none. Shows nothing for short work.
/// </summary>
/// <param name="bar">The progress bar.</param>
/// <param name="clock">Returns the time since the work began.</param>
internal sealed class WorkProgress(ProgressBar bar, Func<TimeSpan> clock)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private long _done;
    private TimeSpan _shown = Long - Step;
    private bool _isSilent;

    /// <summary>Gets an instance that shows nothing.</summary>
    public static WorkProgress None { get; } = new(new ProgressBar(0, "", null), static () => TimeSpan.Zero);

    /// <summary>Creates the progress of a cmdlet.</summary>
    public static WorkProgress Of(LvbCmdlet cmdlet)
    {
        var clock = Stopwatch.StartNew();
        return new WorkProgress(ProgressBar.Of(cmdlet, cmdlet.MyInvocation.MyCommand.Name), () => clock.Elapsed);
    }

    /// <summary>Counts one more response.</summary>
    public void Advance()
    {
        if (!bar.IsShown)
        {
            return;
        }

        _done++;
        var now = clock();
        if (_isSilent && _done == 1)
        {
            // There may be no second response, and one response has no rate.
            bar.Complete();
        }

        _isSilent = false;
        if (_done == 1 || now - _shown < Step)
        {
            return;
        }

        _shown = now;
        var rate = _done / now.TotalSeconds;
        bar.Show(string.Format(
            CultureInfo.CurrentCulture,
            rate < 10 ? "{0:N0} requests completed, {1:N1} per second" : "{0:N0} requests completed, {1:N0} per second",
            _done,
            rate));
    }

    /// <summary>Shows that a response is being waited for.</summary>
    /// <param name="log">The log of the call so far.</param>
    /// <param name="silence">The waiting time so far.</param>
    public void Wait(CallLog log, TimeSpan silence)
    {
        if (!bar.IsShown || silence < Silence)
        {
            return;
        }

        _isSilent = true;
        bar.Show(string.Format(
            CultureInfo.CurrentCulture,
            "{0}no response for {2:N0} s{1}. Press Ctrl+C to stop.",
            log.UnderWay is { } attempt ? attempt.Message.DisplayName + ": " : "",
            log.Most > 1 ? $", attempt {log.Number} of {Math.Max(log.Number, log.Most)}" : "",
            Math.Floor(silence.TotalSeconds)));
    }

    /// <summary>Removes the progress.</summary>
    public void Complete() => bar.Complete();
}
