namespace TencentLvb;

/// <summary>A push or playback domain of the account (API 3.0: DescribeLiveDomains). What the service does not report is null.</summary>
public sealed class LvbDomain
{
    /// <summary>The domain, for example <c>push.example.com</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What it is for.</summary>
    public LvbDomainType? Type { get; internal init; }

    /// <summary>Whether it is in use.</summary>
    public bool Enabled { get; internal init; }

    /// <summary>What the CNAME record of the domain has to name.</summary>
    public string? Cname { get; internal init; }

    /// <summary>When the domain was added to the account.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>The domain's name.</summary>
    public override string ToString() => Name;
}
