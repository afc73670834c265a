namespace TencentLvb.Transport;

/// <summary>How a connection sends its requests.</summary>
internal sealed record TransportSettings
{
    /// <summary>How long one attempt may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Attempts after the first.</summary>
    public required int MaximumRetryCount { get; init; }

    /// <summary>Null for no limit.</summary>
    public int? MaximumRequestsPerSecond { get; init; }
}
