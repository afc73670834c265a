using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>The base class of cmdlets that show live streams repeatedly: the specified ones, or all.</summary>
public abstract class LvbLiveViewCmdlet : LvbStreamViewCmdlet
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private protected LvbLiveViewCmdlet()
    {
    }

    /// <summary>
    /// The interval at which the view is refreshed. Default: 5s. The service is queried at most every 5 s (API 2.0) or every minute (API
    /// 3.0), because it does not update its figures more often. Until then its last response is reused.
    /// </summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time for which the streams are shown. Default: until stopped.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Duration { get; set; }

    /// <summary>Gets the time at which the view ends, on a clock that starts with the view.</summary>
    private protected TimeSpan Ending => Duration?.ToTimeSpan() ?? TimeSpan.MaxValue;

    /// <inheritdoc/>
    protected sealed override void Check()
    {
        if (Interval < Shortest)
        {
            ThrowInvalid($"-Interval {Interval} is too short.", "Specify at least 1s, for example 5s.", Interval);
        }

        if (Duration <= TimeSpan.Zero)
        {
            ThrowInvalid($"-Duration {Duration} is not positive.", "Specify a duration above zero, for example 10m or 8h.", Duration);
        }
    }
}
