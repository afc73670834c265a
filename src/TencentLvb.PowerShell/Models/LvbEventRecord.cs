namespace TencentLvb;

/// <summary>
/// Represents a notification that the service posted, and the response to it (API 3.0: DescribeCallbackRecordsList). Values that the
/// service does not report are null.
/// </summary>
public sealed class LvbEventRecord
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The kind of event.</summary>
    public LvbEventType? EventType { get; internal init; }

    /// <summary>The time of the event.</summary>
    public DateTimeOffset? EventTime { get; internal init; }

    /// <summary>Indicates whether the receiver acknowledged it.</summary>
    public bool Delivered { get; internal init; }

    /// <summary>The time of the receiver's response.</summary>
    public DateTimeOffset? ResponseTime { get; internal init; }

    /// <summary>The receiver's response.</summary>
    public string? Response { get; internal init; }

    /// <summary>The event, as emitted by <c>Receive-LvbEvent</c>; null if the posted body cannot be read.</summary>
    public LvbEvent? Event { get; internal set; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
