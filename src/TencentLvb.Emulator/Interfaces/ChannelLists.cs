namespace TencentLvb.Emulator;

/// <summary>Live_Channel_GetChannelList and Live_Channel_GetLiveChannelList.</summary>
internal static class ChannelLists
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } =
    [
        new("Live_Channel_GetChannelList", IsStatistics: false, All),
        new("Live_Channel_GetLiveChannelList", IsStatistics: false, Live),
    ];

    public static Reply All(ApiCall call)
    {
        var page = call.Parameters.Page(10, 100, 10);
        var status = call.Parameters.Number("status", 0, 4);
        call.Parameters.OneOf("order_field", "create_time", "create_time");
        var descending = call.Parameters.Number("order_by_type", 0, 1) == 1;

        var streams = call.Account.Streams.All;
        if (status is not null)
        {
            streams = [.. streams.Where(stream => Status(stream, call) == status)];
        }

        var (start, count) = page.Of(streams.Count);
        var rows = new List<EmulatedStream>(count);
        for (var i = start; i < start + count; i++)
        {
            rows.Add(streams[descending ? streams.Count - 1 - i : i]);
        }

        return Reply.Object(
            json =>
            {
                json.Number("all_count", (long)streams.Count);
                json.Rows("channel_list", rows, (row, stream) => WriteRow(row, stream, call));
            },
            noRows: rows.Count == 0);
    }

    public static Reply Live(ApiCall call)
    {
        var live = call.Account.Streams.Live;
        return Reply.Object(
            json =>
            {
                json.Number("all_count", (long)live.Count);
                if (call.Shapes.Has(LvbEmulatorShape.LiveChannelObjects))
                {
                    json.Rows("channel_list", live, static (row, stream) => row.Text("channel_id", stream.Id));
                }
                else
                {
                    json.Texts("channel_list", live.Select(stream => stream.Id));
                }
            },
            noRows: live.Count == 0);
    }

    private static void WriteRow(AnswerJson json, EmulatedStream stream, ApiCall call)
    {
        json.Text("channel_id", stream.Id);
        if (call.Shapes.Has(LvbEmulatorShape.ChannelIdOnly))
        {
            return;
        }

        var otherKey = call.Shapes.Has(LvbEmulatorShape.ChannelStatusKey);
        json.Text("channel_name", stream.Name);
        if (otherKey)
        {
            json.Number("channel_status", Status(stream, call));
        }

        json.Number("create_mode", 0L);
        json.Text("create_time", ChinaTime.Text(stream.CreatedAt));
        json.Texts("path", [stream.AppName]);
        if (!otherKey)
        {
            json.Number("status", Status(stream, call));
        }

        json.Number("watermark_id", 0L);
    }

    /// <summary>These numbers differ from those of Live_Channel_GetStatus: here a suspended stream is 4.</summary>
    private static long Status(EmulatedStream stream, ApiCall call) =>
        stream.IsBanned(call.Now) ? 3
        : stream.IsForbidden(call.Now) ? 4
        : stream.IsLive ? 1
        : stream.Encoder == LvbEmulatorStreamState.Error ? 2 : 0;
}
