namespace TencentLvb.Transport;

/// <summary>Specifies how a connection sends its requests.</summary>
internal sealed record TransportSettings
{
    /// <summary>Gets the time limit of one attempt.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Gets the number of retries after the first attempt.</summary>
    public required int MaximumRetryCount { get; init; }

    /// <summary>Gets the maximum number of requests per second; null for no limit.</summary>
    public int? MaximumRequestsPerSecond { get; init; }
}
