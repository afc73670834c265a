namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LivePushStatHistory: the past push of one stream over at most two hours.</summary>
internal static class GetLivePushStatHistory
{
    public static Lvb2Request<Page<LivePushStatPoint>> Request(string streamId, TimeWindow window) => new(
        new WireParameters(Lvb2Interface.GetLivePushStatHistory)
            .Add("start_time", window.Start)
            .Add("end_time", window.End)
            .Add("stream_id", streamId),
        reply => Read(streamId, reply))
    {
        AlsoSuccess = LiveStatReader.EmptyResults,
    };

    private static Page<LivePushStatPoint> Read(string streamId, Lvb2Response reply)
    {
        var page = new Page<LivePushStatPoint>();
        if (reply.Ret != 0)
        {
            return page;
        }

        foreach (var row in ListReader.Objects(ListReader.Output(reply), "stream_info"))
        {
            page.Add(
                new LivePushStatPoint
                {
                    StreamId = ListReader.Stream(row, streamId, "stream_name", "stream_id"),
                    Time = WireReader.Time(row, "time"),
                    ClientIP = WireReader.Text(row, "client_ip"),
                    ServerIP = WireReader.Text(row, "server_ip"),
                    Fps = WireReader.Int(row, "fps"),
                    BitrateBps = WireReader.Long(row, "speed"),
                },
                WireReader.Text(row, "time") ?? row.GetRawText());
        }

        return page;
    }
}
