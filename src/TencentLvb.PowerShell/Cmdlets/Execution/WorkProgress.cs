using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace TencentLvb.Cmdlets;

/// <summary>Shows how far long work is: how many answers there were, and how many come in a second. Nothing for what takes a moment.</summary>
/// <param name="id">Tells the bars of several cmdlets in one pipeline apart.</param>
/// <param name="activity">What goes on.</param>
/// <param name="write">Shows a record; only called on the pipeline thread. Null shows nothing.</param>
/// <param name="clock">The time since the work began.</param>
internal sealed class WorkProgress(int id, string activity, Action<ProgressRecord>? write, Func<TimeSpan> clock)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.25);

    private long _done;
    private TimeSpan _shown = Long - Step;
    private bool _isVisible;

    /// <summary>Shows nothing.</summary>
    public static WorkProgress None { get; } = new(0, "", null, static () => TimeSpan.Zero);

    /// <summary>The progress of a cmdlet; it is not shown where nobody looks.</summary>
    public static WorkProgress Of(LvbCmdlet cmdlet)
    {
        var clock = Stopwatch.StartNew();
        return new WorkProgress(
            RuntimeHelpers.GetHashCode(cmdlet),
            cmdlet.MyInvocation.MyCommand.Name,
            Interactivity.SomebodyCanAnswer(cmdlet.Host) ? cmdlet.WriteProgress : null,
            () => clock.Elapsed);
    }

    /// <summary>One more is done.</summary>
    public void Advance()
    {
        if (write is null)
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
        _isVisible = true;
        var rate = _done / now.TotalSeconds;
        write(new ProgressRecord(id, activity, string.Format(
            CultureInfo.CurrentCulture,
            rate < 10 ? "{0:N0} requests answered, {1:N1} per second" : "{0:N0} requests answered, {1:N0} per second",
            _done,
            rate)));
    }

    /// <summary>The work is over.</summary>
    public void Complete()
    {
        if (_isVisible)
        {
            _isVisible = false;
            write?.Invoke(new ProgressRecord(id, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
