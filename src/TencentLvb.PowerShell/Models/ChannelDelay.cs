namespace TencentLvb;

/// <summary>A stream's delay that was set (LVB: Live_Set_Delay).</summary>
public sealed class ChannelDelay
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>How much later viewers see it; zero for not at all.</summary>
    public TimeSpan Delay { get; internal init; }
}
