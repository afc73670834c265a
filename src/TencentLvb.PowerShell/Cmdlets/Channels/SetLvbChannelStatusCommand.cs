using System.Management.Automation;

namespace TencentLvb;

/// <summary>
/// Bans streams, allows them again, or cuts their push (LVB: Live_Channel_SetStatus). A ban ends automatically after 7 days (older
/// accounts: 3 months). Disconnected is sent at most once: a second request would cut a stream that has just reconnected.
/// </summary>
[Cmdlet(VerbsCommon.Set, "LvbChannelStatus", SupportsShouldProcess = true)]
[OutputType(typeof(ChannelStatusChange))]
public sealed class SetLvbChannelStatusCommand : LvbStreamChangeCmdlet<ChannelStatusChange>
{
    /// <summary>
    /// The new status: Disabled (ban), Enabled (allow) or Disconnected (cut the current push). Only these names are accepted; the status
    /// of a stream, or a number, is refused.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ChannelCommandArgument]
    public LvbChannelCommand Status { get; set; }

    /// <summary>The reason, for the records of the service (API 3.0; API 2.0 has no such field).</summary>
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
