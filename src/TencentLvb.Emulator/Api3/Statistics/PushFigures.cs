namespace TencentLvb.Emulator;

/// <summary>DescribeLiveStreamPushInfoList and DescribeStreamPushInfoList: current and past pushes.</summary>
internal static class PushFigures
{
    private const long AudioRate = 96_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestRange = TimeSpan.FromHours(3);

    /// <summary>If no stream is live, this action returns an error.</summary>
    public static Action<AnswerJson>? Now(Api3Call call)
    {
        var page = call.Parameters.Page(1, call.IsChina ? 100_000 : 1000, 200, lastPage: 10_000);
        var live = StreamFilter.Of(call.Account.Streams.Live, call.Parameters.Text("PushDomain"), call.Parameters.Text("AppName"));
        return live.Count > 0
            ? json => call.Page(json, "DataInfoList", live, page, (row, stream) => WriteNow(row, stream, call.Now))
            : throw call.TwoFormed("FailedOperation.HasNotLivingStream", "No live stream.");
    }

    public static Action<AnswerJson>? History(Api3Call call)
    {
        var id = call.Parameters.NeedText("StreamName");
        var domain = call.Parameters.Text("PushDomain");
        var app = call.Parameters.Text("AppName") is { Length: > 0 } path ? path : "live";
        var (start, end) = Range(call);
        IReadOnlyList<(EmulatedStream Stream, DateTimeOffset Time)> rows =
        [
            .. from stream in call.Account.Streams.Named(id)
               where StreamFilter.Fits(stream, domain, app)
               from time in StatisticsGenerator.Steps(start, end < call.Now ? end : call.Now, StatisticsGenerator.PushStep)
               where stream.WasLiveAt(time)
               orderby time
               select (stream, time),
        ];
        return json => call.Rows(json, "DataInfoList", rows, (row, point) => WritePoint(row, point.Stream, point.Time, call.IsChina));
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Range(Api3Call call)
    {
        var (start, end) = (call.Parameters.NeedIso("StartTime"), call.Parameters.NeedIso("EndTime"));
        if (end < start)
        {
            throw call.Parameters.Wrong("EndTime", "a time that is not before StartTime");
        }

        // The range is recommended on the China site and required on the international site.
        call.Within(start, end, Kept, call.IsChina ? Kept : LongestRange);
        call.Note = end - start > LongestRange ? "requested more than the recommended 3 h" : null;
        return (start, end);
    }

    private static void WriteNow(AnswerJson row, EmulatedStream stream, DateTimeOffset now)
    {
        var speed = StatisticsGenerator.Speed(stream, now);
        row.Text("StreamName", stream.Id);
        row.Text("AppName", stream.AppName);
        row.Text("ClientIp", stream.ClientIP);
        row.Text("ServerIp", stream.ServerIP);
        row.Number("VideoFps", (long)StatisticsGenerator.Fps(stream, now));
        row.Number("VideoSpeed", speed - AudioRate);
        row.Number("AudioFps", 43L);
        row.Number("AudioSpeed", AudioRate);
        row.Text("PushDomain", stream.PushDomain);
        row.Text("BeginPushTime", ChinaTime.Text(stream.OpenSession!.Start));
        row.Text("Acodec", "AAC");
        row.Text("Vcodec", "H264");
        row.Text("Resolution", stream.Resolution);
        row.Number("AsampleRate", 44_100L);
        row.Number("MetaAudioSpeed", AudioRate);
        row.Number("MetaVideoSpeed", stream.BitrateBps - AudioRate);
        row.Number("MetaFps", (long)stream.Fps);
    }

    // The field names differ from those in the list of current pushes, and the two values from the metadata are in kbit/s.
    private static void WritePoint(AnswerJson row, EmulatedStream stream, DateTimeOffset time, bool china)
    {
        var session = stream.SessionAt(time)!;
        var speed = StatisticsGenerator.Speed(stream, time);
        row.Text("Time", china ? Api3Time.WithOffset(time) : ChinaTime.Format(time, "yyyy-MM-dd HH:mm:ss.fff"));
        row.Text("PushDomain", stream.PushDomain);
        row.Text("AppName", stream.AppName);
        row.Text("ClientIp", stream.ClientIP);
        row.Text("BeginPushTime", ChinaTime.Format(session.Start, "yyyy-MM-dd HH:mm:ss.fff"));
        row.Text("Resolution", stream.Resolution);
        row.Text("VCodec", "h264");
        row.Text("ACodec", "aac");
        row.Text("Sequence", session.Sequence);
        row.Number("VideoFps", (long)StatisticsGenerator.Fps(stream, time));
        row.Number("VideoRate", speed - AudioRate);
        row.Number("AudioFps", 43L);
        row.Number("AudioRate", AudioRate);
        row.Number("LocalTs", 5000L);
        row.Number("VideoTs", 5000L);
        row.Number("AudioTs", 4990L);
        row.Number("MetaVideoRate", (stream.BitrateBps - AudioRate) / 1000);
        row.Number("MetaAudioRate", AudioRate / 1000);
        row.Number("MateFps", (long)stream.Fps);
        row.Text("StreamParam", "");
        row.Number("Bandwidth", Math.Round(speed / 1e6, 2));
        row.Number("Flux", Math.Round(speed * StatisticsGenerator.PushStep / 8e6, 2));
        row.Text("ServerIp", stream.ServerIP);
        if (china)
        {
            row.Number("GopSize", 2000L);
        }
    }
}
