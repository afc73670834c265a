using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Sets how much later viewers see streams (LVB: Live_Set_Delay). Set before the push it holds from the push on; set during the
/// push, viewers see black for that long.
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

    internal override string Operation => $"Delay by {Delay.TotalSeconds} s";

    internal override bool EmitsResult => PassThru;

    /// <inheritdoc/>
    protected override void Check()
    {
        if (Delay < TimeSpan.Zero || Delay > BackendLimits.Widest.LongestDelay || Delay.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            ThrowInvalid($"-Delay {Delay} is not allowed.", "Specify whole seconds from 0s (none) to 600s, for example 30s or 5m.", Delay);
        }
    }

    internal override LvbOperation<ChannelDelay> Change(StreamKey stream) => Backend.SetChannelDelay(stream, Delay);
}
