namespace TencentLvb;

/// <summary>Represents the playback of one stream, or of the account, in a past minute (LVB: Get_LivePlayStatHistory).</summary>
public sealed class LivePlayStatPoint
{
    /// <summary>The stream ID; null for all streams of the account together.</summary>
    public string? StreamId { get; internal init; }

    /// <summary>The playback domain; null for all domains together.</summary>
    public string? PlayDomain { get; internal init; }

    /// <summary>The time of the measurement.</summary>
    public DateTimeOffset? Time { get; internal init; }

    /// <summary>The bandwidth in Mbps.</summary>
    public double? BandwidthMbps { get; internal init; }

    /// <summary>The number of viewers.</summary>
    public int? Online { get; internal init; }

    /// <summary>The traffic in MB.</summary>
    public double? TrafficMB { get; internal init; }

    /// <summary>Returns the stream ID; empty for all streams together.</summary>
    public override string ToString() => StreamId ?? "";
}
