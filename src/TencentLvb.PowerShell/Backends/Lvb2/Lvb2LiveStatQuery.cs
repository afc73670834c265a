using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>What the three interfaces about live streams have in common: their parameters, and the frame of their answers.</summary>
/// <param name="StreamId">One stream; null asks about all that are live.</param>
/// <param name="PushDomain">Only what is pushed to this domain.</param>
/// <param name="PullDomain">Only what is played from this domain.</param>
internal sealed record Lvb2LiveStatQuery(string? StreamId, string? PushDomain = null, string? PullDomain = null)
{
    /// <summary>Nothing is live (1301), or there is nothing to tell (10003): an empty result.</summary>
    public static readonly IReadOnlyList<int> EmptyResults = [1301, 10003];

    // A Unix time in seconds of this century; smaller numbers in a field named time are something else.
    private const long EarliestUnixTime = 1_000_000_000;

    public LvbRequest<LiveStatPage> Request(Lvb2Interface target, int page, int pageSize, Func<JsonElement, string, DateTimeOffset, object> readRow) => new(
        target,
        new WireParameters()
            .Number("page_no", page)
            .Number("page_size", pageSize)
            .Text("stream_id", StreamId)
            .Text("push_domain", PushDomain)
            .Text("pull_domain", PullDomain),
        reply => Read(reply, readRow))
    {
        AlsoSuccess = EmptyResults,
    };

    private LiveStatPage Read(Lvb2Response reply, Func<JsonElement, string, DateTimeOffset, object> readRow)
    {
        var now = DateTimeOffset.Now;
        if (reply.Ret != 0)
        {
            return new LiveStatPage { Total = 0, Time = now };
        }

        var output = ListReader.Output(reply);
        var page = new LiveStatPage
        {
            TotalBandwidth = WireReader.Double(output, "total_bandwidth"),
            TotalOnline = WireReader.Long(output, "total_online"),
            Time = WireReader.Time(output, "data_time") ?? now,
        };
        foreach (var row in ListReader.Objects(output, "stream_info"))
        {
            var stream = ListReader.Stream(row, StreamId, "stream_name", "stream_id");
            page.Add(readRow(row, stream, RowTime(row) ?? page.Time), Key(row, stream));
            page.RowBandwidth += WireReader.Double(row, "bandwidth") ?? 0;
            page.RowOnline += WireReader.Long(row, "online") ?? 0;
        }

        page.Total = Count(output, page.Rows.Count);
        return page;
    }

    // For one stream, stream_count is 1 by the older documents and the number of all live streams by the newer ones.
    private long? Count(JsonElement output, int rows) =>
        WireReader.Long(output, "stream_count") is { } count and >= 0 && (StreamId is null || count <= rows) ? count : null;

    private static DateTimeOffset? RowTime(JsonElement row) =>
        WireReader.Long(row, "time") is { } number && number < EarliestUnixTime ? null : WireReader.Time(row, "time");

    private static string Key(JsonElement row, string stream) =>
        stream + " " + WireReader.Text(row, "client_ip") + " " + WireReader.Text(row, "server_ip");
}

/// <summary>A page of live streams, with the totals that the service tells and those of the rows.</summary>
internal sealed class LiveStatPage : RowPage
{
    public double? TotalBandwidth { get; init; }

    public long? TotalOnline { get; init; }

    public double RowBandwidth { get; set; }

    public long RowOnline { get; set; }

    public DateTimeOffset Time { get; init; }
}
