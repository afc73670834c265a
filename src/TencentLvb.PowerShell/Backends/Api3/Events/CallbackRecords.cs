using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentLvb.Backends.Api3;

/// <summary>
/// DescribeCallbackRecordsList: the notifications that the service posted about one stream. Only the China site keeps them, for 14 days.
/// </summary>
internal static class CallbackRecords
{
    /// <summary>The longest range of one call.</summary>
    public static readonly TimeSpan LongestRange = TimeSpan.FromDays(1);

    private const int ScreenshotEvent = 200;

    /// <exception cref="LvbException">The site does not keep such records.</exception>
    public static void Check(LvbSite site)
    {
        if (site == LvbSite.International)
        {
            throw LvbErrors.NotSupported(
                "On the international site, API 3.0 does not keep records of its notifications.",
                "Receive the notifications as they are sent, and keep them in a spool: Receive-LvbEvent -SpoolPath.");
        }
    }

    /// <summary>Creates the request for the reported screenshots. It removes nothing.</summary>
    public static Api3Request<Page<Screenshot>> Screenshots(ScreenshotQuery query, PageRequest page) => Request(
        query.Stream.Id, query.Window, ScreenshotEvent, page, row => Screenshot(query.Stream, row));

    /// <summary>Creates the request for the posted notifications and the responses to them.</summary>
    public static Api3Request<Page<NotificationRecord>> Records(NotificationRecordQuery query, PageRequest page) => Request(
        query.Stream.Id, query.Window, query.EventType, page, row => Record(query, row));

    private static Api3Request<Page<T>> Request<T>(
        string stream, TimeWindow window, int? eventType, PageRequest page, Func<JsonElement, T?> read)
        where T : class
    {
        var body = new JsonObject
        {
            ["StreamName"] = stream,
            ["StartTime"] = Api3Time.Format(window.Start),
            ["EndTime"] = Api3Time.Format(window.End),
            ["PageNum"] = page.Number,
            ["PageSize"] = page.Size,
        };
        if (eventType is { } type)
        {
            body["EventType"] = type;
        }

        return new Api3Request<Page<T>>(Api3Action.CallbackRecords, body, response =>
        {
            // Rows may be omitted, so their number does not show whether more pages follow.
            var rows = response.Objects("DataInfoList").ToArray();
            var result = PageEnd.Begin<T>(response, rows.Length, page);
            foreach (var row in rows)
            {
                if (read(row) is { } item)
                {
                    result.Add(item, row.GetRawText());
                }
            }

            return result;
        })
        {
            Stream = stream,
            WhenEmpty = static () => new Page<T> { Total = 0, IsLast = true },
        };
    }

    private static NotificationRecord? Record(NotificationRecordQuery query, JsonElement row)
    {
        var isDelivered = WireReader.Int(row, "ResultCode") == 0;
        return query.Undelivered && isDelivered ? null : new NotificationRecord(
            new LvbEventRecord
            {
                StreamId = Api3Response.Optional(row, "StreamId") ?? query.Stream.Id,
                EventType = WireReader.Int(row, "EventType") is { } type ? (LvbEventType)type : null,
                EventTime = Api3Time.Parse(WireReader.Text(row, "EventTime")),
                Delivered = isDelivered,
                ResponseTime = Api3Time.Parse(WireReader.Text(row, "ResponseTime")),
                Response = WireReader.Text(row, "Response"),
            },
            WireReader.Text(row, "Request"));
    }

    // The posted body is a string. If it cannot be read, it still is a screenshot of that stream at that time.
    private static Screenshot Screenshot(StreamKey stream, JsonElement row)
    {
        using var posted = Parse(WireReader.Text(row, "Request"));
        var body = posted?.RootElement ?? default;
        var url = Api3Response.Optional(body, "pic_full_url");
        return new Screenshot
        {
            StreamId = Api3Response.Optional(body, "stream_id") ?? Api3Response.Optional(row, "StreamId") ?? stream.Id,
            PushDomain = Api3Response.Optional(body, "app") ?? stream.PushDomain,
            AppName = Api3Response.Optional(body, "appname") ?? stream.AppName,
            Url = url,
            Path = Api3Response.Optional(body, "pic_url"),
            CreateTime = WireReader.Time(body, "create_time") ?? Api3Time.Parse(WireReader.Text(row, "EventTime")),
        };
    }

    private static JsonDocument? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
