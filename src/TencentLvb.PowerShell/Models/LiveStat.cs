namespace TencentLvb;

/// <summary>Push and playback of one live stream at this moment (LVB: Get_LiveStat). What the service does not tell is null.</summary>
public sealed class LiveStat
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>Playback bandwidth in Mbps. The service renews it every 60 s.</summary>
    public double? BandwidthMbps { get; internal init; }

    /// <summary>Viewers now. The service renews it every 60 s.</summary>
    public int? Online { get; internal init; }

    /// <summary>The address that pushes.</summary>
    public string? ClientIP { get; internal init; }

    /// <summary>The server of LVB that takes the push.</summary>
    public string? ServerIP { get; internal init; }

    /// <summary>Frames per second of the push. The service renews it every 5 s.</summary>
    public int? Fps { get; internal init; }

    /// <summary>Video and audio of the push together, in bits per second. The service renews it every 5 s.</summary>
    public long? BitrateBps { get; internal init; }

    /// <summary>When the service measured; when it does not tell, the time of its answer.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
