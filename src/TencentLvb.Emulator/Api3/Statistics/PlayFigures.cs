namespace TencentLvb.Emulator;

/// <summary>
/// DescribeStreamPlayInfoList and DescribeAllStreamPlayInfoList: playback, minute by minute. The figures are delayed by four minutes.
/// </summary>
internal static class PlayFigures
{
    public static readonly TimeSpan Lateness = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);
    private static readonly string[] Protocols = ["Flv", "Hls", "Rtmp"];

    public static Action<AnswerJson>? History(Api3Call call)
    {
        var (start, end, form) = call.Parameters.NeedEitherRange();
        call.Within(start, end, Kept, TimeSpan.FromHours(24));
        if (call.IsChina && call.Parameters.Has("AppName"))
        {
            throw CommonErrors.Invalid("AppName", "it can no longer be used");
        }

        var service = call.Parameters.OneOf("ServiceName", "LVB", "LEB");
        var app = call.Parameters.Text("AppName");
        var played = PlayHistory.Played(call.Account, Given(call, "StreamName"), Given(call, "PlayDomain"));
        IReadOnlyList<EmulatedStream> streams = service == "LEB" ? [] : StreamFilter.Of(played, null, app);
        var last = Latest(end, call.Now);
        var minutes = StatisticsGenerator.Steps(start, last, StatisticsGenerator.PlayStep)
            .Select(time => PlayHistory.At(streams, time)).Where(minute => minute.Streams > 0).ToList();
        return json => call.Rows(json, "DataInfoList", minutes, (row, minute) =>
        {
            row.Text("Time", Api3Time.Text(minute.Time, form));
            row.Number("Bandwidth", minute.Bandwidth);
            row.Number("Flux", StatisticsGenerator.Flux(minute.Bandwidth));
            row.Number("Request", minute.Online * 3);
            row.Number("Online", minute.Online);
        });
    }

    /// <summary>Writes a row for each domain, quality and protocol; a stream without viewers has none.</summary>
    public static Action<AnswerJson>? AllStreams(Api3Call call)
    {
        var (asked, form) = call.Parameters.NeedEither("QueryTime");
        call.Within(asked, asked, Kept, TimeSpan.Zero);
        var domains = call.Parameters.Texts("PlayDomains");
        var minute = StatisticsGenerator.StepOf(asked, StatisticsGenerator.PlayStep);
        var rows = (minute > call.Now - Lateness ? [] : call.Account.Streams.All)
            .Where(stream => stream.WasLiveAt(minute) && (domains.Count == 0 || domains.Contains(stream.PlayDomain)))
            .SelectMany(stream => Rows(stream, minute))
            .ToList();
        return json =>
        {
            json.Text("QueryTime", Api3Time.Text(asked, form));
            call.Rows(json, "DataInfoList", rows, (row, share) =>
            {
                row.Number("Bandwidth", share.Bandwidth);
                row.Number("Online", (long)share.Online);
                row.Text("PlayDomain", share.Stream.PlayDomain);
                row.Text("Protocol", share.Protocol);
                row.Number("Rate", 0L);
                row.Number("Request", share.Online * 3L);
                row.Text("StreamName", share.Stream.Id);
            });
        };
    }

    /// <summary>Returns the last moment of a range for which there are figures.</summary>
    public static DateTimeOffset Latest(DateTimeOffset end, DateTimeOffset now) => end < now - Lateness ? end : now - Lateness;

    private static string? Given(Api3Call call, string name) => call.Parameters.Text(name) is { Length: > 0 } text ? text : null;

    private static IEnumerable<PlayShare> Rows(EmulatedStream stream, DateTimeOffset time)
    {
        var (online, bandwidth) = (StatisticsGenerator.Online(stream, time), StatisticsGenerator.Bandwidth(stream, time));
        for (var i = 0; i < Protocols.Length && online > 0; i++)
        {
            // Each protocol has half of the rest, and the last one the remainder, so that the sums are those of the stream.
            var part = i == Protocols.Length - 1 ? online : (online + 1) / 2;
            var share = part == online ? bandwidth : StatisticsGenerator.Mbps(stream, part);
            yield return new PlayShare(stream, Protocols[i], part, share);
            (online, bandwidth) = (online - part, Math.Round(bandwidth - share, 2));
        }
    }

    private readonly record struct PlayShare(EmulatedStream Stream, string Protocol, int Online, double Bandwidth);
}
