using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeLiveStreamOnlineList: the live streams, with push domain, path and start.</summary>
internal static class OnlineList
{
    /// <summary>Returns the largest page size. The sites differ, and up to 20,000 streams are listed.</summary>
    public static int LargestPage(LvbSite site) => site == LvbSite.International ? 100 : 20000;

    public static Api3Request<Page<LiveChannel>> Request(LiveChannelQuery query, PageRequest page) => new(
        Api3Action.OnlineList,
        new JsonObject()
            .With("DomainName", query.PushDomain)
            .With("AppName", query.AppName)
            .With("PageNum", page.Number)
            .With("PageSize", page.Size),
        response => Read(response, page))
    {
        WhenEmpty = static () => new Page<LiveChannel> { Total = 0, IsLast = true },
    };

    /// <summary>Reads all live streams, each once, from any number of pages.</summary>
    public static async Task<IReadOnlyList<LiveChannel>> AllAsync(
        Api3Account account,
        OperationContext context,
        CancellationToken cancellation)
    {
        var all = new List<LiveChannel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var size = LargestPage(account.Site);
        IReadOnlyList<string> last = [];
        for (var number = 1; ; number++)
        {
            var page = await context.CallAsync(account, Request(new LiveChannelQuery(), new PageRequest(number, size)), cancellation)
                .ConfigureAwait(false);

            // The list changes while it is read, so rows may be repeated. The same page twice means that the list does not end.
            all.AddRange(page.Rows.Where((_, i) => seen.Add(page.Keys[i])));
            if (page.IsLast || page.Keys.SequenceEqual(last))
            {
                return all;
            }

            last = page.Keys;
        }
    }

    private static Page<LiveChannel> Read(Api3Response response, PageRequest request)
    {
        var rows = response.Objects("OnlineInfo").ToArray();
        var page = PageEnd.Begin<LiveChannel>(response, rows.Length, request);
        foreach (var row in rows)
        {
            var channel = new LiveChannel
            {
                StreamId = Api3Response.Required(row, "StreamName"),
                PushDomain = WireReader.Text(row, "DomainName"),
                AppName = WireReader.Text(row, "AppName"),
                StartTime = LatestStart(row),
            };
            page.Add(channel, channel.PushDomain + " " + channel.AppName + " " + channel.StreamId);
        }

        return page;
    }

    private static DateTimeOffset? LatestStart(JsonElement row)
    {
        DateTimeOffset? latest = null;
        foreach (var publish in Api3Response.Objects(row, "PublishTimeList"))
        {
            var time = Api3Time.Parse(WireReader.Text(publish, "PublishTime"));
            latest = latest is null || time > latest ? time : latest;
        }

        return latest;
    }
}
