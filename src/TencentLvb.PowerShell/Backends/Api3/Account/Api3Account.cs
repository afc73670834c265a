namespace TencentLvb.Backends.Api3;

/// <summary>Represents an account of API 3.0: the addresses of its products, and the keys that sign its calls.</summary>
internal sealed record Api3Account
{
    public const string DefaultRegion = "ap-guangzhou";

    public LvbSite Site { get; init; }

    /// <summary>Gets the address for all products; null for the address of each product on the account's site.</summary>
    public Uri? Endpoint { get; init; }

    public string Region { get; init; } = DefaultRegion;

    /// <summary>Gets the push domain of streams for which none is specified; null for none.</summary>
    public string? PushDomain { get; init; }

    /// <summary>Gets the path of streams for which none is specified; null for none.</summary>
    public string? AppName { get; init; }

    /// <summary>Gets the VOD application in which recordings are searched; null for the main one.</summary>
    public long? VodSubAppId { get; init; }

    /// <summary>Gets the recording templates of the connection by format in lowercase.</summary>
    public IReadOnlyDictionary<string, long>? RecordTemplates { get; init; }

    /// <summary>Gets the keys that sign the calls; null sends them unsigned, which only one action of STS accepts.</summary>
    public CredentialProvider? Credentials { get; init; }

    /// <summary>Returns the address of a product.</summary>
    public Api3Endpoint EndpointOf(string service) => Endpoint is null ? Api3Endpoint.Of(service, Site) : Api3Endpoint.Of(Endpoint);
}
