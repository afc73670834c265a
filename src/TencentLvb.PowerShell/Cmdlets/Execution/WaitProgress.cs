using System.Management.Automation;

namespace TencentLvb.Cmdlets;

/// <summary>Shows how far a wait is, where somebody looks on. To be used on the pipeline thread.</summary>
internal sealed class WaitProgress(Cmdlet cmdlet, string activity, bool isShown)
{
    private const int ActivityId = 1203;

    private int _all;
    private int _ended;
    private bool _wasShown;

    public bool IsShown { get; } = isShown;

    public void Added() => _all++;

    public void Ended() => _ended++;

    public void Show(TimeSpan? left)
    {
        if (!IsShown)
        {
            return;
        }

        _wasShown = true;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, $"{_ended} of {_all} done")
        {
            PercentComplete = 100 * _ended / Math.Max(_all, 1),
            SecondsRemaining = left is { } time ? (int)Math.Min(Math.Max(time.TotalSeconds, 0), int.MaxValue) : -1,
        });
    }

    public void Done()
    {
        if (_wasShown)
        {
            _wasShown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, " ") { RecordType = ProgressRecordType.Completed });
        }
    }
}
