using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Channel_GetChannelList: the channels of the account, by creation time.</summary>
internal static class ChannelGetChannelList
{
    /// <exception cref="LvbException">The list cannot be filtered in this way.</exception>
    public static void Check(ChannelQuery query)
    {
        if (query.Status is not (null or LvbChannelState.NoInput or LvbChannelState.Live or LvbChannelState.Disabled))
        {
            throw LvbErrors.InvalidArgument(
                $"API 2.0 cannot filter streams by the state {query.Status}.",
                $"Specify NoInput, Live or Disabled, or filter the full list: Get-LvbChannel | Where-Object Status -eq {query.Status}");
        }

        if (query.Window is not null)
        {
            throw LvbErrors.NotSupported(
                "API 2.0 cannot limit the list of streams to a time range: the list contains every stream of the account.",
                "Omit -StartTime, -EndTime and -Last, or connect with API 3.0.");
        }
    }

    public static Lvb2Request<Page<Channel>> Request(ChannelQuery query, PageRequest page) => new(
        new WireParameters(Lvb2Interface.ChannelGetChannelList)
            .Add("status", (int?)query.Status)
            .Add("page_no", page.Number)
            .Add("page_size", page.Size)
            .Add("order_field", "create_time")
            .Add("order_by_type", query.Descending ? 1L : 0L),
        Read);

    private static Page<Channel> Read(Lvb2Response reply)
    {
        var output = ListReader.Output(reply);
        var page = new Page<Channel> { Total = WireReader.Long(output, "all_count") is { } count and >= 0 ? count : null };
        foreach (var row in ListReader.Elements(output, "channel_list"))
        {
            var channel = ReadChannel(row);
            page.Add(channel, channel.StreamId);
        }

        return page;
    }

    // Older responses have rows with only the ID; a similar interface has plain strings as rows.
    private static Channel ReadChannel(JsonElement row) => new()
    {
        StreamId = ListReader.Stream(row, WireReader.Text(row), "channel_id", "stream_id"),
        Name = WireReader.Text(row, "channel_name"),
        CreateMode = WireReader.Text(row, "create_mode"),
        CreateTime = WireReader.Time(row, "create_time"),
        Path = Paths(row),
        Status = (LvbChannelState?)(WireReader.Int(row, "status") ?? WireReader.Int(row, "channel_status")),
        WatermarkId = WireReader.Long(row, "watermark_id"),
    };

    private static string[] Paths(JsonElement row)
    {
        var paths = new List<string>();
        foreach (var path in WireReader.Rows(row, "path"))
        {
            if (WireReader.Text(path) is { Length: > 0 } text)
            {
                paths.Add(text);
            }
        }

        return paths.ToArray();
    }
}
