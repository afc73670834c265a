namespace TencentLvb;

/// <summary>Represents a live stream that started, stopped, or recovered, as observed by <c>Watch-LvbLiveStat -Change</c>.</summary>
public sealed class LiveStatChange
{
    /// <summary>The time of the response that showed the change.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>The stream ID.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain; null if the service does not report it.</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the push address; null if the service does not report it.</summary>
    public string? AppName { get; internal init; }

    /// <summary>The kind of change.</summary>
    public LiveStatChangeKind Change { get; internal init; }

    /// <summary>Returns the stream ID.</summary>
    public override string ToString() => StreamId;
}
