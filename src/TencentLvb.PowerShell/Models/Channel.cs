namespace TencentLvb;

/// <summary>
/// Represents a channel of the account (LVB: Live_Channel_GetChannelList). Values that the service does not report are null.
/// </summary>
public sealed class Channel
{
    /// <summary>The stream ID, also called channel ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The name of the channel.</summary>
    public string? Name { get; internal init; }

    /// <summary>The way in which the channel was created, as reported by the service.</summary>
    public string? CreateMode { get; internal init; }

    /// <summary>The time at which the channel was created.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>The playback addresses; empty if the service reports none.</summary>
    public string[] Path { get; internal init; } = [];

    /// <summary>The current state of the channel.</summary>
    public LvbChannelState? Status { get; internal init; }

    /// <summary>The ID of the watermark.</summary>
    public long? WatermarkId { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
