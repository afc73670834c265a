namespace TencentLvb.Backends.Lvb2;

/// <summary>Live_Channel_GetLiveChannelList: the channels that are live. Rows are plain texts, or objects with the id.</summary>
internal static class ChannelGetLiveChannelList
{
    public static LvbRequest<RowPage> Request() => new(Lvb2Interface.ChannelGetLiveChannelList, new WireParameters(), Read);

    private static RowPage Read(Lvb2Response reply)
    {
        var page = new RowPage();
        foreach (var row in ListReader.Elements(ListReader.Output(reply), "channel_list"))
        {
            var stream = ListReader.Stream(row, WireReader.Text(row), "channel_id", "stream_id");
            page.Add(new LiveChannel { StreamId = stream }, stream);
        }

        return page;
    }
}
