namespace TencentLvb;

/// <summary>
/// Represents a notification of the service. Known kinds have derived types; for other kinds all fields are in <see cref="Raw"/>.
/// </summary>
public class LvbEvent
{
    internal LvbEvent()
    {
    }

    /// <summary>
    /// Indicates whether the sign was verified. A valid sign proves that the creator of <c>t</c> has the key, and nothing about the other
    /// fields.
    /// </summary>
    public bool Verified { get; internal set; }

    /// <summary>
    /// The ID of the event: 64 lowercase hex digits, a SHA-256 over the fields that about_TencentLvb_Events lists. Every repeat of an
    /// event has the same ID, regardless of its time and sign, on every machine and in every later version; different events have
    /// different IDs. Use it as the key to detect duplicates in a table or a message broker.
    /// </summary>
    public string Id { get; internal set; } = "";

    /// <summary>The type of the event.</summary>
    public LvbEventType EventType { get; internal set; }

    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal set; } = "";

    /// <summary>The push domain of the stream, which may be an IP address; null if the service does not report it.</summary>
    public string? PushDomain { get; internal set; }

    /// <summary>The push path of the stream, usually <c>live</c>; null if the service does not report it.</summary>
    public string? AppName { get; internal set; }

    /// <summary>The channel ID from the service. It usually, but not always, equals <see cref="StreamId"/>. Use StreamId.</summary>
    public string? ChannelId { get; internal set; }

    /// <summary>The notification's <c>t</c>: after this time the notification is refused. Null for kinds that are not signed.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>The time at which the notification was received.</summary>
    public DateTimeOffset ReceivedAt { get; internal set; }

    /// <summary>The whole body as it was received, including fields without a property. It contains the sign: do not log it.</summary>
    public string Raw { get; internal set; } = "";

    /// <summary>
    /// The text that a table shows for the notification: the address of the created file, or the encoder and why the push ended.
    /// </summary>
    public virtual string Detail => "";

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
