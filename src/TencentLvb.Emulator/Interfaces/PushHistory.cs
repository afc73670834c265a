namespace TencentLvb.Emulator;

/// <summary>Get_LivePushStatHistory: one row every 5 s while the stream was pushed.</summary>
internal static class PushHistory
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } = [new("Get_LivePushStatHistory", IsStatistics: true, Answer)];

    public static Reply Answer(ApiCall call)
    {
        var window = HistoryWindow.Read(call);
        var stream = call.Account.Streams.Find(call.Parameters.NeedText("stream_id"));
        var times = stream is null ? [] : window.Steps(StatisticsGenerator.PushStep).Where(stream.WasLiveAt).ToList();
        return times.Count == 0
            ? Reply.Error(Codes.NoData, "query data is empty")
            : Reply.Statistics(json => json.Rows("stream_info", times, (row, time) =>
            {
                row.Text("client_ip", stream!.ClientIP);
                row.Number("fps", (long)StatisticsGenerator.Fps(stream, time));
                row.Text("server_ip", stream.ServerIP);
                row.Number("speed", StatisticsGenerator.Speed(stream, time));
                row.Text("time", ChinaTime.Text(time));
            }));
    }
}
