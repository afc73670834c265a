using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace TencentLvb.Cmdlets;

/// <summary>
/// Shows where a receiver listens and how many events came, where somebody looks on. Nothing in files, jobs and unattended sessions. To be used on the
/// pipeline thread.
/// </summary>
internal sealed class ListeningProgress(LvbCmdlet cmdlet, string where)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly bool _isShown = Interactivity.SomebodyCanAnswer(cmdlet.Host);
    private readonly int _id = RuntimeHelpers.GetHashCode(cmdlet) & int.MaxValue;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _shown = -Step;

    public void Show(int events)
    {
        if (_isShown && _watch.Elapsed - _shown >= Step)
        {
            _shown = _watch.Elapsed;
            var count = events == 1 ? "1 event" : events.ToString("#,0", CultureInfo.InvariantCulture) + " events";
            cmdlet.WriteProgress(new ProgressRecord(_id, "Listening on " + where, count + ". Ctrl+C ends."));
        }
    }

    public void Done()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(_id, "Listening on " + where, " ") { RecordType = ProgressRecordType.Completed });
        }
    }
}
