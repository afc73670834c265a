namespace TencentLvb;

/// <summary>
/// What <c>Set-LvbChannelStatus</c> makes of a stream. The numbers are those of no <see cref="LvbChannelState"/>, alone or joined, so that
/// the state of an offline stream (NoInput, 0) can never be read as a ban, in a wrapper of the cmdlet either.
/// </summary>
public enum LvbChannelCommand
{
    /// <summary>Ban: the push is cut and new ones are refused, for as long as the service keeps a ban (7 days, older accounts 3
    /// months).</summary>
    Disabled = 101,

    /// <summary>Allow pushing again.</summary>
    Enabled = 102,

    /// <summary>Cut the push that is there now; the stream may be pushed again at once.</summary>
    Disconnected = 104,
}
