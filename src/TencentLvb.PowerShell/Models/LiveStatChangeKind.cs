namespace TencentLvb;

/// <summary>Specifies what happened to a live stream.</summary>
public enum LiveStatChangeKind
{
    /// <summary>The stream is live and was not live before.</summary>
    Added,

    /// <summary>The stream is no longer live.</summary>
    Dropped,

    /// <summary>The stream had dropped and is live again.</summary>
    Recovered,
}
