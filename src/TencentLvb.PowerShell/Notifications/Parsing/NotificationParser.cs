using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// Reads the body of a notification. The fields have changed over the years: numbers may be strings and strings numbers, names changed,
/// and some fields are missing. Unreadable values are null. A body is refused only if it is not a notification at all.
/// </summary>
internal static class NotificationParser
{
    private const int ImageAuditTask = 20001;
    private const int LongestTime = 32;

    /// <param name="body">The body as it was received.</param>
    /// <param name="verify">Refuses it with an exception. Called before the fields are read and the ID is calculated, which is expensive
    /// for a large body. At this point the event has only its kind.</param>
    /// <exception cref="LvbException"><c>LvbEventMalformed</c>.</exception>
    public static UnverifiedEvent Parse(byte[] body, Action<UnverifiedEvent>? verify = null)
    {
        var text = BodyText.Read(body);
        using var document = LenientJson.Parse(text.Text);
        var row = document.RootElement;
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw EventErrors.Malformed("the body is JSON, but not a JSON object");
        }

        var type = Type(row);
        var sign = Trimmed(row, "sign");
        var t = WireReader.Text(row, "t")?.Trim();
        // Without a callback key the service may also send both fields empty.
        t = t is "" && sign is null ? null : t;
        var expires = Expires(t);
        var claim = new UnverifiedEvent(new LvbEvent { EventType = type }, sign, t, expires, body);
        verify?.Invoke(claim);
        var told = Typed(row, type, text.Text, Time(expires));
        told.Verified = claim.Event.Verified;
        told.Id = Id(told, row, text);
        return claim with { Event = told };
    }

    private static string Id(LvbEvent told, JsonElement row, BodyText text)
    {
        if (ReferenceEquals(text.Distinct, text.Text))
        {
            return EventId.Of(told.EventType, told.StreamId, row);
        }

        // The structure is the same unless there are special spaces between the fields. Then it is a copy of the body, which is never
        // repeated.
        if (!LenientJson.TryParse(text.Distinct, out var distinct))
        {
            return EventId.Of(text.Distinct);
        }

        using (distinct)
        {
            return EventId.Of(told.EventType, Stream(distinct!.RootElement), distinct.RootElement);
        }
    }

    private static LvbEventType Type(JsonElement row)
    {
        if (WireReader.TryGet(row, "event_type", out _))
        {
            // A fraction is not a kind, although the number reader would truncate it.
            return WireReader.Int(row, "event_type") is { } number && WireReader.Double(row, "event_type") == number
                ? (LvbEventType)number
                : throw EventErrors.Malformed("its event_type is not a number");
        }

        // Older image audits have no event_type, but a task number that no other kind uses.
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

        // Otherwise a million leading zeros would be hashed.
        return t.Length <= LongestTime && long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw EventErrors.Malformed("the value of its field t is not a Unix time in seconds");
    }

    private static string? Channel(JsonElement row) => WireReader.Text(row, "channel_id") ?? WireReader.Text(row, "channelId");

    private static string Stream(JsonElement row) =>
        WireReader.Text(row, "stream_id") ?? WireReader.Text(row, "streamId") ?? Channel(row) ?? "";

    private static LvbEvent Typed(JsonElement row, LvbEventType type, string raw, DateTimeOffset? until)
    {
        LvbEvent told = type switch
        {
            LvbEventType.StreamStarted or LvbEventType.StreamEnded => State(row),
            LvbEventType.TapeFileCreated => Tape(row),
            LvbEventType.ScreenshotCreated => Picture(row),
            _ => new LvbEvent(),
        };
        // Later kinds use domain and path instead of app and appname.
        var isLater = told.GetType() == typeof(LvbEvent);
        told.EventType = type;
        told.StreamId = Stream(row);
        told.ChannelId = Channel(row);
        told.PushDomain = Trimmed(row, "app") ?? (isLater ? Trimmed(row, "domain") : null);
        told.AppName = Trimmed(row, "appname") ?? (isLater ? Trimmed(row, "path") : null);
        told.ExpiresAt = until;
        told.Raw = raw;
        return told;
    }

    private static StreamStateEvent State(JsonElement row) => new()
    {
        EventTime = WireReader.UnixTime(row, "event_time") ?? WireReader.UnixTime(row, "update_time"),
        Sequence = WireReader.Text(row, "sequence"),
        Node = WireReader.Text(row, "node"),
        UserIP = WireReader.Text(row, "user_ip"),
        ErrorCode = WireReader.Int(row, "errcode"),
        ErrorMessage = WireReader.Text(row, "errmsg"),
        StreamParameter = WireReader.Text(row, "stream_param"),
        PushDuration = Milliseconds(row, "push_duration"),
    };

    private static TapeFileEvent Tape(JsonElement row) => new()
    {
        Vid = WireReader.Text(row, "video_id"),
        Url = Trimmed(row, "video_url"),
        FileSize = WireReader.Long(row, "file_size") is >= 0 and var size ? size : null,
        StartTime = WireReader.UnixTime(row, "start_time"),
        EndTime = WireReader.UnixTime(row, "end_time"),
        FileId = Trimmed(row, "file_id") ?? Trimmed(row, "record_file_id"),
        FileFormat = WireReader.Text(row, "file_format"),
        Duration = Seconds(row, "duration"),
        TaskId = Trimmed(row, "task_id"),
        StreamParameter = WireReader.Text(row, "stream_param"),
    };

    private static ScreenshotEvent Picture(JsonElement row)
    {
        var picture = Trimmed(row, "pic_url");
        var whole = IsAddress(picture);
        return new ScreenshotEvent
        {
            Path = whole ? new Uri(picture!).AbsolutePath : picture,
            Url = Trimmed(row, "pic_full_url") ?? (whole ? picture : null),
            CreateTime = WireReader.UnixTime(row, "create_time"),
        };
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
        WireReader.Long(row, name) is { } value and >= 0 and < 10_000_000_000_000
            ? TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond)
            : null;

    private static TimeSpan? Seconds(JsonElement row, string name) =>
        WireReader.Double(row, name) is { } value and >= 0 and < 10_000_000_000 ? TimeSpan.FromSeconds(value) : null;
}
