namespace TencentLvb;

/// <summary>A notification that the service posted, and what it heard (API 3.0: DescribeCallbackRecordsList). What the service does not
/// report is null.</summary>
public sealed class LvbEventRecord
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The kind of event.</summary>
    public LvbEventType? EventType { get; internal init; }

    /// <summary>When the event happened.</summary>
    public DateTimeOffset? EventTime { get; internal init; }

    /// <summary>Whether the receiver acknowledged it.</summary>
    public bool Delivered { get; internal init; }

    /// <summary>When the receiver answered.</summary>
    public DateTimeOffset? ResponseTime { get; internal init; }

    /// <summary>What the receiver answered.</summary>
    public string? Response { get; internal init; }

    /// <summary>The event, as <c>Receive-LvbEvent</c> emits it; null when what was posted cannot be read.</summary>
    public LvbEvent? Event { get; internal set; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
