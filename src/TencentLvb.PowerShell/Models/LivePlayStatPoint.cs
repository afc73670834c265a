namespace TencentLvb;

/// <summary>The playback of one stream, or of the account, in a past minute (LVB: Get_LivePlayStatHistory).</summary>
public sealed class LivePlayStatPoint
{
    /// <summary>The stream; null for all streams of the account together.</summary>
    public string? StreamId { get; internal init; }

    /// <summary>The playback domain; null for all domains together.</summary>
    public string? PlayDomain { get; internal init; }

    /// <summary>When it was measured.</summary>
    public DateTimeOffset? Time { get; internal init; }

    /// <summary>Bandwidth in Mbps.</summary>
    public double? BandwidthMbps { get; internal init; }

    /// <summary>Viewers.</summary>
    public int? Online { get; internal init; }

    /// <summary>Traffic in MB.</summary>
    public double? TrafficMB { get; internal init; }

    /// <summary>The stream's id; empty for all streams together.</summary>
    public override string ToString() => StreamId ?? "";
}
