using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Bans streams, allows them again, or cuts their push (LVB: Live_Channel_SetStatus). A ban ends by itself after 7 days (older
/// accounts: 3 months). Disconnected is sent at most once: a second one would cut the stream that has just come back.
/// </summary>
[Cmdlet(VerbsCommon.Set, "LvbChannelStatus", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelStatusChange))]
public sealed class SetLvbChannelStatusCommand : LvbStreamChangeCmdlet<ChannelStatusChange>
{
    /// <summary>
    /// What to make of the streams: Disabled (ban), Enabled (allow) or Disconnected (cut the push of now). Only these names are
    /// taken; a stream's own status, or a number, is refused.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ChannelCommandArgument]
    public LvbChannelCommand Status { get; set; }

    /// <summary>Why, for the records of the service (API 3.0; API 2.0 has no place for it).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>Emits a <see cref="ChannelStatusChange"/> for each stream that was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Operation => Status switch
    {
        LvbChannelCommand.Disabled => "Ban (cut the push and refuse new ones)",
        LvbChannelCommand.Enabled => "Allow pushing",
        _ => "Cut the push",
    };

    internal override bool EmitsResult => PassThru;

    internal override LvbOperation<ChannelStatusChange> Change(StreamKey stream) => Backend.SetChannelStatus(stream, Status, Reason);
}
