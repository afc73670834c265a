namespace TencentLvb.Emulator;

/// <summary>Live_Channel_GetStatus and Live_Channel_SetStatus.</summary>
internal static class ChannelStatus
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } =
    [
        new("Live_Channel_GetStatus", IsStatistics: false, Get),
        new("Live_Channel_SetStatus", IsStatistics: false, Set),
    ];

    public static Reply Get(ApiCall call)
    {
        var stream = call.Account.Streams.Find(call.Parameters.NeedText("channel_id"));
        if (stream is null || !(stream.WasPushed || !stream.MayPush(call.Now)))
        {
            return Reply.Error(Codes.NeverPushed, "channel has no record", inArray: true);
        }

        return Reply.ArrayOfOne(json =>
        {
            var size = !call.Shapes.Has(LvbEmulatorShape.StatusWithoutSize);
            if (size)
            {
                json.Number("height", stream.IsLive ? stream.Height : 0L);
            }

            json.Number("rate_type", 0L);
            json.Number("recv_type", 1L);
            json.Number("status", Number(stream, call));
            if (size)
            {
                json.Number("width", stream.IsLive ? stream.Width : 0L);
            }
        });
    }

    public static Reply Set(ApiCall call)
    {
        var id = call.Parameters.NeedText("channel_id");
        var status = call.Parameters.NeedNumber("status", 0, 2);
        call.Account.Streams.FindOrAdd(id, call.Now);
        foreach (var stream in call.Account.Streams.Named(id).ToArray())
        {
            Change(call, stream, status);
        }

        return call.Shapes.Has(LvbEmulatorShape.SetStatusNoReturnData) ? Reply.Raw(Codes.Ok, Bodies.NoReturnData) : Reply.Done();
    }

    private static void Change(ApiCall call, EmulatedStream stream, long status)
    {
        switch (status)
        {
            case 0:
                call.Account.Ban(stream, call.Now);
                break;
            case 1:
                call.Account.Unban(stream, call.Now);
                break;
            default:
                call.Account.Cut(stream, call.Now, 21, "cut by api");
                break;
        }
    }

    private static long Number(EmulatedStream stream, ApiCall call) =>
        !stream.MayPush(call.Now) ? 3 : stream.IsLive ? 1 : stream.Encoder == LvbEmulatorStreamState.Error ? 2 : 0;
}
