namespace TencentLvb;

/// <summary>Everything of a connection that is no secret.</summary>
internal sealed record LvbConnectionSettings
{
    public required long AppId { get; init; }

    public string? SecretName { get; init; }

    public string? Vault { get; init; }

    public string? CallbackSecretName { get; init; }

    public Uri Endpoint { get; init; } = Lvb2Account.DefaultEndpoint;

    public Uri StatEndpoint { get; init; } = Lvb2Account.DefaultStatEndpoint;

    public TimeSpan Validity { get; init; } = TimeSpan.FromSeconds(60);

    public int TimeoutSec { get; init; } = 10;

    public int MaximumRetryCount { get; init; } = 3;

    public int? MaximumRequestsPerSecond { get; init; }

    public string? ProfileName { get; init; }

    public TransportSettings ToTransportSettings() => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        MaximumRequestsPerSecond = MaximumRequestsPerSecond,
    };
}
