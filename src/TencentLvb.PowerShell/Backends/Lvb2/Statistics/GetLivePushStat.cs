using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LivePushStat: the push of live streams.</summary>
internal static class GetLivePushStat
{
    public static Lvb2Request<LiveStatPage<LivePushStat>> Request(LiveStatQuery query, PageRequest page) =>
        LiveStatReader.Request(Lvb2Interface.GetLivePushStat, query, page, Read);

    private static LivePushStat Read(JsonElement row, string stream, DateTimeOffset time) => new LivePushStat
    {
        StreamId = stream,
        ClientIP = WireReader.Text(row, "client_ip"),
        ServerIP = WireReader.Text(row, "server_ip"),
        Fps = WireReader.Int(row, "fps"),
        BitrateBps = WireReader.Long(row, "speed"),
        Time = time,
    };
}
