namespace TencentLvb;

/// <summary>Represents the playback of one stream, or of the account, over a range of time (LVB: Get_LivePlayStatHistory).</summary>
public sealed class LivePlayStatSummary
{
    /// <summary>The stream ID; null for all streams of the account together.</summary>
    public string? StreamId { get; internal init; }

    /// <summary>The playback domain; null for all domains together.</summary>
    public string? PlayDomain { get; internal init; }

    /// <summary>The start of the range.</summary>
    public DateTimeOffset StartTime { get; internal init; }

    /// <summary>The end of the range.</summary>
    public DateTimeOffset EndTime { get; internal init; }

    /// <summary>The traffic in MB; 0 if the service has no data for the range.</summary>
    public double TotalTrafficMB { get; internal init; }

    /// <summary>The highest number of viewers in a minute; null if the service has no data for the range.</summary>
    public int? PeakOnline { get; internal init; }

    /// <summary>The first minute with that number of viewers.</summary>
    public DateTimeOffset? PeakTime { get; internal init; }

    /// <summary>The average number of viewers over the minutes for which the service has data.</summary>
    public double? AverageOnline { get; internal init; }

    /// <summary>The highest bandwidth of a minute, in Mbps.</summary>
    public double? PeakBandwidthMbps { get; internal init; }

    /// <summary>Returns the stream ID; empty for all streams together.</summary>
    public override string ToString() => StreamId ?? "";
}
