namespace TencentLvb.Emulator;

/// <summary>Get_LiveStat, Get_LivePushStat, Get_LivePlayStat: the current figures of the live streams.</summary>
internal static class LiveStatistics
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } =
    [
        new("Get_LiveStat", IsStatistics: true, LiveStat),
        new("Get_LivePushStat", IsStatistics: true, PushStat),
        new("Get_LivePlayStat", IsStatistics: true, PlayStat),
    ];

    public static Reply LiveStat(ApiCall call) => Answer(call, push: true, play: true);

    public static Reply PushStat(ApiCall call) => Answer(call, push: true, play: false);

    public static Reply PlayStat(ApiCall call) => Answer(call, push: false, play: true);

    private static Reply Answer(ApiCall call, bool push, bool play)
    {
        var page = call.Parameters.Page(1, 300, 300);
        var id = call.Parameters.Text("stream_id");
        var live = Matching(call, id);
        if (live.Count == 0)
        {
            return call.Shapes.Has(LvbEmulatorShape.EmptyLiveStat)
                ? Reply.Statistics(json => Write(json, call, 0, live, live, push, play), noRows: true)
                : Reply.Error(Codes.NoLiveStream, "has not live stream");
        }

        var (start, count) = page.Of(live.Count);
        var rows = live.Skip(start).Take(count).ToList();
        var total = id is not null && call.Shapes.Has(LvbEmulatorShape.StreamCountTotal) ? call.Account.Streams.Live.Count : live.Count;
        return Reply.Statistics(json => Write(json, call, total, live, rows, push, play));
    }

    private static IReadOnlyList<EmulatedStream> Matching(ApiCall call, string? id)
    {
        var pushDomain = call.Parameters.Text("push_domain");
        var playDomain = call.Parameters.Text("pull_domain");
        IReadOnlyList<EmulatedStream> live = call.Account.Streams.Live;
        if (id is not null)
        {
            live = call.Account.Streams.Find(id) is { IsLive: true } stream ? [stream] : [];
        }

        return pushDomain is null && playDomain is null
            ? live
            :
            [
                .. live.Where(stream => (pushDomain is null || stream.PushDomain == pushDomain)
                    && (playDomain is null || stream.PlayDomain == playDomain)),
            ];
    }

    private static void Write(
        AnswerJson json,
        ApiCall call,
        int streamCount,
        IReadOnlyList<EmulatedStream> live,
        IReadOnlyList<EmulatedStream> rows,
        bool push,
        bool play)
    {
        var now = call.Now;
        json.Text("data_time", ChinaTime.Text(StatisticsGenerator.StepOf(now, StatisticsGenerator.PushStep)));
        json.Number("stream_count", (long)streamCount);
        json.Rows("stream_info", rows, (row, stream) => WriteRow(row, stream, now, push, play));
        if (play)
        {
            json.Number("total_bandwidth", Math.Round(live.Sum(stream => StatisticsGenerator.Bandwidth(stream, now)), 2));
            json.Number("total_online", live.Sum(stream => (long)StatisticsGenerator.Online(stream, now)));
        }
    }

    private static void WriteRow(AnswerJson json, EmulatedStream stream, DateTimeOffset now, bool push, bool play)
    {
        if (play)
        {
            json.Number("bandwidth", StatisticsGenerator.Bandwidth(stream, now));
        }

        if (push)
        {
            json.Text("client_ip", stream.ClientIP);
            json.Number("flr", 0L);
            json.Number("fps", (long)StatisticsGenerator.Fps(stream, now));
        }

        if (play)
        {
            json.Number("online", (long)StatisticsGenerator.Online(stream, now));
        }

        if (push)
        {
            json.Text("server_ip", stream.ServerIP);
            json.Number("speed", StatisticsGenerator.Speed(stream, now));
        }

        json.Text("stream_name", stream.Id);
        json.Number(
            "time",
            StatisticsGenerator.StepOf(now, push ? StatisticsGenerator.PushStep : StatisticsGenerator.PlayStep).ToUnixTimeSeconds());
    }
}
