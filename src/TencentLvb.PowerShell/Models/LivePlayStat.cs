namespace TencentLvb;

/// <summary>
/// Represents the current playback of one live stream (LVB: Get_LivePlayStat). Values that the service does not report are null.
/// </summary>
public sealed class LivePlayStat
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The playback bandwidth in Mbps.</summary>
    public double? BandwidthMbps { get; internal init; }

    /// <summary>The current number of viewers.</summary>
    public int? Online { get; internal init; }

    /// <summary>The time of the measurement; the time of the response if the service does not report it.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
