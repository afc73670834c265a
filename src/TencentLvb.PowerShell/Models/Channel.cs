namespace TencentLvb;

/// <summary>A channel of the account (LVB: Live_Channel_GetChannelList). What the service does not tell is null.</summary>
public sealed class Channel
{
    /// <summary>The stream; also called channel id.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The channel's name.</summary>
    public string? Name { get; internal init; }

    /// <summary>How the channel was made, as the service tells it.</summary>
    public string? CreateMode { get; internal init; }

    /// <summary>When the channel was made.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>The playback addresses; empty when the service tells none.</summary>
    public string[] Path { get; internal init; } = [];

    /// <summary>What the channel does now.</summary>
    public LvbChannelState? Status { get; internal init; }

    /// <summary>The watermark's id.</summary>
    public long? WatermarkId { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
