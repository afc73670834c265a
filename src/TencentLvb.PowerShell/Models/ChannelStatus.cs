namespace TencentLvb;

/// <summary>The state of one stream (LVB: Live_Channel_GetStatus).</summary>
public sealed class ChannelStatus
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>What the stream does now.</summary>
    public LvbChannelState Status { get; internal init; }

    /// <summary>Rate: 0 original, 10 standard definition, 20 high definition.</summary>
    public int? RateType { get; internal init; }

    /// <summary>Play protocols: 1 RTMP and FLV, 2 HLS, 3 both.</summary>
    public int? RecvType { get; internal init; }

    /// <summary>Width in pixels; null when the service does not tell.</summary>
    public int? Width { get; internal init; }

    /// <summary>Height in pixels; null when the service does not tell.</summary>
    public int? Height { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
