namespace TencentLvb;

/// <summary>Represents a stream that was suspended or resumed (LVB: channel_manager).</summary>
public sealed class ChannelSuspension
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null if the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null if the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>Indicates whether the stream is suspended now.</summary>
    public bool Suspended { get; internal init; }

    /// <summary>The end of the suspension; null if the stream is not suspended.</summary>
    public DateTimeOffset? Until { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
