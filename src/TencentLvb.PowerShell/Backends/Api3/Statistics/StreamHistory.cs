using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>DescribeStreamPushInfoList and DescribeStreamPlayInfoList: the history of a stream, including both ends of the range.</summary>
internal static class StreamHistory
{
    /// <summary>The longest range of one call: recommended on the China site, required on the international site.</summary>
    public static readonly TimeSpan LongestPush = TimeSpan.FromHours(3);

    /// <summary>The longest range of one call.</summary>
    public static readonly TimeSpan LongestPlay = TimeSpan.FromHours(24);

    /// <param name="stream">The stream. Push domain and path filter the response if they are known; the default of the service is the
    /// path live.</param>
    /// <param name="window">The range, at most <see cref="LongestPush"/>.</param>
    public static Api3Request<Page<LivePushStatPoint>> Push(StreamKey stream, TimeWindow window) => new(
        Api3Action.PushHistory,
        Range(window)
            .With("StreamName", stream.Id)
            .With("PushDomain", stream.PushDomain)
            .With("AppName", stream.AppName),
        response => ReadPush(stream, response))
    {
        Stream = stream.Id,
        WhenEmpty = static () => new Page<LivePushStatPoint>(),
    };

    /// <summary>
    /// Creates the request for the playback of a stream, or of the account if the query has no stream. The rows contain neither stream
    /// nor domain.
    /// </summary>
    public static Api3Request<PlayHistoryPage> Play(PlayHistoryQuery query) => new(
        Api3Action.PlayHistory,
        Range(query.Window)
            .With("StreamName", query.StreamId)
            .With("PlayDomain", query.PlayDomain),
        response => ReadPlay(query, response))
    {
        Stream = query.StreamId,
        WhenEmpty = static () => new PlayHistoryPage(),
    };

    private static JsonObject Range(TimeWindow window) => new()
    {
        ["StartTime"] = Api3Time.Format(window.Start),
        ["EndTime"] = Api3Time.Format(window.End),
    };

    private static Page<LivePushStatPoint> ReadPush(StreamKey stream, Api3Response response)
    {
        var page = new Page<LivePushStatPoint>();
        foreach (var row in response.Objects("DataInfoList"))
        {
            var point = new LivePushStatPoint
            {
                StreamId = stream.Id,
                PushDomain = WireReader.Text(row, "PushDomain") ?? stream.PushDomain,
                AppName = WireReader.Text(row, "AppName") ?? stream.AppName,
                Time = Api3Time.Parse(WireReader.Text(row, "Time")),
                ClientIP = WireReader.Text(row, "ClientIp"),
                ServerIP = WireReader.Text(row, "ServerIp"),
                Fps = WireReader.Int(row, "VideoFps"),
                BitrateBps = LongSum(row, "VideoRate", "AudioRate"),
            };
            page.Add(point, Key(row) + " " + point.PushDomain + " " + point.AppName);
        }

        return page;
    }

    private static PlayHistoryPage ReadPlay(PlayHistoryQuery query, Api3Response response)
    {
        var page = new PlayHistoryPage();
        foreach (var row in response.Objects("DataInfoList"))
        {
            page.Add(
                new LivePlayStatPoint
                {
                    StreamId = query.StreamId,
                    PlayDomain = query.PlayDomain,
                    Time = Api3Time.Parse(WireReader.Text(row, "Time")),
                    BandwidthMbps = WireReader.Double(row, "Bandwidth"),
                    Online = WireReader.Int(row, "Online"),
                    TrafficMB = WireReader.Double(row, "Flux"),
                },
                Key(row));
        }

        return page;
    }

    // Two windows may return the same moment in different formats.
    private static string Key(JsonElement row) =>
        Api3Time.Parse(WireReader.Text(row, "Time")) is { } time ? Api3Time.Format(time) + time.Millisecond : row.GetRawText();

    /// <summary>Adds two bitrates; null if the service reports neither.</summary>
    public static long? LongSum(JsonElement row, string video, string audio)
    {
        var first = WireReader.Long(row, video);
        var second = WireReader.Long(row, audio);
        return first is null && second is null ? null : (first ?? 0) + (second ?? 0);
    }
}
