using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Notifications;

/// <summary>Repeats have the same ID, different events have different ones, and an ID never changes between versions.</summary>
public sealed class EventIdTests
{
    private const string Cover =
        """{"event_type":200,"stream_id":"s1","channel_id":"s1","pic_url":"/covers/s1.jpg","pic_full_url":"http:"""
            + """//b.example.com/covers/s1.jpg","create_time":1700000000}""";

    // A file that the service wrote into the customer's own bucket.
    private const string Cos =
        """{"event_type":100,"stream_id":"s1","file_id":"","record_file_id":"0","video_url":"http://b.example.com/1.mp4","start_time":"""
            + """1700000000,"end_time":1700000061,"file_format":"mp4"}""";

    private const string State =
        """{"event_type":332,"stream_id":"s2","session_id":"abc","seq":"77","record_event":"record_error","event_time":1700000000"""
            + ""","record_detail":"{\"file_format\":3}"}""";

    private const string Anomaly =
        """{"event_type":321,"appid":0,"data_time":1670588074971"""
            + ""","domain":"p.example.com","path":"live","sequence":"0","stream_id":"s","abnormal_event":[{"type":1,"count":2,"detail":"""
            + """[{"desc":"x","occur_time":5}]}]}""";

    private const string TapeAnomaly =
        """{"event_type":341,"stream_id":"s","session_id":"abc","timestamp":1700000000,"exception_level":"warning","exception":"""
            + """{"type":"a","occurs":2},"domain":"p.example.com"}""";

    private const string Audio = """{"event_type":315,"stream_id":"s","task_id":118148,"labels":["a","b"],"score":[1,2.5],"start":1.5}""";

    private const string Relay =
        """{"event_type":314,"appid":4,"callback_event":"TaskStart","task_id":"118148","source_urls":"[\"http:"""
            + """//src.example.com/a.m3u8\"]\n","msg":"{\"task_start_time\":0}"}""";

    public static TheoryData<string> Bodies => new() { Signed.Start, Signed.End, Signed.Tape, Signed.Picture, Signed.Audit, Cover, Cos,
        State, Anomaly, TapeAnomaly, Audio, Relay };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_repeat_has_its_own_t_and_sign(string body)
    {
        string id = Id(body);
        Assert.Matches("^[0-9a-f]{64}$", id);
        Assert.Equal(id, Id(Signed.Sign(body, 5)));
        Assert.Equal(id, Id(Signed.Sign(body, 6, "another")));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void The_formatting_of_the_JSON_does_not_matter(string body)
    {
        JsonObject fields = JsonNode.Parse(body)!.AsObject();
        var turned = new JsonObject(fields.Reverse().Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone())));
        Assert.Equal(Id(body), Id(turned.ToJsonString(new() { WriteIndented = true })));
        Assert.Equal(Id(body), Id("\ufeff" + body.Replace("stream", "str\\u0065am", StringComparison.Ordinal)));
        string numbersAsText = System.Text.RegularExpressions.Regex.Replace(body, "(?<!\\\\)\":(\\d+)(?=[,}])", "\":\"$1\"");
        Assert.Equal(Id(body), Id(numbersAsText));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void An_object_parsed_from_the_body_has_the_same_id(string body)
    {
        var table = new System.Collections.Hashtable();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(Signed.Sign(body))!.AsObject())
        {
            table[name] = Plain(value);
        }

        Assert.Equal(Id(body), NotificationParser.Parse(Assert.Single(NotificationBody.AllIn(table))).Event.Id);
    }

    public static TheoryData<string, string, string> Differences => new()
    {
        { Cover, "create_time", "1700000010" },
        { Cover, "pic_url", "\"/covers/s1-b.jpg\"" },
        { Cover, "pic_full_url", "\"http://c.example.com/covers/s1.jpg\"" },
        { Cover, "appname", "\"radio\"" },
        { Cover, "stream_id", "\"s3\"" },
        { Cover, "app", "\"other.example.com\"" },
        { Signed.Start, "sequence", "\"17037777160241646429\"" },
        { Signed.Start, "event_type", "0" },
        { Signed.Start, "stream_id", "\"8888_b\"" },
        { Signed.Start, "app", "\"other.example.com\"" },
        { Signed.Start, "appname", "\"radio\"" },
        { Signed.Start.Replace("17037777160241646428", "", StringComparison.Ordinal), "event_time", "1700000001" },
        { Signed.Tape, "file_id", "\"16093425727657168198\"" },
        { Signed.Tape, "app", "\"other.example.com\"" },
        { Signed.Tape, "appname", "\"radio\"" },
        { Cos, "app", "\"other.example.com\"" },
        { Cos, "appname", "\"radio\"" },
        { Cos, "start_time", "1700000001" },
        { Cos, "task_id", "\"9531622708116201571\"" },
        { Cos, "video_id", "\"5158_00ab\"" },
        { Cos, "end_time", "1700000062" },
        { Cos, "video_url", "\"http://b.example.com/2.mp4\"" },
        { Cos, "file_format", "\"hls\"" },
        { State, "seq", "\"78\"" },
        { State, "record_event", "\"record_ended\"" },
        { State, "event_time", "1700000001" },
        { State, "session_id", "\"abd\"" },
        { Anomaly, "data_time", "1670588074972" },
        { Anomaly, "sequence", "\"1\"" },
        { Anomaly, "abnormal_event", "[]" },
        { TapeAnomaly, "timestamp", "1700000001" },
        { TapeAnomaly, "exception", """{"type":"b","occurs":2}""" },
        { Audio, "task_id", "118149" },
        { Audio, "labels", """["a,b"]""" },
        { Audio, "score", "[1,2.51]" },
        { Relay, "callback_event", "\"TaskExit\"" },
        { Signed.Audit, "img", "\"http://pictures.example.com/b.jpg\"" },
        { Signed.Audit, "screenshotTime", "1700000001" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Different_events_have_different_ids(string body, string field, string value)
    {
        JsonObject other = JsonNode.Parse(body)!.AsObject();
        other[field] = JsonNode.Parse(value);
        Assert.NotEqual(Id(body), Id(other.ToJsonString()));
    }

    [Fact]
    public void Without_the_identifying_fields_the_whole_body_counts()
    {
        const string Bare = """{"event_type":1,"stream_id":"s","app":"p.example.com","appname":"live","node":"1","event_time":5}""";
        Assert.NotEqual(Id(Bare), Id(Bare.Replace("\"node\":\"1\"", "\"node\":\"2\"", StringComparison.Ordinal)));
        const string File = """{"event_type":100,"stream_id":"s","duration":1}""";
        Assert.NotEqual(Id(File), Id(File.Replace(":1}", ":2}", StringComparison.Ordinal)));
        const string Picture = """{"event_type":200,"stream_id":"s","pic_url":"/a.jpg","width":1}""";
        Assert.NotEqual(Id(Picture), Id(Picture.Replace("\"width\":1", "\"width\":2", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sequence_of_a_push_and_the_id_of_a_file_are_sufficient()
    {
        Assert.Equal(Id(Signed.Start),
            Id(Signed.Start.Replace("\"event_time\":1700000000", "\"event_time\":1700000001", StringComparison.Ordinal)));
        Assert.Equal(Id(Signed.Tape), Id(Signed.Tape.Replace("\"duration\":63", "\"duration\":64", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"video_id\":\"5158_00aa\"")]
    [InlineData("\"video_url\":\"http://b.example.com/1.mp4\"")]
    [InlineData("\"record_file_id\":\"16093425727657168197\"")]
    public void Any_name_of_a_file_is_sufficient(string name)
    {
        const string Changed = "\"duration\":2,\"file_size\":7";
        Assert.Equal(Id($"{{\"event_type\":100,\"stream_id\":\"s\",{name},\"duration\":1}}"),
            Id($"{{\"event_type\":100,\"stream_id\":\"s\",{name},{Changed}}}"));
    }

    [Fact]
    public void The_older_name_of_a_file_id_makes_the_same_id() =>
        Assert.Equal(Id("""{"event_type":100,"stream_id":"s","file_id":"7"}"""),
            Id("""{"event_type":100,"stream_id":"s","record_file_id":"7"}"""));

    [Fact]
    public void A_repeat_with_invalid_bytes_has_its_own_t_and_sign_too()
    {
        const string Text = "{\"event_type\":1,\"stream_id\":\"\u00ff\",\"sequence\":\"1\",\"t\":1,\"sign\":\"a\"}";
        string id = NotificationParser.Parse(Encoding.Latin1.GetBytes(Text)).Event.Id;
        Assert.Equal(id, NotificationParser.Parse(
            Encoding.Latin1.GetBytes(Text.Replace("\"t\":1,\"sign\":\"a\"", "\"t\":2,\"sign\":\"b\"", StringComparison.Ordinal))).Event.Id);
        // In a copy with special spaces, the bytes between the fields are not JSON.
        byte[] copy = Encoding.Latin1.GetBytes(Text.Replace(",", ",\u00c2\u00a0", StringComparison.Ordinal));
        Assert.Matches("^[0-9a-f]{64}$", NotificationParser.Parse(copy).Event.Id);
    }

    [Fact]
    public void The_time_at_which_an_audit_was_sent_is_not_part_of_the_event() =>
        Assert.Equal(Id(Signed.Audit), Id(Signed.Audit.Replace("1700000002", "1700000062", StringComparison.Ordinal)));

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("1e2", "100")]
    [InlineData("-0.0", "0.00")]
    [InlineData("0.50", "5E-1")]
    [InlineData("16093425727657168431.0", "16093425727657168431")]
    public void The_same_number_in_another_notation_has_the_same_id(string one, string same)
    {
        Assert.Equal(Id($"{{\"event_type\":999,\"x\":{one}}}"), Id($"{{\"event_type\":999,\"x\":{same}}}"));
        Assert.NotEqual(Id($"{{\"event_type\":999,\"x\":{one}}}"), Id($"{{\"event_type\":999,\"x\":{same}7}}"));
    }

    [Fact]
    public void Texts_with_invalid_characters_still_distinguish_events()
    {
        Assert.NotEqual(Id("""{"event_type":999,"x":"\ud800"}"""), Id("""{"event_type":999,"x":"\ud801"}"""));
        Assert.NotEqual(Id("""{"event_type":999,"\ud800":1}"""), Id("""{"event_type":999,"\ud801":1}"""));
        byte[] one = Encoding.Latin1.GetBytes("{\"event_type\":1,\"stream_id\":\"\u00ff\",\"sequence\":\"1\",\"event_time\":1}");
        byte[] other = Encoding.Latin1.GetBytes("{\"event_type\":1,\"stream_id\":\"\u00fe\",\"sequence\":\"1\",\"event_time\":1}");
        Assert.NotEqual(NotificationParser.Parse(one).Event.Id, NotificationParser.Parse(other).Event.Id);
        Assert.Equal(NotificationParser.Parse(one).Event.Id, NotificationParser.Parse(one).Event.Id);
    }

    // Constants, because tables and brokers store them: any change here breaks stored data.
    [Theory]
    [InlineData("Start", "e40aa2ebcb1d989766c8f377b9f34e086d21f2bb32eb53d4c375af33d584ed94")]
    [InlineData("Tape", "7de6aa2d0d9a1b5df3ef5f1d8b2f00c7e7363d1b865fb2773b48ca20607fcbff")]
    [InlineData("Picture", "09ab74475e31a712615385a7038d8a476d6916e2e317eac65478f994540346b1")]
    [InlineData("Audit", "fdaa0f7f62a3e1e16bc12f6a8000b9b893b13d36f28eb7e25ea07dc06f8eff4c")]
    public void Ids_never_change(string kind, string id) => Assert.Equal(id, Id(kind switch
    {
        "Start" => Signed.Start,
        "Tape" => Signed.Tape,
        "Picture" => Signed.Picture,
        _ => Signed.Audit,
    }));

    [Fact]
    public void The_id_is_a_hash_of_the_fields_that_the_help_lists()
    {
        const string Text =
            """{"app":"push.example.com","appname":"live","event_type":"1","sequence":"17037777160241646428","stream_id":"8888_a"}""";
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Text))),
            Id(Signed.Start));
        const string Whole =
            """341{"domain":"p.example.com","exception":{"occurs":"2","type":"a"}"""
                + ""","exception_level":"warning","session_id":"abc","stream_id":"s","timestamp":"1700000000"}""";
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Whole))),
            Id(TapeAnomaly));
    }

    private static string Id(string body) => NotificationParser.Parse(Encoding.UTF8.GetBytes(body)).Event.Id;

    // The result of ConvertFrom-Json.
    private static object? Plain(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(Plain).ToArray(),
        JsonObject row => new System.Collections.Hashtable(row.ToDictionary(f => f.Key, f => Plain(f.Value)!)),
        _ => node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => node.GetValue<string>(),
            _ => long.TryParse(node.ToJsonString(), out long whole) ? whole
                : double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
        },
    };
}
