namespace TencentLvb;

/// <summary>A channel that is live now (LVB: Live_Channel_GetLiveChannelList).</summary>
public sealed class LiveChannel
{
    /// <summary>The stream; also called channel id.</summary>
    public string StreamId { get; internal init; } = "";
}
