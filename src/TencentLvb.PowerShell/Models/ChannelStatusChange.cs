namespace TencentLvb;

/// <summary>A stream's status that was set (LVB: Live_Channel_SetStatus).</summary>
public sealed class ChannelStatusChange
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>What was made of it.</summary>
    public LvbChannelCommand Status { get; internal init; }
}
