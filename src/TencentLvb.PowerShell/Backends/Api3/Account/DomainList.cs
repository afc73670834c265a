using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeLiveDomains: the domains of the account.</summary>
internal static class DomainList
{
    /// <summary>The first hundred push domains in use.</summary>
    public static Api3Request<IReadOnlyList<string>> PushDomains() => new(
        Api3Action.Domains,
        new JsonObject { ["DomainType"] = 0, ["DomainStatus"] = 1, ["PageNum"] = 1, ["PageSize"] = 100 },
        static response => response.Objects("DomainList").Select(d => Api3Response.Required(d, "Name")).ToArray())
    {
        WhenEmpty = static () => [],
    };

    /// <summary>Asks how many domains there are: the harmless question that shows whether the account can be used.</summary>
    public static Api3Request<long> Count() => new(
        Api3Action.Domains,
        new JsonObject { ["PageSize"] = 10 },
        static response => WireReader.Long(response.Fields, "AllCount") ?? response.Objects("DomainList").Count())
    {
        WhenEmpty = static () => 0,
    };
}
