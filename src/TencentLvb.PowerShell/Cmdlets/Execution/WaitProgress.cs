namespace TencentLvb.Cmdlets;

/// <summary>Shows how many of the expected items have arrived. Use it on the pipeline thread.</summary>
internal sealed class WaitProgress(ProgressBar bar)
{
    private int _all;
    private int _ended;

    public bool IsShown => bar.IsShown;

    public void Added() => _all++;

    public void Ended() => _ended++;

    public void Show(TimeSpan? left) => bar.Show($"{_ended} of {_all} done", 100 * _ended / Math.Max(_all, 1), left);

    public void Done() => bar.Complete();
}
