using System.Diagnostics;
using System.Globalization;

namespace TencentLvb.Cmdlets;

/// <summary>Shows where a receiver listens and how many events it received. Use it on the pipeline thread.</summary>
internal sealed class ListeningProgress(LvbCmdlet cmdlet, string where)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ProgressBar _bar = ProgressBar.Of(cmdlet, "Listening on " + where);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _shown = -Step;
    private int _count = -1;

    /// <summary>Gets the time until <see cref="Show"/> can display the latest number; null if it is displayed.</summary>
    public TimeSpan? Behind { get; private set; }

    /// <summary>Shows the number of events, at most once per second.</summary>
    public void Show(int events)
    {
        if (!_bar.IsShown || events == _count)
        {
            return;
        }

        var left = _shown + Step - _watch.Elapsed;
        Behind = left > TimeSpan.Zero ? left : null;
        if (Behind is null)
        {
            _count = events;
            _shown = _watch.Elapsed;
            var count = events == 1 ? "1 event" : events.ToString("#,0", CultureInfo.InvariantCulture) + " events";
            _bar.Show(count + ". Press Ctrl+C to stop.");
        }
    }

    public void Done() => _bar.Complete();
}
