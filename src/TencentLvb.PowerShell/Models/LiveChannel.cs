namespace TencentLvb;

/// <summary>A channel that is live now (LVB: Live_Channel_GetLiveChannelList).</summary>
public sealed class LiveChannel
{
    /// <summary>The stream; also called channel id.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>Since when it has been live, in local time; null where the service does not report it (API 2.0).</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
