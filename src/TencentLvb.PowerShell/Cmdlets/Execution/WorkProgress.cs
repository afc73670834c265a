using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Shows how far long work is: how many answers there were, and how many come in a second. Nothing for what takes a moment.
/// </summary>
/// <param name="bar">Where it is shown.</param>
/// <param name="clock">The time since the work began.</param>
internal sealed class WorkProgress(ProgressBar bar, Func<TimeSpan> clock)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.25);

    private long _done;
    private TimeSpan _shown = Long - Step;

    /// <summary>Shows nothing.</summary>
    public static WorkProgress None { get; } = new(new ProgressBar(0, "", null), static () => TimeSpan.Zero);

    /// <summary>The progress of a cmdlet.</summary>
    public static WorkProgress Of(LvbCmdlet cmdlet)
    {
        var clock = Stopwatch.StartNew();
        return new WorkProgress(ProgressBar.Of(cmdlet, cmdlet.MyInvocation.MyCommand.Name), () => clock.Elapsed);
    }

    /// <summary>One more is done.</summary>
    public void Advance()
    {
        if (!bar.IsShown)
        {
            return;
        }

        _done++;
        var now = clock();
        if (now - _shown < Step)
        {
            return;
        }

        _shown = now;
        var rate = _done / now.TotalSeconds;
        bar.Show(string.Format(
            CultureInfo.CurrentCulture,
            rate < 10 ? "{0:N0} requests answered, {1:N1} per second" : "{0:N0} requests answered, {1:N0} per second",
            _done,
            rate));
    }

    /// <summary>The work is over.</summary>
    public void Complete() => bar.Complete();
}
