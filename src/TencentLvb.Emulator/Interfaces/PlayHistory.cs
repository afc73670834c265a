namespace TencentLvb.Emulator;

/// <summary>Get_LivePlayStatHistory: one row per minute, for one stream or the whole account.</summary>
internal static class PlayHistory
{
    public static IEnumerable<InterfaceEntry> Interfaces { get; } = [new("Get_LivePlayStatHistory", IsStatistics: true, Answer)];

    public static Reply Answer(ApiCall call)
    {
        var window = HistoryWindow.Read(call);
        var id = call.Parameters.Text("stream_id");
        var domain = call.Parameters.Text("domain");
        var streams = Played(call.Account, id, domain);
        var rows = window.Steps(StatisticsGenerator.PlayStep).Select(time => At(streams, time)).Where(row => row.Streams > 0).ToList();
        if (rows.Count == 0)
        {
            return Reply.Error(Codes.NoData, "query data is empty");
        }

        return Reply.Statistics(json =>
        {
            if (domain is not null)
            {
                json.Text("domain", domain);
            }

            json.Rows("stat_info", rows, static (row, minute) =>
            {
                row.Number("bandwidth", minute.Bandwidth);
                row.Number("flux", StatisticsGenerator.Flux(minute.Bandwidth));
                row.Number("online", minute.Online);
                row.Text("time", ChinaTime.Text(minute.Time));
            });
            if (id is not null)
            {
                json.Text("stream_id", id);
            }

            WriteSum(json, rows, call.Shapes);
        });
    }

    /// <summary>Returns the streams that match the stream and the play domain.</summary>
    public static IReadOnlyList<EmulatedStream> Played(Account account, string? id, string? domain)
    {
        var streams = id is null ? account.Streams.All : account.Streams.Named(id);
        return [.. streams.Where(stream => stream.Sessions.Count > 0 && (domain is null || stream.PlayDomain == domain))];
    }

    public static PlayMinute At(IReadOnlyList<EmulatedStream> streams, DateTimeOffset time)
    {
        var (count, online, bandwidth) = (0, 0L, 0.0);
        foreach (var stream in streams)
        {
            if (stream.WasLiveAt(time))
            {
                count++;
                online += StatisticsGenerator.Online(stream, time);
                bandwidth += StatisticsGenerator.Bandwidth(stream, time);
            }
        }

        return new PlayMinute(time, count, online, Math.Round(bandwidth, 2));
    }

    private static void WriteSum(AnswerJson json, List<PlayMinute> rows, Shapes shapes)
    {
        var sum = Math.Round(rows.Sum(row => StatisticsGenerator.Flux(row.Bandwidth)), 2);
        if (shapes.Has(LvbEmulatorShape.SumInfoArray))
        {
            json.StartArray("sum_info");
            json.Object(null, info => info.Number("sum_flux", sum));
            json.EndArray();
        }
        else
        {
            json.Object("sum_info", info => info.Number("sum_flux", sum));
        }
    }
}

/// <summary>Represents the playback in one minute.</summary>
internal readonly record struct PlayMinute(DateTimeOffset Time, int Streams, long Online, double Bandwidth);
