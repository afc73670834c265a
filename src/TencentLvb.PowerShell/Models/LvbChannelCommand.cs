namespace TencentLvb;

/// <summary>What <c>Set-LvbChannelStatus</c> makes of a stream.</summary>
public enum LvbChannelCommand
{
    /// <summary>Ban: the push is cut and new ones are refused, for as long as the service keeps a ban (7 days, older accounts 3 months).</summary>
    Disabled = 0,

    /// <summary>Allow pushing again.</summary>
    Enabled = 1,

    /// <summary>Cut the push that is there now; the stream may be pushed again at once.</summary>
    Disconnected = 2,
}
