namespace TencentLvb;

/// <summary>A stream that was suspended or resumed (LVB: channel_manager).</summary>
public sealed class ChannelSuspension
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain of the stream; null where the service does not report it (API 2.0).</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the stream's push address, for example <c>live</c>; null where the service does not report it (API
    /// 2.0).</summary>
    public string? AppName { get; internal init; }

    /// <summary>Whether pushing is suspended now.</summary>
    public bool Suspended { get; internal init; }

    /// <summary>Until when; null when it is not suspended.</summary>
    public DateTimeOffset? Until { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
