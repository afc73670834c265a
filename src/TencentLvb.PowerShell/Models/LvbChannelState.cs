namespace TencentLvb;

/// <summary>Specifies the state of a stream. An unknown number of the service is kept.</summary>
public enum LvbChannelState
{
    /// <summary>The stream is not being pushed.</summary>
    NoInput = 0,

    /// <summary>The stream is live.</summary>
    Live = 1,

    /// <summary>The service reports a fault of this stream.</summary>
    Error = 2,

    /// <summary>The stream is banned.</summary>
    Disabled = 3,

    /// <summary>The stream is forbidden.</summary>
    Forbidden = 4,
}
