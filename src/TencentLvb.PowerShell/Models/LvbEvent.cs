namespace TencentLvb;

/// <summary>
/// A notification of the service. The known kinds have types of their own below this; of the others everything is in <see cref="Raw"/>.
/// </summary>
public class LvbEvent
{
    internal LvbEvent()
    {
    }

    /// <summary>
    /// Whether the sign was checked and holds. It proves that who made <c>t</c> has the key, and nothing about the other fields.
    /// </summary>
    public bool Verified { get; internal set; }

    /// <summary>What it tells.</summary>
    public LvbEventType EventType { get; internal init; }

    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The channel as the service sent it; usually, not always, the same as <see cref="StreamId"/>. Use that one.</summary>
    public string? ChannelId { get; internal init; }

    /// <summary>The notification's <c>t</c>: it is refused after this time. Null for kinds that are not signed.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>When it came in.</summary>
    public DateTimeOffset ReceivedAt { get; internal set; }

    /// <summary>The whole body as it came, with fields that have no property. Contains the sign: do not log it.</summary>
    public string Raw { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{EventType} {StreamId}";
}
