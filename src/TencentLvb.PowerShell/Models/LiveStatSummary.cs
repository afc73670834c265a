namespace TencentLvb;

/// <summary>Live streams together at this moment: all of the account, or those that were asked for.</summary>
public sealed class LiveStatSummary
{
    /// <summary>How many of them are live.</summary>
    public int StreamCount { get; internal init; }

    /// <summary>Playback bandwidth in Mbps; null when the interface does not tell it (Get_LivePushStat).</summary>
    public double? TotalBandwidthMbps { get; internal init; }

    /// <summary>Viewers; null when the interface does not tell it (Get_LivePushStat).</summary>
    public long? TotalOnline { get; internal init; }

    /// <summary>When the service measured; when it does not tell, the time of its answer.</summary>
    public DateTimeOffset Time { get; internal init; }
}
