namespace TencentLvb;

/// <summary>
/// Represents the current push and playback of one live stream (LVB: Get_LiveStat). Values that the service does not report are null.
/// </summary>
public sealed class LiveStat
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>The playback bandwidth in Mbps. The service updates it every 60 s.</summary>
    public double? BandwidthMbps { get; internal init; }

    /// <summary>The current number of viewers. The service updates it every 60 s.</summary>
    public int? Online { get; internal init; }

    /// <summary>The IP address of the encoder.</summary>
    public string? ClientIP { get; internal init; }

    /// <summary>The IP address of the LVB server that receives the push.</summary>
    public string? ServerIP { get; internal init; }

    /// <summary>The number of frames per second of the push. The service updates it every 5 s.</summary>
    public int? Fps { get; internal init; }

    /// <summary>The bitrate of the push, video and audio together, in bits per second. The service updates it every 5 s.</summary>
    public long? BitrateBps { get; internal init; }

    /// <summary>The time of the measurement; the time of the response if the service does not report it.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
