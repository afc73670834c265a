using TencentLvb.Client;

namespace TencentLvb.Interfaces;

/// <summary>Live_Channel_GetLiveChannelList: the channels that are live. Rows are plain texts, or objects with the id.</summary>
internal static class ChannelGetLiveChannelList
{
    public static LvbRequest<RowPage> Request() => new(LvbInterface.ChannelGetLiveChannelList, new WireParameters(), Read);

    private static RowPage Read(LvbReply reply)
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
