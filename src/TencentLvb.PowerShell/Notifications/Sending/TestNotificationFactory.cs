using System.Collections;
using System.Globalization;
using System.Security;
using System.Text;

namespace TencentLvb.Notifications;

/// <summary>Creates notifications in the service's format, to test a receiver. Each is a separate event.</summary>
internal sealed class TestNotificationFactory(SecureString key, Func<DateTimeOffset> now)
{
    // The service also sets it ten minutes ahead.
    private const int LifetimeSeconds = 600;

    // Numbers above 2^63 reveal a receiver that stores them as floating-point or signed numbers.
    private static long _counter = DateTime.UtcNow.Ticks % 1_000_000_000_000_000;

    /// <param name="type">The kind.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="properties">Fields by their wire names, which replace generated values; null removes a field.</param>
    public byte[] Compose(LvbEventType type, string streamId, IDictionary? properties)
    {
        var fields = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        Fill(fields, type, streamId, now().ToUnixTimeSeconds());
        foreach (DictionaryEntry property in properties ?? new Hashtable())
        {
            fields[Convert.ToString(property.Key, CultureInfo.InvariantCulture) ?? ""] = property.Value;
        }

        if (fields.TryGetValue("t", out var t) && t is not null && !fields.ContainsKey("sign"))
        {
            fields["sign"] = LvbSigner.Sign(key, Convert.ToString(t, CultureInfo.InvariantCulture) ?? "");
        }

        var sent = new Hashtable(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Value is not null)
            {
                sent.Add(field.Key, field.Value);
            }
        }

        return Encoding.UTF8.GetBytes(EventObjectJson.Write(sent));
    }

    private static void Fill(SortedDictionary<string, object?> fields, LvbEventType type, string streamId, long time)
    {
        var number = Interlocked.Increment(ref _counter);
        var id = (10_000_000_000_000_000_000UL + (ulong)number).ToString(CultureInfo.InvariantCulture);
        fields["appid"] = 1250000000;
        fields["event_type"] = (int)type;
        if (type == LvbEventType.ImageAudit)
        {
            // The only kind that is not signed, and that uses these names.
            fields["tid"] = 20001;
            fields["streamId"] = streamId;
            fields["channelId"] = streamId;
            fields["img"] = $"http://pictures.example.com/{streamId}-{number}.jpg";
            fields["confidence"] = 97;
            fields["type"] = new[] { 1 };
            fields["screenshotTime"] = time;
            fields["sendTime"] = time;
            return;
        }

        fields["t"] = time + LifetimeSeconds;
        fields["stream_id"] = streamId;
        fields["channel_id"] = streamId;
        switch (type)
        {
            case LvbEventType.StreamStarted or LvbEventType.StreamEnded:
                var ended = type == LvbEventType.StreamEnded;
                fields["app"] = "push.example.com";
                fields["appname"] = "live";
                fields["event_time"] = time;
                fields["sequence"] = id;
                fields["node"] = "192.0.2.1";
                fields["user_ip"] = "198.51.100.1";
                fields["errcode"] = ended ? 1 : 0;
                fields["errmsg"] = ended ? "recv rtmp deleteStream" : "ok";
                fields["stream_param"] = "";
                if (ended)
                {
                    fields["push_duration"] = "60000";
                }

                break;
            case LvbEventType.TapeFileCreated:
                fields["video_id"] = "200000000_" + id;
                fields["video_url"] = $"http://vod.example.com/{id}/f0.flv";
                fields["file_id"] = id;
                fields["record_file_id"] = id;
                fields["file_format"] = "flv";
                fields["file_size"] = 1048576;
                fields["start_time"] = time - 60;
                fields["end_time"] = time;
                fields["duration"] = 60;
                fields["task_id"] = id;
                fields["stream_param"] = "";
                break;
            case LvbEventType.ScreenshotCreated:
                fields["create_time"] = time;
                fields["file_size"] = 7520;
                fields["width"] = 640;
                fields["height"] = 360;
                fields["pic_url"] = $"/example/{streamId}-screenshot-{number}-640x360.jpg";
                break;
            default:
                fields["event_time"] = time;
                fields["session_id"] = id;
                break;
        }
    }
}
