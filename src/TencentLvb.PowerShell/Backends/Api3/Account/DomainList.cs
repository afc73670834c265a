using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeLiveDomains: the domains of the account.</summary>
internal static class DomainList
{
    /// <summary>Reads the push domains in use from any number of pages.</summary>
    public static async Task<IReadOnlyList<string>> AllPushAsync(
        Api3Account account, OperationContext context, CancellationToken cancellation)
    {
        var names = new List<string>();
        for (var page = new PageRequest(1, 100); ; page = page with { Number = page.Number + 1 })
        {
            var body = new JsonObject
            {
                ["DomainType"] = 0,
                ["DomainStatus"] = 1,
                ["PageNum"] = page.Number,
                ["PageSize"] = page.Size,
            };
            var domains = await context.CallAsync(account, Request(body, page), cancellation).ConfigureAwait(false);
            var before = names.Count;
            names.AddRange(domains.Rows.Select(d => d.Name).Where(name => !names.Contains(name)));
            if (domains.IsLast || names.Count == before)
            {
                return names;
            }
        }
    }

    /// <summary>Creates the request for the domains of one type, or of both.</summary>
    public static Api3Request<Page<LvbDomain>> Request(LvbDomainType? type, PageRequest page)
    {
        var body = new JsonObject { ["PageNum"] = page.Number, ["PageSize"] = page.Size };
        if (type is { } kind)
        {
            body["DomainType"] = (int)kind;
        }

        return Request(body, page);
    }

    /// <summary>Creates the request for the number of domains, which shows whether the account can be used.</summary>
    public static Api3Request<long> Count() => new(
        Api3Action.Domains,
        new JsonObject { ["PageSize"] = 10 },
        static response => WireReader.Long(response.Fields, "AllCount") ?? response.Objects("DomainList").Count())
    {
        WhenEmpty = static () => 0,
    };

    private static Api3Request<Page<LvbDomain>> Request(JsonObject body, PageRequest page) => new(
        Api3Action.Domains, body, response => Read(response, page))
    {
        WhenEmpty = static () => new Page<LvbDomain> { Total = 0, IsLast = true },
    };

    private static Page<LvbDomain> Read(Api3Response response, PageRequest request)
    {
        var rows = response.Objects("DomainList").ToArray();
        var page = PageEnd.Begin<LvbDomain>(response, rows.Length, request, "AllCount");
        foreach (var row in rows)
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
