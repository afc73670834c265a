using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Shows the progress of a cmdlet in interactive sessions only: never in files, jobs and unattended sessions. Use it on the pipeline
/// thread.
/// </summary>
/// <param name="id">Distinguishes the progress of several cmdlets in one pipeline.</param>
/// <param name="activity">The activity.</param>
/// <param name="write">Shows a record; null shows nothing.</param>
internal sealed class ProgressBar(int id, string activity, Action<ProgressRecord>? write)
{
    private bool _isVisible;

    /// <summary>Indicates whether progress is visible. Creating its text may be costly.</summary>
    public bool IsShown => write is not null;

    /// <summary>Creates the progress bar of a cmdlet.</summary>
    public static ProgressBar Of(LvbCmdlet cmdlet, string activity) => new(
        RuntimeHelpers.GetHashCode(cmdlet) & int.MaxValue,
        activity,
        Interactivity.CanPrompt(cmdlet.Host) ? cmdlet.WriteProgress : null);

    /// <summary>Shows the progress.</summary>
    /// <param name="status">The status text.</param>
    /// <param name="percent">The percentage that is complete; -1 if unknown.</param>
    /// <param name="left">The remaining time; null if unknown.</param>
    /// <param name="current">The current operation.</param>
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

    /// <summary>Removes the progress bar.</summary>
    public void Complete()
    {
        if (_isVisible)
        {
            _isVisible = false;
            write!(new ProgressRecord(id, activity, " ") { RecordType = ProgressRecordType.Completed });
        }
    }
}
