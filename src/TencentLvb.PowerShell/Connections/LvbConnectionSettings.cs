namespace TencentLvb;

/// <summary>
/// Represents the non-secret settings of a connection. A null setting was not specified, so the default of the service applies.
/// </summary>
internal sealed record LvbConnectionSettings
{
    public LvbApi Api { get; init; }

    /// <summary>API 2.0.</summary>
    public long? AppId { get; init; }

    public string? SecretName { get; init; }

    public string? Vault { get; init; }

    public string? CallbackSecretName { get; init; }

    public Uri? Endpoint { get; init; }

    /// <summary>API 2.0.</summary>
    public Uri? StatEndpoint { get; init; }

    /// <summary>API 2.0.</summary>
    public TimeSpan? Validity { get; init; }

    public int TimeoutSec { get; init; } = 10;

    public int MaximumRetryCount { get; init; } = 3;

    public int? MaximumRequestsPerSecond { get; init; }

    /// <summary>API 3.0: the specified SecretId; null if the source of the keys determines it.</summary>
    public string? SecretId { get; init; }

    /// <summary>API 3.0.</summary>
    public LvbCredentialSource? CredentialSource { get; init; }

    /// <summary>API 3.0.</summary>
    public string? TccliProfile { get; init; }

    /// <summary>API 3.0.</summary>
    public string? RoleArn { get; init; }

    /// <summary>API 3.0.</summary>
    public LvbSite? Site { get; init; }

    /// <summary>API 3.0.</summary>
    public string? Region { get; init; }

    public string? PushDomain { get; init; }

    public string? AppName { get; init; }

    public string? PlayDomain { get; init; }

    /// <summary>API 3.0.</summary>
    public long? VodSubAppId { get; init; }

    /// <summary>API 3.0.</summary>
    public RecordTemplateMap? RecordTemplate { get; init; }

    public string? ProfileName { get; init; }

    /// <summary>Gets the address of requests; on API 3.0 the address of the product live.</summary>
    public Uri UsedEndpoint => Endpoint ?? (Api == LvbApi.V3
        ? new Api3Account { Site = Site ?? LvbSite.China }.EndpointOf(Api3Action.LiveService).Address
        : Lvb2Account.DefaultEndpoint);

    /// <summary>Gets the address of statistics requests; null on API 3.0, which has one address for all.</summary>
    public Uri? UsedStatEndpoint => Api == LvbApi.V3 ? null : StatEndpoint ?? Lvb2Account.DefaultStatEndpoint;

    /// <summary>Gets the time for which a request is valid after it is signed; null on API 3.0, which fixes it.</summary>
    public TimeSpan? UsedValidity => Api == LvbApi.V3 ? null : Validity ?? TimeSpan.FromSeconds(60);

    public LvbSite? UsedSite => Api == LvbApi.V3 ? Site ?? LvbSite.China : null;

    public string? UsedRegion => Api == LvbApi.V3 ? Region ?? Api3Account.DefaultRegion : null;

    public TransportSettings ToTransportSettings() => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        MaximumRequestsPerSecond = MaximumRequestsPerSecond,
    };
}
