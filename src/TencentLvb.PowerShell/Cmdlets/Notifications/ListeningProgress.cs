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
    private int _count = -1;

    /// <summary>How long until <see cref="Show"/> shows what it was told last; null when it has.</summary>
    public TimeSpan? Behind { get; private set; }

    /// <summary>Shows how many events came, once a second at most.</summary>
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
            _bar.Show(count + ". Ctrl+C ends.");
        }
    }

    public void Done() => _bar.Complete();
}
