namespace TencentLvb;

/// <summary>The state of a stream. A number of the service that is none of these stays that number.</summary>
public enum LvbChannelState
{
    /// <summary>Nobody pushes.</summary>
    NoInput = 0,

    /// <summary>The stream is live.</summary>
    Live = 1,

    /// <summary>The service has a fault with this stream.</summary>
    Error = 2,

    /// <summary>Pushing is banned.</summary>
    Disabled = 3,

    /// <summary>The stream is forbidden.</summary>
    Forbidden = 4,
}
