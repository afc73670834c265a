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

    /// <summary>
    /// The same for every repeat of the event, whatever time and sign it came with, on every machine and in every later version;
    /// different events have different ones. 64 lower-case hex digits: a SHA-256 over the fields that about_TencentLvb_Events lists. Use
    /// it as the key against duplicates in a table or a message broker.
    /// </summary>
    public string Id { get; internal set; } = "";

    /// <summary>What happened.</summary>
    public LvbEventType EventType { get; internal set; }

    /// <summary>The stream.</summary>
    public string StreamId { get; internal set; } = "";

    /// <summary>The push domain of the stream, which may be an IP address; null where the service does not tell.</summary>
    public string? PushDomain { get; internal set; }

    /// <summary>The push path of the stream, usually <c>live</c>; null where the service does not tell.</summary>
    public string? AppName { get; internal set; }

    /// <summary>The channel as the service sent it; usually, not always, the same as <see cref="StreamId"/>. Use that one.</summary>
    public string? ChannelId { get; internal set; }

    /// <summary>The notification's <c>t</c>: it is refused after this time. Null for kinds that are not signed.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>When it came in.</summary>
    public DateTimeOffset ReceivedAt { get; internal set; }

    /// <summary>The whole body as it came, with fields that have no property. Contains the sign: do not log it.</summary>
    public string Raw { get; internal set; } = "";

    /// <summary>What a table shows of the notification: the address of what was made, or who pushed and why the push ended.</summary>
    public virtual string Detail => "";

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
