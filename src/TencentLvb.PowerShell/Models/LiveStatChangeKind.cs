namespace TencentLvb;

/// <summary>What happened to a live stream.</summary>
public enum LiveStatChangeKind
{
    /// <summary>It is live, and was not before.</summary>
    Added,

    /// <summary>It is no longer live.</summary>
    Dropped,

    /// <summary>It had dropped, and is live again.</summary>
    Recovered,
}
