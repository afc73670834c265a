using System.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Notifications;

/// <summary>Made-up notifications, signed.</summary>
internal static class Signed
{
    public const string KeyText = "unit-test-key-of-our-own";
    public static readonly SecureString Key = Secure(KeyText);
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    public const long T = 1_700_000_600;

    public static readonly string Start =
        """
        {"app":"push.example.com","appid":1250000001,"appname":"live","channel_id":"8888_a","errcode":0,"errmsg":"ok",
        "event_time":1700000000,"event_type":1,"node":"192.0.2.5","sequence":"17037777160241646428","stream_id":"8888_a",
        "stream_param":"txSecret=00ff&txTime=65536F00","user_ip":"198.51.100.7"}
        """.Replace("\n", "", StringComparison.Ordinal);

    public static readonly string End =
        """
        {"app":"push.example.com","appname":"live","channel_id":"77","errcode":3,"errmsg":"recv() return 0","event_time":1700000000,
        "event_type":0,"node":"192.0.2.5","push_duration":"61250","sequence":"17037777160241646428","stream_id":"8888_a",
        "user_ip":"198.51.100.7"}
        """.Replace("\n", "", StringComparison.Ordinal);

    public static readonly string Tape =
        """
        {"appid":1250000001,"channel_id":"8888_a","duration":63,"end_time":1700000061,"event_type":100,"file_format":"hls",
        "file_id":"16093425727657168197","file_size":1349,"media_start_time":2931,"record_file_id":"16093425727657168197",
        "start_time":1700000000,"stream_id":"8888_a","stream_param":"record=hls","task_id":"9531622708116201570",
        "video_id":"5158_00aa","video_url":"http://vod.example.com/00aa/playlist.m3u8 "}
        """.Replace("\n", "", StringComparison.Ordinal);

    public static readonly string Picture =
        """
        {"channel_id":"8888_a","create_time":1700000000,"event_type":200,"file_size":7520,"height":352,
        "pic_full_url":"http://pictures.example.com/2023-11-14/8888_a-screenshot-22-13-20-640x352.jpg",
        "pic_url":"/2023-11-14/8888_a-screenshot-22-13-20-640x352.jpg","stream_id":"8888_a","width":640}
        """.Replace("\n", "", StringComparison.Ordinal);

    public static readonly string Audit =
        """
        {"ocrMsg":"","type":[2],"confidence":0,"normalScore":2,"hotScore":97,"screenshotTime":1700000000,"level":0,
        "img":"http://pictures.example.com/a.jpg","abductionRisk":[],"sendTime":1700000002,"tid":20001,"streamId":"8888_a",
        "channelId":"8888_a","app":"push.example.com","appname":"live","appid":1250000001}
        """.Replace("\n", "", StringComparison.Ordinal);

    public static readonly string[] Seeds = [Start, End, Tape, Picture, Audit];

    public static byte[] Bytes(string body, long t = T) => Encoding.UTF8.GetBytes(Sign(body, t));

    /// <summary>The body with <c>t</c> and its sign added.</summary>
    public static string Sign(string body, long t = T, string key = KeyText)
    {
        var fields = JsonNode.Parse(body)!.AsObject();
        fields["t"] = t;
        fields["sign"] = LvbSigner.Sign(Secure(key), t);
        return fields.ToJsonString();
    }

    /// <summary>The signed body with changed fields. Null removes a field.</summary>
    public static byte[] With(string body, params (string Name, JsonNode? Value)[] changes)
    {
        var fields = JsonNode.Parse(Sign(body))!.AsObject();
        foreach (var (name, value) in changes)
        {
            fields.Remove(name);
            if (value is not null)
            {
                fields[name] = value;
            }
        }

        return Encoding.UTF8.GetBytes(fields.ToJsonString());
    }

    public static NotificationReader Reader(EventPolicy? policy = null) => new(policy ?? Policy(), () => Key);

    public static EventPolicy Policy(bool expired = false, bool unsigned = false, DateTimeOffset? now = null) =>
        new() { AllowExpired = expired, AllowUnsigned = unsigned, Now = () => now ?? Now };

    public static UnverifiedEvent Read(byte[] body, EventPolicy? policy = null) => Reader(policy).Read(body, Now);

    public static SecureString Secure(string text)
    {
        var key = new SecureString();
        text.ToList().ForEach(key.AppendChar);
        key.MakeReadOnly();
        return key;
    }

    /// <summary>The start of a separate push, as the service would send it now.</summary>
    public static byte[] Fresh(int number, string stream = "8888_a", DateTimeOffset? now = null)
    {
        var composer = new TestNotificationFactory(Key, () => now ?? Now);
        return composer.Compose(LvbEventType.StreamStarted, stream,
            new System.Collections.Hashtable { ["sequence"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }
}
