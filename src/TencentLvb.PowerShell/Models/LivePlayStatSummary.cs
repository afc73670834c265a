namespace TencentLvb;

/// <summary>The playback traffic of one stream, or of the account, over a range of time (LVB: Get_LivePlayStatHistory).</summary>
public sealed class LivePlayStatSummary
{
    /// <summary>The stream; null for all streams of the account together.</summary>
    public string? StreamId { get; internal init; }

    /// <summary>The playback domain; null for all domains together.</summary>
    public string? PlayDomain { get; internal init; }

    /// <summary>Where the range begins.</summary>
    public DateTimeOffset StartTime { get; internal init; }

    /// <summary>Where the range ends.</summary>
    public DateTimeOffset EndTime { get; internal init; }

    /// <summary>Traffic in MB; 0 when the service has no data for the range.</summary>
    public double TotalTrafficMB { get; internal init; }

    /// <summary>The most viewers in a minute; null when the service has no data for the range.</summary>
    public int? PeakOnline { get; internal init; }

    /// <summary>The first minute with that many viewers.</summary>
    public DateTimeOffset? PeakTime { get; internal init; }

    /// <summary>Viewers on average over the minutes for which the service has data.</summary>
    public double? AverageOnline { get; internal init; }

    /// <summary>The highest bandwidth of a minute, in Mbps.</summary>
    public double? PeakBandwidthMbps { get; internal init; }

    /// <summary>The stream's id; empty for all streams together.</summary>
    public override string ToString() => StreamId ?? "";
}
