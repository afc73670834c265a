using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>The shared parts of the three interfaces for live streams: their parameters, and the structure of their responses.</summary>
internal static class LiveStatReader
{
    /// <summary>No stream is live (1301), or there is no data (10003): an empty result.</summary>
    public static readonly IReadOnlyList<int> EmptyResults = [1301, 10003];

    // The smallest Unix time in seconds of recent years. A smaller number in a field named time has another meaning.
    private const long EarliestUnixTime = 1_000_000_000;

    public static Lvb2Request<LiveStatPage<T>> Request<T>(
        Lvb2Interface target, LiveStatQuery query, PageRequest page, Func<JsonElement, string, DateTimeOffset, T> readRow)
        where T : class
    {
        var parameters = new WireParameters(target)
            .Add("page_no", page.Number)
            .Add("page_size", page.Size)
            .Add("stream_id", query.StreamId)
            .Add("push_domain", query.PushDomain)
            .Add("pull_domain", query.PlayDomain);
        return new(parameters, reply => Read(reply, query.StreamId, readRow)) { AlsoSuccess = EmptyResults };
    }

    private static LiveStatPage<T> Read<T>(Lvb2Response reply, string? streamId, Func<JsonElement, string, DateTimeOffset, T> readRow)
        where T : class
    {
        var now = DateTimeOffset.Now;
        if (reply.Ret != 0)
        {
            return new LiveStatPage<T> { Total = 0, Time = now };
        }

        var output = ListReader.Output(reply);
        var page = new LiveStatPage<T>
        {
            TotalBandwidth = WireReader.Double(output, "total_bandwidth"),
            TotalOnline = WireReader.Long(output, "total_online"),
            Time = WireReader.Time(output, "data_time") ?? now,
        };
        foreach (var row in ListReader.Objects(output, "stream_info"))
        {
            var stream = ListReader.Stream(row, streamId, "stream_name", "stream_id");
            page.Add(readRow(row, stream, RowTime(row) ?? page.Time), Key(row, stream));
        }

        // For one stream, stream_count is 1 according to the older documentation and the number of all live streams according to the
        // newer one.
        var count = WireReader.Long(output, "stream_count");
        page.Total = count >= 0 && (streamId is null || count <= page.Rows.Count) ? count : null;
        return page;
    }

    private static DateTimeOffset? RowTime(JsonElement row) =>
        WireReader.Long(row, "time") is { } number && number < EarliestUnixTime ? null : WireReader.Time(row, "time");

    private static string Key(JsonElement row, string stream) =>
        stream + " " + WireReader.Text(row, "client_ip") + " " + WireReader.Text(row, "server_ip");
}
