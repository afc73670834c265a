namespace TencentLvb;

/// <summary>A stream that was suspended or resumed (LVB: channel_manager).</summary>
public sealed class ChannelSuspension
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>Whether pushing is suspended now.</summary>
    public bool Suspended { get; internal init; }

    /// <summary>Until when; null when it is not suspended.</summary>
    public DateTimeOffset? Until { get; internal init; }
}
