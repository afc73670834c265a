using System.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Notifications;

/// <summary>Bodies of notifications with changed fields and bytes, signed again so that they pass the signature check. Most changes affect
/// fields, so that most bodies reach the code that reads fields.</summary>
internal sealed class EventMutator(Random random, IReadOnlyList<string> seeds, SecureString key, long t)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "-0.0", "1e5", "1e400", "-1e400", "9223372036854775807", "9223372036854775808",
            "18446744073709551615",
        "18446744073709551616", "99999999999999999999999999999999", "\"\"", "\" \"", "\"0\"", "\"-1\"", "\"1700000000\"",
        "\"18446744073709551615\"", "\"NaN\"", "\"1e5\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\u4e2d\u6587\"", "\"\\\\\\\"\"", "\"http://[\"", "\"http://h/p\"", "\"/x\"", "[]", "[1,2]",
            "{}", "{\"a\":{\"b\":[{}]}}", "253402300800", "62135596800", "-62135596801",
    ];

    private static readonly string[] Names =
    [
        "event_type", "stream_id", "channel_id", "streamId", "channelId", "tid", "sequence", "event_time", "update_time", "push_duration",
            "errcode", "errmsg", "file_id",
        "record_file_id", "task_id", "duration", "file_size", "start_time", "end_time", "video_url", "pic_url", "pic_full_url",
        "create_time", "app", "", "\\u0065vent_type", "\\ud800", "s\\udc00", "t\\ud83dx",
    ];

    private readonly string _sign = $"\"t\":{t},\"sign\":\"{LvbSigner.Sign(key, t)}\"}}";

    public byte[] Next()
    {
        var fields = JsonNode.Parse(seeds[random.Next(seeds.Count)])!.AsObject()
            .Where(field => field.Key is not ("t" or "sign"))
            .Select(field => (Name: field.Key, Value: field.Value?.ToJsonString() ?? "null")).ToList();
        for (var changes = random.Next(1, 4); changes > 0 && fields.Count > 0; changes--)
        {
            Change(fields);
        }

        var body = new StringBuilder("{");
        fields.ForEach(field => body.Append('"').Append(field.Name).Append("\":").Append(field.Value).Append(','));
        var bytes = Encoding.UTF8.GetBytes(body.Append(_sign).ToString());
        return random.Next(4) == 0 ? ChangeBytes(bytes) : bytes;
    }

    private void Change(List<(string Name, string Value)> fields)
    {
        var at = random.Next(fields.Count);
        switch (random.Next(6))
        {
            case 0 or 1 or 2:
                // The event type decides which fields are read, so it is rarely changed.
                if (fields[at].Name != "event_type" || random.Next(8) == 0)
                {
                    fields[at] = (fields[at].Name, Pick(Values));
                }

                break;
            case 3:
                if (fields[at].Name is not ("event_type" or "tid"))
                {
                    fields.RemoveAt(at);
                }

                break;
            case 4:
                fields.Insert(at, (Pick(Names[1..]), Pick(Values)));
                break;
            default:
                fields.Insert(at, (fields[at].Name, fields[random.Next(fields.Count)].Name == fields[at].Name ? fields[at].Value
                    : "\"" + new string('x', random.Next(300)) + "\""));
                break;
        }
    }

    private byte[] ChangeBytes(byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(3))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 1:
                return [.. bytes.Take(at), .. bytes.Skip(at + random.Next(1, 8))];
            default:
                return [.. bytes.Take(at), (byte)random.Next(256), .. bytes.Skip(at)];
        }
    }

    private string Pick(string[] list) => list[random.Next(list.Length)];
}
