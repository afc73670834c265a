using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>Shows where a receiver listens and how many events came. To be used on the pipeline thread.</summary>
internal sealed class ListeningProgress(LvbCmdlet cmdlet, string where)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ProgressBar _bar = ProgressBar.Of(cmdlet, "Listening on " + where);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _shown = -Step;

    public void Show(int events)
    {
        if (_bar.IsShown && _watch.Elapsed - _shown >= Step)
        {
            _shown = _watch.Elapsed;
            var count = events == 1 ? "1 event" : events.ToString("#,0", CultureInfo.InvariantCulture) + " events";
            _bar.Show(count + ". Ctrl+C ends.");
        }
    }

    public void Done() => _bar.Complete();
}
