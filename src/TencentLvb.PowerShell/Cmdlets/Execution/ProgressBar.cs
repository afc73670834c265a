using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace TencentLvb.Cmdlets;

/// <summary>
/// A cmdlet's progress line, where somebody looks on: nothing of it in files, jobs and unattended sessions. To be used on the
/// pipeline thread.
/// </summary>
/// <param name="id">Tells the lines of several cmdlets in one pipeline apart.</param>
/// <param name="activity">What goes on.</param>
/// <param name="write">Shows a record; null shows nothing.</param>
internal sealed class ProgressBar(int id, string activity, Action<ProgressRecord>? write)
{
    private bool _isVisible;

    /// <summary>Whether it can be seen at all: making its text may cost.</summary>
    public bool IsShown => write is not null;

    /// <summary>The line of a cmdlet.</summary>
    public static ProgressBar Of(LvbCmdlet cmdlet, string activity) => new(
        RuntimeHelpers.GetHashCode(cmdlet) & int.MaxValue,
        activity,
        Interactivity.SomebodyCanAnswer(cmdlet.Host) ? cmdlet.WriteProgress : null);

    /// <summary>Shows how far it is.</summary>
    /// <param name="status">How far, as text.</param>
    /// <param name="percent">The share that is done; -1 for unknown.</param>
    /// <param name="left">How long it still takes; null for unknown.</param>
    /// <param name="current">What is being done just now.</param>
    public void Show(string status, int percent = -1, TimeSpan? left = null, string? current = null)
    {
        if (write is null)
        {
            return;
        }

        _isVisible = true;
        write(new ProgressRecord(id, activity, status)
        {
            PercentComplete = percent,
            SecondsRemaining = left is { } time ? (int)Math.Min(Math.Max(time.TotalSeconds, 0), int.MaxValue) : -1,
            CurrentOperation = current,
        });
    }

    /// <summary>It is over: the line goes.</summary>
    public void Complete()
    {
        if (_isVisible)
        {
            _isVisible = false;
            write!(new ProgressRecord(id, activity, " ") { RecordType = ProgressRecordType.Completed });
        }
    }
}
