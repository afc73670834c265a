using System.Management.Automation;

namespace TencentLvb;

/// <summary>Ends the suspension of streams: they can be pushed again immediately (LVB: channel_manager, action resume).</summary>
[Cmdlet(VerbsLifecycle.Resume, "LvbChannel", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelSuspension))]
public sealed class ResumeLvbChannelCommand : LvbStreamChangeCmdlet<ChannelSuspension>
{
    /// <summary>Emits a <see cref="ChannelSuspension"/> for each stream that was resumed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Operation => "Resume (allow pushing)";

    internal override bool EmitsResult => PassThru;

    internal override LvbOperation<ChannelSuspension> Change(StreamKey stream) => Backend.ResumeChannel(stream);
}
