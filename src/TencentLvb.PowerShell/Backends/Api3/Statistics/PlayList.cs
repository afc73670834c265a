using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents the playback of one stream over all its domains, qualities and protocols.</summary>
internal readonly record struct PlayFigures(double BandwidthMbps, int Online)
{
    public PlayFigures Plus(double bandwidth, int online) => new(BandwidthMbps + bandwidth, Online + online);
}

/// <summary>Represents the playback of all streams in one minute.</summary>
internal sealed record PlaySnapshot(IReadOnlyDictionary<string, PlayFigures> Streams, DateTimeOffset Time);

/// <summary>DescribeAllStreamPlayInfoList: the playback of all streams in one minute, available after about five minutes.</summary>
internal static class PlayList
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(5);

    public static Task<PlaySnapshot> AllAsync(
        Api3Account account, string? playDomain, OperationContext context, CancellationToken cancellation)
    {
        var late = context.ServiceTime() - Delay;
        var minute = new DateTimeOffset(late.Ticks - (late.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var body = new JsonObject { ["QueryTime"] = Api3Time.Format(minute) };
        if (playDomain is not null)
        {
            body["PlayDomains"] = new JsonArray(playDomain);
        }

        return context.CallAsync(
            account,
            new Api3Request<PlaySnapshot>(Api3Action.AllPlayInfoList, body, response => Read(response, minute.ToLocalTime()))
            {
                WhenEmpty = () => new PlaySnapshot(new Dictionary<string, PlayFigures>(), minute.ToLocalTime()),
            },
            cancellation);
    }

    private static PlaySnapshot Read(Api3Response response, DateTimeOffset asked)
    {
        // There is a row for each domain, quality and protocol; a stream without viewers has none.
        var streams = new Dictionary<string, PlayFigures>(StringComparer.Ordinal);
        foreach (var row in response.Objects("DataInfoList"))
        {
            if (WireReader.Text(row, "StreamName") is { Length: > 0 } stream)
            {
                streams.TryGetValue(stream, out var figures);
                streams[stream] = figures.Plus(WireReader.Double(row, "Bandwidth") ?? 0, WireReader.Int(row, "Online") ?? 0);
            }
        }

        return new PlaySnapshot(streams, Api3Time.Parse(WireReader.Text(response.Fields, "QueryTime")) ?? asked);
    }
}
