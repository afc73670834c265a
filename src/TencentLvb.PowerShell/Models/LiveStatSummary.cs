namespace TencentLvb;

/// <summary>Represents the current totals of live streams: all streams of the account, or the specified ones.</summary>
public sealed class LiveStatSummary
{
    /// <summary>The number of streams that are live.</summary>
    public int StreamCount { get; internal init; }

    /// <summary>The playback bandwidth in Mbps; null if the interface does not report it (Get_LivePushStat).</summary>
    public double? TotalBandwidthMbps { get; internal init; }

    /// <summary>The number of viewers; null if the interface does not report it (Get_LivePushStat).</summary>
    public long? TotalOnline { get; internal init; }

    /// <summary>The time of the measurement; the time of the response if the service does not report it.</summary>
    public DateTimeOffset Time { get; internal init; }
}
