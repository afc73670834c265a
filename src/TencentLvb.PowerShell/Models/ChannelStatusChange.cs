namespace TencentLvb;

/// <summary>A stream's status that was set (LVB: Live_Channel_SetStatus).</summary>
public sealed class ChannelStatusChange
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>What was made of it.</summary>
    public LvbChannelCommand Status { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
