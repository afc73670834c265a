using System.Management.Automation;

namespace TencentLvb.Cmdlets.Bases;

/// <summary>A cmdlet that shows live streams again and again: those that are named, or all.</summary>
public abstract class LvbLiveViewCmdlet : LvbStreamViewCmdlet
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private protected LvbLiveViewCmdlet()
    {
    }

    /// <summary>
    /// How often the view is renewed. Default 5s. The service is asked no sooner than 5 s (API 2.0) or one minute (API 3.0) after the last
    /// time, since it renews its figures no sooner; until then its last answer is used again.
    /// </summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to show the streams. Default: until stopped.</summary>
    [Parameter]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration? Duration { get; set; }

    /// <summary>When to end, by a clock that starts with the view.</summary>
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
