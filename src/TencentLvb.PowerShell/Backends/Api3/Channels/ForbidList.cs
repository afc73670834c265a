using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeLiveForbidStreamList: the banned streams. Only the international site has this action.</summary>
internal static class ForbidList
{
    public static Api3Request<Page<Channel>> Request(PageRequest page) => new(
        Api3Action.ForbidList, new JsonObject { ["PageNum"] = page.Number, ["PageSize"] = page.Size }, response => Read(response, page))
    {
        WhenEmpty = static () => new Page<Channel> { Total = 0, IsLast = true },
    };

    private static Page<Channel> Read(Api3Response response, PageRequest request)
    {
        var rows = response.Objects("ForbidStreamList").ToArray();
        var page = PageEnd.Begin<Channel>(response, rows.Length, request);
        foreach (var row in rows)
        {
            var channel = PublishedList.Make(
                Api3Response.Required(row, "StreamName"),
                WireReader.Text(row, "DomainName"),
                WireReader.Text(row, "AppName"),
                Api3Time.Parse(WireReader.Text(row, "CreateTime")),
                LvbChannelState.Disabled);
            page.Add(channel, channel.PushDomain + " " + channel.AppName + " " + channel.StreamId);
        }

        return page;
    }
}
