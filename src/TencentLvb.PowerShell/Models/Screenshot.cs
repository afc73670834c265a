namespace TencentLvb;

/// <summary>Represents a screenshot that the service took of a live stream (LVB: Live_Queue_Get).</summary>
public sealed class Screenshot
{
    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain; null if the service does not report it.</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the push address, usually <c>live</c>; null if the service does not report it.</summary>
    public string? AppName { get; internal init; }

    /// <summary>The address of the picture; null if the response contained only the path.</summary>
    public string? Url { get; internal init; }

    /// <summary>The path of the picture in the account's bucket.</summary>
    public string? Path { get; internal init; }

    /// <summary>The time at which the screenshot was taken.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
