namespace TencentLvb;

/// <summary>Represents the state of one stream (LVB: Live_Channel_GetStatus).</summary>
public sealed class ChannelStatus
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The current state of the stream.</summary>
    public LvbChannelState Status { get; internal init; }

    /// <summary>The quality: 0 original, 10 standard definition, 20 high definition.</summary>
    public int? RateType { get; internal init; }

    /// <summary>The playback protocols: 1 RTMP and FLV, 2 HLS, 3 both.</summary>
    public int? RecvType { get; internal init; }

    /// <summary>The width in pixels; null if the service does not report it.</summary>
    public int? Width { get; internal init; }

    /// <summary>The height in pixels; null if the service does not report it.</summary>
    public int? Height { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
