namespace TencentLvb;

/// <summary>A stream's delay that was set (LVB: Live_Set_Delay).</summary>
public sealed class ChannelDelay
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>How much later viewers see it; zero for not at all.</summary>
    public TimeSpan Delay { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
