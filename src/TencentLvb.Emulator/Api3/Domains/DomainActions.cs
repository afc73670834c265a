namespace TencentLvb.Emulator;

/// <summary>Lists the actions on domains and the keys of their addresses.</summary>
internal static class DomainActions
{
    public static IEnumerable<Api3Action> All { get; } =
    [
        new("live", "DescribeLiveDomains", Domains.List)
        {
            Optional = "DomainStatus DomainType PageSize PageNum IsDelayLive DomainPrefix PlayType",
        },
        new("live", "DescribeLivePushAuthKey", Domains.PushKey) { Required = "DomainName" },
        new("live", "DescribeLivePlayAuthKey", Domains.PlayKey) { Required = "DomainName" },
    ];
}
