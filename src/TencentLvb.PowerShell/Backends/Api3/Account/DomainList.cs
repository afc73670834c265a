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

    /// <summary>The domains of one kind, or of both.</summary>
    public static Api3Request<Page<LvbDomain>> Request(LvbDomainType? type, PageRequest page)
    {
        var body = new JsonObject { ["PageNum"] = page.Number, ["PageSize"] = page.Size };
        if (type is { } kind)
        {
            body["DomainType"] = (int)kind;
        }

        return new Api3Request<Page<LvbDomain>>(Api3Action.Domains, body, Read)
        {
            WhenEmpty = static () => new Page<LvbDomain> { Total = 0, IsLast = true },
        };
    }

    /// <summary>Asks how many domains there are: the harmless question that shows whether the account can be used.</summary>
    public static Api3Request<long> Count() => new(
        Api3Action.Domains,
        new JsonObject { ["PageSize"] = 10 },
        static response => WireReader.Long(response.Fields, "AllCount") ?? response.Objects("DomainList").Count())
    {
        WhenEmpty = static () => 0,
    };

    private static Page<LvbDomain> Read(Api3Response response)
    {
        var page = new Page<LvbDomain> { Total = WireReader.Long(response.Fields, "AllCount") };
        foreach (var row in response.Objects("DomainList"))
        {
            var domain = new LvbDomain
            {
                Name = Api3Response.Required(row, "Name"),
                Type = WireReader.Int(row, "Type") is { } type and (0 or 1) ? (LvbDomainType)type : null,
                Enabled = WireReader.Int(row, "Status") == 1,
                Cname = Api3Response.Optional(row, "TargetDomain"),
                CreateTime = Api3Time.Parse(WireReader.Text(row, "CreateTime")),
            };
            page.Add(domain, domain.Name + " " + domain.Type);
        }

        return page;
    }
}
