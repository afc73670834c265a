namespace TencentLvb;

/// <summary>A screenshot that the service took of a live stream (LVB: Live_Queue_Get).</summary>
public sealed class Screenshot
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The picture's address; null when the answer told only the path.</summary>
    public string? Url { get; internal init; }

    /// <summary>The picture's path in the account's bucket.</summary>
    public string? Path { get; internal init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }
}
