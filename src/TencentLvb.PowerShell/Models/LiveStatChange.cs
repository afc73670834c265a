namespace TencentLvb;

/// <summary>A live stream that came, went, or came back, as <c>Watch-LvbLiveStat -Change</c> sees it.</summary>
public sealed class LiveStatChange
{
    /// <summary>When it was seen: the time of the answer that it follows from.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>The stream.</summary>
    public string StreamId { get; internal init; } = "";

    /// <summary>The push domain; null where the service does not report it.</summary>
    public string? PushDomain { get; internal init; }

    /// <summary>The path of the push address; null where the service does not report it.</summary>
    public string? AppName { get; internal init; }

    /// <summary>What happened.</summary>
    public LiveStatChangeKind Change { get; internal init; }

    /// <summary>The stream's id.</summary>
    public override string ToString() => StreamId;
}
