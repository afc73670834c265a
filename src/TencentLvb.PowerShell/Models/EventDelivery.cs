namespace TencentLvb;

/// <summary>Represents the result of a notification that <c>Send-LvbEvent</c> posted.</summary>
public sealed class EventDelivery
{
    /// <summary>The type of the event.</summary>
    public LvbEventType EventType { get; internal init; }

    /// <summary>The stream ID of the event.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The receiver's HTTP status.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>
    /// Indicates whether the receiver returned 200 and <c>{"code":0}</c>. Otherwise the service would send the notification again.
    /// </summary>
    public bool Acknowledged { get; internal init; }

    /// <summary>The time from the start of the request, including its connection, to the last byte of the response.</summary>
    public TimeSpan Latency { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
