namespace TencentLvb;

/// <summary>
/// Represents a push or playback domain of the account (API 3.0: DescribeLiveDomains). Values that the service does not report are null.
/// </summary>
public sealed class LvbDomain
{
    /// <summary>The name of the domain, for example <c>push.example.com</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The purpose of the domain.</summary>
    public LvbDomainType? Type { get; internal init; }

    /// <summary>Indicates whether the domain is in use.</summary>
    public bool Enabled { get; internal init; }

    /// <summary>The required target of the domain's CNAME record.</summary>
    public string? Cname { get; internal init; }

    /// <summary>The time at which the domain was added to the account.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>Returns the name of the domain.</summary>
    public override string ToString() => Name;
}
