using System.Text.Json;

namespace TencentLvb.Backends.Lvb2;

/// <summary>Get_LivePushStat: the push of live streams.</summary>
internal static class GetLivePushStat
{
    public static LvbRequest<LiveStatPage> Request(Lvb2LiveStatQuery query, int page, int pageSize) =>
        query.Request(Lvb2Interface.GetLivePushStat, page, pageSize, Read);

    private static object Read(JsonElement row, string stream, DateTimeOffset time) => new LivePushStat
    {
        StreamId = stream,
        ClientIP = WireReader.Text(row, "client_ip"),
        ServerIP = WireReader.Text(row, "server_ip"),
        Fps = WireReader.Int(row, "fps"),
        BitrateBps = WireReader.Long(row, "speed"),
        Time = time,
    };
}
