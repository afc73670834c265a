namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Channel_GetLiveChannelList: the live channels. Rows are plain strings, or objects with the ID.</summary>
internal static class ChannelGetLiveChannelList
{
    public static Lvb2Request<Page<LiveChannel>> Request() => new(new WireParameters(Lvb2Interface.ChannelGetLiveChannelList), Read);

    private static Page<LiveChannel> Read(Lvb2Response reply)
    {
        var page = new Page<LiveChannel> { IsLast = true };
        foreach (var row in ListReader.Elements(ListReader.Output(reply), "channel_list"))
        {
            var stream = ListReader.Stream(row, WireReader.Text(row), "channel_id", "stream_id");
            page.Add(new LiveChannel { StreamId = stream }, stream);
        }

        return page;
    }
}
