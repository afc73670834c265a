using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeLiveForbidStreamList: the streams that are banned. Only the international site has it.</summary>
internal static class ForbidList
{
    public static Api3Request<Page<Channel>> Request(PageRequest page) => new(
        Api3Action.ForbidList, new JsonObject { ["PageNum"] = page.Number, ["PageSize"] = page.Size }, Read)
    {
        WhenEmpty = static () => new Page<Channel> { Total = 0, IsLast = true },
    };

    private static Page<Channel> Read(Api3Response response)
    {
        var page = new Page<Channel> { Total = WireReader.Long(response.Fields, "TotalNum") };
        foreach (var row in response.Objects("ForbidStreamList"))
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
