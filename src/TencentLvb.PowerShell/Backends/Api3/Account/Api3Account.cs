namespace TencentLvb.Backends.Api3;

/// <summary>An account of API 3.0: where its products are, and what signs their calls.</summary>
internal sealed record Api3Account
{
    public const string DefaultRegion = "ap-guangzhou";

    public LvbSite Site { get; init; }

    /// <summary>One address for all products; null for each product's own on the account's site.</summary>
    public Uri? Endpoint { get; init; }

    public string Region { get; init; } = DefaultRegion;

    /// <summary>The push domain of streams that none is given for; null for none.</summary>
    public string? PushDomain { get; init; }

    /// <summary>The path of streams that none is given for; null for none.</summary>
    public string? AppName { get; init; }

    /// <summary>The VOD application that recordings are searched in; null for the main one.</summary>
    public long? VodSubAppId { get; init; }

    /// <summary>The recording templates that the connection names, by format in lower case.</summary>
    public IReadOnlyDictionary<string, long>? RecordTemplates { get; init; }

    /// <summary>What signs the calls; null sends them unsigned, which a single action of STS takes.</summary>
    public CredentialProvider? Credentials { get; init; }

    /// <summary>The address of a product.</summary>
    public Api3Endpoint EndpointOf(string service) => Endpoint is null ? Api3Endpoint.Of(service, Site) : Api3Endpoint.Of(Endpoint);
}
