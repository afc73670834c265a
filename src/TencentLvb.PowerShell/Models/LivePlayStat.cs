namespace TencentLvb;

/// <summary>The playback of one live stream at this moment (LVB: Get_LivePlayStat). What the service does not tell is null.</summary>
public sealed class LivePlayStat
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>Playback bandwidth in Mbps.</summary>
    public double? BandwidthMbps { get; internal init; }

    /// <summary>Viewers now.</summary>
    public int? Online { get; internal init; }

    /// <summary>When the service measured; when it does not tell, the time of its answer.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
