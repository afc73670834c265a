namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Channel_GetStatus: the state of one stream. The output is an array of one object, or the object itself.</summary>
internal static class ChannelGetStatus
{
    public static Lvb2Request<ChannelStatus> Request(string streamId) => new(
        new WireParameters(Lvb2Interface.ChannelGetStatus).Add("channel_id", streamId),
        reply => Read(streamId, reply));

    private static ChannelStatus Read(string streamId, Lvb2Response reply)
    {
        var row = reply.GetOutputObject();
        return new ChannelStatus
        {
            StreamId = streamId,
            Status = (LvbChannelState)(WireReader.Int(row, "status") ?? throw new FormatException("No row with a status.")),
            RateType = WireReader.Int(row, "rate_type"),
            RecvType = WireReader.Int(row, "recv_type"),
            Width = WireReader.Int(row, "width"),
            Height = WireReader.Int(row, "height"),
        };
    }
}
