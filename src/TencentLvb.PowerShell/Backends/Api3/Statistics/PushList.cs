using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents a stream that is being pushed.</summary>
internal sealed record PushRow(string StreamId, string? PushDomain, string? AppName)
{
    public string? ClientIP { get; init; }

    public string? ServerIP { get; init; }

    public int? Fps { get; init; }

    public long? BitrateBps { get; init; }

    public string Key => PushDomain + " " + AppName + " " + StreamId + " " + ClientIP;
}

/// <summary>Represents the current pushes and the time of the response.</summary>
internal sealed class PushSnapshot(IReadOnlyList<PushRow> rows, DateTimeOffset time)
{
    private readonly Lazy<ILookup<string, PushRow>> _byStream = new(() => rows.ToLookup(r => r.StreamId, StringComparer.Ordinal));

    public IReadOnlyList<PushRow> Rows => rows;

    public DateTimeOffset Time => time;

    public IEnumerable<PushRow> Of(string streamId) => _byStream.Value[streamId];
}

/// <summary>DescribeLiveStreamPushInfoList: the push of all live streams. It cannot be filtered by stream.</summary>
internal static class PushList
{
    public static async Task<PushSnapshot> AllAsync(
        Api3Account account, string? pushDomain, string? appName, OperationContext context, CancellationToken cancellation)
    {
        var all = new List<PushRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var size = account.Site == LvbSite.International ? 1000 : 20000;
        IReadOnlyList<string> last = [];
        for (var number = 1; ; number++)
        {
            var page = await context.CallAsync(account, Request(pushDomain, appName, number, size), cancellation).ConfigureAwait(false);
            all.AddRange(page.Rows.Where((_, i) => seen.Add(page.Keys[i])));
            if (page.IsLast || page.Keys.SequenceEqual(last))
            {
                return new PushSnapshot(all, DateTimeOffset.Now);
            }

            last = page.Keys;
        }
    }

    // If no stream is live, this action returns an error, which means an empty list.
    private static Api3Request<Page<PushRow>> Request(string? pushDomain, string? appName, int number, int size) => new(
        Api3Action.PushInfoList,
        new JsonObject().With("PushDomain", pushDomain).With("AppName", appName).With("PageNum", number).With("PageSize", size),
        response => Read(response, number, size))
    {
        WhenEmpty = static () => new Page<PushRow> { Total = 0, IsLast = true },
    };

    private static Page<PushRow> Read(Api3Response response, int number, int size)
    {
        var rows = response.Objects("DataInfoList").ToArray();
        var total = WireReader.Long(response.Fields, "TotalNum");
        var page = new Page<PushRow> { Total = total, IsLast = PageEnd.IsLast(response, rows.Length, number, size, total) };
        foreach (var row in rows)
        {
            var push = new PushRow(
                Api3Response.Required(row, "StreamName"),
                WireReader.Text(row, "PushDomain"),
                WireReader.Text(row, "AppName"))
            {
                ClientIP = WireReader.Text(row, "ClientIp"),
                ServerIP = WireReader.Text(row, "ServerIp"),
                Fps = WireReader.Int(row, "VideoFps"),
                BitrateBps = StreamHistory.LongSum(row, "VideoSpeed", "AudioSpeed"),
            };
            page.Add(push, push.Key);
        }

        return page;
    }
}
