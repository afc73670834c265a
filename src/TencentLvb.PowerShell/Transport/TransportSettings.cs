namespace TencentLvb.Transport;

/// <summary>How a connection sends its requests.</summary>
internal sealed record TransportSettings
{
    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts after the first.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>Null for no limit.</summary>
    public int? MaximumRequestsPerSecond { get; init; }
}
