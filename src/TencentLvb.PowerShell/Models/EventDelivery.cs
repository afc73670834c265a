namespace TencentLvb;

/// <summary>What became of a notification that <c>Send-LvbEvent</c> posted.</summary>
public sealed class EventDelivery
{
    /// <summary>What it told.</summary>
    public LvbEventType EventType { get; internal init; }

    /// <summary>The stream it was about.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The receiver's HTTP status.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>Whether the receiver answered 200 and <c>{"code":0}</c>: else the service would send the notification again.</summary>
    public bool Acknowledged { get; internal init; }

    /// <summary>From the start of the request, its connection included, to the last byte of the answer.</summary>
    public TimeSpan Latency { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
