using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// Reads a notification's body. The fields vary over the years: numbers come as text and text as numbers, names changed,
/// some are missing. What can't be read is null; only what is no notification at all is refused.
/// </summary>
internal static class NotificationParser
{
    private const int ImageAuditTask = 20001;

    /// <exception cref="LvbException"><c>LvbEventMalformed</c>.</exception>
    public static UnverifiedEvent Parse(byte[] body)
    {
        using var document = LenientJson.Parse(body);
        var row = document.RootElement;
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw EventErrors.Malformed("the body is JSON, but no object");
        }

        var type = Type(row);
        var t = WireReader.Text(row, "t")?.Trim();
        var expires = Expires(t);
        var raw = LenientJson.Text(body);
        var told = Typed(row, type, raw, expires);
        return new UnverifiedEvent(told, WireReader.Text(row, "sign")?.Trim(), t, expires, Key(told, row, body));
    }

    private static LvbEventType Type(JsonElement row)
    {
        if (WireReader.TryGet(row, "event_type", out _))
        {
            return WireReader.Int(row, "event_type") is { } number
                ? (LvbEventType)number
                : throw EventErrors.Malformed("its event_type is no number");
        }

        // Image audits of older years have no event_type, but a task number that no other kind has.
        return WireReader.Int(row, "tid") == ImageAuditTask
            ? LvbEventType.ImageAudit
            : throw EventErrors.Malformed("it has no event_type");
    }

    private static long Expires(string? t)
    {
        if (t is null)
        {
            return 0;
        }

        return long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw EventErrors.Malformed("its t is no number of seconds");
    }

    private static LvbEvent Typed(JsonElement row, LvbEventType type, string raw, long expires)
    {
        var channel = WireReader.Text(row, "channel_id") ?? WireReader.Text(row, "channelId");
        var stream = WireReader.Text(row, "stream_id") ?? WireReader.Text(row, "streamId") ?? channel ?? "";
        var until = Time(expires);
        switch (type)
        {
            case LvbEventType.StreamStarted or LvbEventType.StreamEnded:
                return new StreamStateEvent
                {
                    EventType = type, StreamId = stream, ChannelId = channel, ExpiresAt = until, Raw = raw,
                    Domain = Trimmed(row, "app"),
                    AppName = WireReader.Text(row, "appname"),
                    EventTime = WireReader.UnixTime(row, "event_time") ?? WireReader.UnixTime(row, "update_time"),
                    Sequence = WireReader.Text(row, "sequence"),
                    Node = WireReader.Text(row, "node"),
                    UserIP = WireReader.Text(row, "user_ip"),
                    ErrorCode = WireReader.Int(row, "errcode"),
                    ErrorMessage = WireReader.Text(row, "errmsg"),
                    StreamParameter = WireReader.Text(row, "stream_param"),
                    PushDuration = Milliseconds(row, "push_duration"),
                };
            case LvbEventType.TapeFileCreated:
                return new TapeFileEvent
                {
                    EventType = type, StreamId = stream, ChannelId = channel, ExpiresAt = until, Raw = raw,
                    Vid = WireReader.Text(row, "video_id"),
                    Url = Trimmed(row, "video_url"),
                    FileSize = WireReader.Long(row, "file_size"),
                    StartTime = WireReader.UnixTime(row, "start_time"),
                    EndTime = WireReader.UnixTime(row, "end_time"),
                    FileId = FileId(row),
                    FileFormat = WireReader.Text(row, "file_format"),
                    Duration = Seconds(row, "duration"),
                    TaskId = WireReader.ULong(row, "task_id"),
                    StreamParameter = WireReader.Text(row, "stream_param"),
                };
            case LvbEventType.ScreenshotCreated:
                var picture = Trimmed(row, "pic_url");
                var whole = IsAddress(picture);
                return new ScreenshotEvent
                {
                    EventType = type, StreamId = stream, ChannelId = channel, ExpiresAt = until, Raw = raw,
                    Path = whole ? new Uri(picture!).AbsolutePath : picture,
                    Url = Trimmed(row, "pic_full_url") ?? (whole ? picture : null),
                    CreateTime = WireReader.UnixTime(row, "create_time"),
                };
            default:
                return new LvbEvent { EventType = type, StreamId = stream, ChannelId = channel, ExpiresAt = until, Raw = raw };
        }
    }

    private static EventFingerprint Key(LvbEvent told, JsonElement row, byte[] body)
    {
        var name = told switch
        {
            StreamStateEvent state => state.Sequence,
            TapeFileEvent file => file.FileId,
            ScreenshotEvent => Trimmed(row, "pic_url") ?? Trimmed(row, "pic_full_url"),
            _ => null,
        };
        return string.IsNullOrEmpty(name) ? EventFingerprint.Of(body) : EventFingerprint.Of(told.EventType, told.StreamId, name!);
    }

    private static string? FileId(JsonElement row)
    {
        var id = WireReader.Text(row, "file_id");
        return string.IsNullOrEmpty(id) ? WireReader.Text(row, "record_file_id") : id;
    }

    private static string? Trimmed(JsonElement row, string name)
    {
        var text = WireReader.Text(row, name)?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static DateTimeOffset? Time(long seconds) =>
        seconds is > 0 and <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime() : null;

    private static TimeSpan? Milliseconds(JsonElement row, string name) =>
        WireReader.Long(row, name) is { } value and >= 0 and < 10_000_000_000_000 ? TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond) : null;

    private static TimeSpan? Seconds(JsonElement row, string name) =>
        WireReader.Double(row, name) is { } value and >= 0 and < 10_000_000_000 ? TimeSpan.FromSeconds(value) : null;
}
