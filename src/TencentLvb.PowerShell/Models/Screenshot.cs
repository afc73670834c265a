namespace TencentLvb;

/// <summary>A screenshot that the service took of a live stream (LVB: Live_Queue_Get).</summary>
public sealed class Screenshot
{
    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain; null where the service does not report it.</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the push address, usually <c>live</c>; null where the service does not report it.</summary>
    public string? AppName { get; internal init; }

    /// <summary>The picture's address; null when the answer told only the path.</summary>
    public string? Url { get; internal init; }

    /// <summary>The picture's path in the account's bucket.</summary>
    public string? Path { get; internal init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
