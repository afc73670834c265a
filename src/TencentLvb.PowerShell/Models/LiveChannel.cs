namespace TencentLvb;

/// <summary>Represents a channel that is live now (LVB: Live_Channel_GetLiveChannelList).</summary>
public sealed class LiveChannel
{
    /// <summary>The stream ID, also called channel ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The time at which it went live, in local time; null if the service does not report it (API 2.0).</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
