namespace TencentLvb;

/// <summary>
/// Specifies the status that <c>Set-LvbChannelStatus</c> sets. The numbers differ from those of every <see cref="LvbChannelState"/>,
/// single or combined, so that the state of an offline stream (NoInput, 0) cannot be read as a ban, not even in a wrapper of the cmdlet.
/// </summary>
public enum LvbChannelCommand
{
    /// <summary>
    /// Bans the stream: its push is cut and new ones are refused for the duration of a ban (7 days; 3 months for older accounts).
    /// </summary>
    Disabled = 101,

    /// <summary>Allows pushing again.</summary>
    Enabled = 102,

    /// <summary>Cuts the current push. The stream can be pushed again immediately.</summary>
    Disconnected = 104,
}
