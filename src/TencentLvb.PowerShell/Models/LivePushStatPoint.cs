namespace TencentLvb;

/// <summary>The push of one stream at a past moment (LVB: Get_LivePushStatHistory). What the service does not tell is null.</summary>
public sealed class LivePushStatPoint
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>When it was measured.</summary>
    public DateTimeOffset? Time { get; internal init; }

    /// <summary>The address that pushed.</summary>
    public string? ClientIP { get; internal init; }

    /// <summary>The server of LVB that took the push.</summary>
    public string? ServerIP { get; internal init; }

    /// <summary>Frames per second.</summary>
    public int? Fps { get; internal init; }

    /// <summary>Video and audio together, in bits per second.</summary>
    public long? BitrateBps { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
