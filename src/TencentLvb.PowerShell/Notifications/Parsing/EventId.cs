using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Notifications;

/// <summary>
/// Creates the ID of an event. Every repeat has the same ID, regardless of its <c>t</c> and <c>sign</c>, on every machine and in every
/// later version; different events have different IDs. The fields below and <see cref="CanonicalJson"/> must therefore never change.
/// </summary>
internal static class EventId
{
    // Every ID includes the push domain and path: two domains may have a stream with the same ID.
    private static readonly string[] State = ["app", "appname", "sequence"];
    private static readonly string[] Tape = ["app", "appname", "file_id"];
    private static readonly string[] TapeWithoutId =
        ["app", "appname", "end_time", "file_format", "start_time", "task_id", "video_id", "video_url"];
    private static readonly string[] Picture = ["app", "appname", "create_time", "pic_full_url", "pic_url"];

    /// <param name="type">The kind.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="row">The body.</param>
    /// <returns>64 lowercase hex digits.</returns>
    public static string Of(LvbEventType type, string streamId, JsonElement row)
    {
        var named = type switch
        {
            // The sequence number of the push, with one start and one end.
            LvbEventType.StreamStarted or LvbEventType.StreamEnded => Named(row, State, "sequence"),
            LvbEventType.TapeFileCreated => Named(row, Tape, "file_id") ?? Named(row, TapeWithoutId, "video_id", "video_url"),
            // Covers keep their address, so the time distinguishes them.
            LvbEventType.ScreenshotCreated => Named(row, Picture, "create_time"),
            _ => null,
        };
        return Of(named is null ? WholeBody(type, row) : Canonical(type, streamId, named));
    }

    /// <summary>Creates the ID of a text without readable fields.</summary>
    public static string Of(string text) => Hashes.Sha256Hex(Encoding.UTF8.GetBytes(text));

    // Null if none of the fields that distinguish events of this kind has a value.
    private static SortedDictionary<string, string>? Named(JsonElement row, string[] fields, params string[] distinctive)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in fields)
        {
            var value = Value(row, name) ?? (name == "file_id" ? Value(row, "record_file_id") : null);
            if (value is not null)
            {
                values.Add(name, value);
            }
        }

        return Array.Exists(distinctive, name => values.TryGetValue(name, out var value) && value != "0") ? values : null;
    }

    private static string? Value(JsonElement row, string name) =>
        WireReader.TryGet(row, name, out var value) && CanonicalJson.Scalar(value)?.Trim() is { Length: > 0 } text ? text : null;

    private static string Canonical(LvbEventType type, string streamId, SortedDictionary<string, string> values)
    {
        values["event_type"] = ((int)type).ToString(CultureInfo.InvariantCulture);
        values["stream_id"] = streamId;
        var text = new StringBuilder("{");
        foreach (var value in values)
        {
            text.Append(text.Length > 1 ? "," : "");
            CanonicalJson.AppendText(text, value.Key);
            text.Append(':');
            CanonicalJson.AppendText(text, value.Value);
        }

        return text.Append('}').ToString();
    }

    // Without the fields of the delivery. An audit also contains the time at which it was sent.
    private static string WholeBody(LvbEventType type, JsonElement row)
    {
        var fields = CanonicalJson.Fields(row)
            .Where(field => field.Key is not ("t" or "sign" or "event_type"))
            .Where(field => !(type == LvbEventType.ImageAudit && field.Key == "sendTime"));
        var body = CanonicalJson.Object(fields);
        return ((int)type).ToString(CultureInfo.InvariantCulture) + body;
    }
}
