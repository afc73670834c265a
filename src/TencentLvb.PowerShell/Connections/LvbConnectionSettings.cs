namespace TencentLvb;

/// <summary>Everything of a connection that is no secret. What is null was not set: the service's default holds.</summary>
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

    /// <summary>API 3.0: the SecretId that was given; null where the source of the keys names it.</summary>
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

    /// <summary>Where requests go: for API 3.0 those of the product live.</summary>
    public Uri UsedEndpoint => Endpoint ?? (Api == LvbApi.V3
        ? new Api3Account { Site = Site ?? LvbSite.China }.EndpointOf(Api3Action.LiveService).Address
        : Lvb2Account.DefaultEndpoint);

    /// <summary>Where requests for figures go; null for API 3.0, which has one address for all.</summary>
    public Uri? UsedStatEndpoint => Api == LvbApi.V3 ? null : StatEndpoint ?? Lvb2Account.DefaultStatEndpoint;

    /// <summary>How long a request stays valid after it is signed; null for API 3.0, which fixes that itself.</summary>
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
