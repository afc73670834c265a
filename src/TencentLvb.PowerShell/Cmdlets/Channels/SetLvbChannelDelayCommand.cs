using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Sets the delay with which viewers see streams (LVB: Live_Set_Delay). A delay set before the push applies from the start of the push.
/// If it is set during the push, viewers see a black picture for the length of the delay.
/// </summary>
[Cmdlet(VerbsCommon.Set, "LvbChannelDelay", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelDelay))]
public sealed class SetLvbChannelDelayCommand : LvbStreamChangeCmdlet<ChannelDelay>
{
    /// <summary>The delay, in whole seconds, from 0s (none) to 600s (10m).</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [DurationArgument]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public LvbDuration Delay { get; set; }

    /// <summary>Emits a <see cref="ChannelDelay"/> for each stream that was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Operation => $"Set the delay to {Delay.TotalSeconds} s";

    internal override bool EmitsResult => PassThru;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (Delay < TimeSpan.Zero || Delay > BackendLimits.Widest.LongestDelay || Delay.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            ThrowInvalid(
                $"-Delay {Delay} is not allowed.", "Specify a whole number of seconds from 0s (no delay) to 600s, for example 30s or 5m.",
                Delay);
        }
    }

    internal override LvbOperation<ChannelDelay> Change(StreamKey stream) => Backend.SetChannelDelay(stream, Delay);
}
