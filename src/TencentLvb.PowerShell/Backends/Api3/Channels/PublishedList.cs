using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>Represents a push of a stream that has ended or is still running.</summary>
internal sealed record PublishedStream(string StreamId, string? PushDomain, string? AppName, DateTimeOffset? StartTime)
{
    public string Key => PushDomain + " " + AppName + " " + StreamId;
}

/// <summary>DescribeLiveStreamPublishedList: the pushes to one push domain within a month, one row each.</summary>
internal static class PublishedList
{
    /// <summary>The maximum number of rows of one query.</summary>
    public const int MostRows = 10000;

    /// <summary>The longest range of one query: one month on the China site, 30 days on the international site.</summary>
    public static readonly TimeSpan LongestRange = TimeSpan.FromDays(30);

    public static Api3Request<PublishedPage> Request(string pushDomain, string? appName, TimeWindow window, int number, int size) => new(
        Api3Action.PublishedList,
        new JsonObject
        {
            ["DomainName"] = pushDomain,
            ["StartTime"] = Api3Time.Format(window.Start),
            ["EndTime"] = Api3Time.Format(window.End),
            ["PageNum"] = number,
            ["PageSize"] = size,
        }.With("AppName", appName),
        response => Read(pushDomain, response, number, size))
    {
        WhenEmpty = static () => new PublishedPage([], 0, IsLast: true),
    };

    /// <summary>Creates a channel from the data of API 3.0: without name, create mode and watermark.</summary>
    public static Channel Make(
        string streamId,
        string? pushDomain,
        string? appName,
        DateTimeOffset? created,
        LvbChannelState state) => new()
    {
        StreamId = streamId,
        PushDomain = pushDomain,
        AppName = appName,
        CreateTime = created,
        Path = string.IsNullOrEmpty(appName) ? [] : [appName!],
        Status = state,
    };

    private static PublishedPage Read(string pushDomain, Api3Response response, int number, int size)
    {
        var rows = response.Objects("PublishInfo").Select(row => new PublishedStream(
            Api3Response.Required(row, "StreamName"),
            Api3Response.Optional(row, "DomainName") ?? pushDomain,
            WireReader.Text(row, "AppName"),
            Api3Time.Parse(WireReader.Text(row, "StreamStartTime")))).ToArray();
        var total = WireReader.Long(response.Fields, "TotalNum");
        return new PublishedPage(rows, total, PageEnd.IsLast(response, rows.Length, number, size, total));
    }
}

/// <param name="Rows">The rows of one response.</param>
/// <param name="Total">The total number of rows; null if the service does not report it.</param>
/// <param name="IsLast">Whether this is the last page.</param>
internal sealed record PublishedPage(IReadOnlyList<PublishedStream> Rows, long? Total, bool IsLast);
