using System.Collections;
using System.IO.Compression;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Notifications;

/// <summary>Input from function apps, runbooks, gateways and files.</summary>
public sealed class BodyFormsTests
{
    private static readonly string Body = Signed.Sign(Signed.Start);

    public static TheoryData<string> Texts => new()
    {
        Body,
        "\ufeff" + Body,
        "\u00ef\u00bb\u00bf" + Body,
        "  \r\n" + Body + "\r\n",
        Envelope("RequestBody", Body),
        Envelope("requestbody", Body),
        Envelope("body", Body),
        Envelope("BODY", JsonNode.Parse(Body)!),
        Envelope("Body", Envelope("body", Body)),
        "[" + Body + "]",
        "[" + Body + ", ]",
        "/* as received */ {\"body\":" + Body + ",}",
        Envelope("RequestBody", JsonNode.Parse("[" + Body + "]")!),
        JsonValue.Create(Body)!.ToJsonString(),
        "{WebhookName:w,RequestBody:" + Body + ",RequestHeader:{Connection:Keep-Alive,Host:x.example.com}}",
        "{WebhookName:RequestBody,RequestBody: " + JsonNode.Parse(Body)!.ToJsonString(new() { WriteIndented = true })
            + ",RequestHeader:{}}",
        "{\"WebhookName\":w,\"RequestBody\":" + Body + ",\"RequestHeader\":{}}",
        """{"httpMethod":"POST","isBase64Encoded":true,"body":""" + JsonValue.Create(Base64(Body))!.ToJsonString() + "}",
        """{"httpMethod":"POST","IsBase64encoded":"True","Body":""" + JsonValue.Create(Base64(Body))!.ToJsonString() + "}",
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_is_unwrapped(string text)
    {
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(text))).StreamId);
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(Encoding.UTF8.GetBytes(text)))).StreamId);
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(new StringReader(text)))).StreamId);
    }

    public static TheoryData<string> Encodings => new() { "utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE" };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Bytes_with_a_byte_order_mark_are_read(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Body)];
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(bytes))).StreamId);
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(new MemoryStream(bytes)))).StreamId);
        // As the body of a request, too.
        Assert.Equal(Body, NotificationParser.Parse(bytes).Event.Raw);
    }

    public static TheoryData<string> Names => new() { "RequestBody", "requestBody", "Body", "body", "BODY", "BodyString", "RawBody",
        "rawbody", "Content", "Raw", "InputStream", "Data", "payload" };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_dictionary_is_unwrapped_regardless_of_the_case_of_its_names(string name)
    {
        foreach (object body in new object[] { Body, JsonNode.Parse(Body)!.AsObject(), Encoding.UTF8.GetBytes(Body), Fields() })
        {
            var strict = new Hashtable(StringComparer.Ordinal) { ["httpMethod"] = "POST", [name] = body, ["headers"] = new Hashtable() };
            Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(strict))).StreamId);
            var ordered = new System.Collections.Specialized.OrderedDictionary { ["httpMethod"] = "POST", [name] = body };
            Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(ordered))).StreamId);
            var item = new PSObject();
            item.Properties.Add(new PSNoteProperty("WebhookName", "w"));
            item.Properties.Add(new PSNoteProperty(name, body));
            Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(item))).StreamId);
        }
    }

    [Fact]
    public void Base64_is_decoded_where_the_envelope_says_so_and_gzip_is_decompressed()
    {
        var gateway = new Hashtable(StringComparer.Ordinal) { ["body"] = Base64(Body), ["isBase64Encoded"] = true };
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(gateway))).StreamId);
        gateway["body"] = Convert.ToBase64String(Gzip(Body));
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(gateway))).StreamId);
        gateway["isBase64Encoded"] = false;
        Assert.Equal("LvbEventMalformed", Assert.Throws<LvbException>(() => Read(Assert.Single(NotificationBody.AllIn(gateway)))).ErrorId);
        // Not base64, although the envelope says so.
        var wrong = new Hashtable { ["body"] = Body, ["isBase64Encoded"] = true };
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(wrong))).StreamId);
    }

    [Theory]
    [InlineData("[{0},{1}]")]
    [InlineData("{0}\n{1}\n")]
    [InlineData("{0}{1}")]
    [InlineData("{{\"records\":null,\"RequestBody\":[{0},{1}]}}")]
    [InlineData("{{WebhookName:w,RequestBody:[{0},{1}],RequestHeader:{{}}}}")]
    [InlineData("[{{\"body\":{0}}},{{\"body\":{1}}}]")]
    public void Several_bodies_are_several_events(string form)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Body, Signed.Sign(Signed.Tape));
        Assert.Equal(
            [LvbEventType.StreamStarted, LvbEventType.TapeFileCreated],
            NotificationBody.AllIn(text).Select(body => Read(body).EventType));
    }

    [Fact]
    public void An_array_of_objects_is_several_events()
    {
        object[] list = [Fields(), new PSObject(Body), new Hashtable { ["Body"] = Signed.Sign(Signed.End) }];
        Assert.Equal(
            [LvbEventType.StreamStarted, LvbEventType.StreamStarted, LvbEventType.StreamEnded],
            NotificationBody.AllIn(list).Select(body => Read(body).EventType));
    }

    [Fact]
    public void A_body_with_a_field_called_data_is_not_an_envelope()
    {
        const string Subtitles = """{"event_type":347,"task_id":"1","data":{"subtitle_tmp_res":[{"event_type":1}]}}""";
        Assert.Equal((LvbEventType)347, Read(Assert.Single(NotificationBody.AllIn(Subtitles))).EventType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of the kind")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"body\":\"text\"}")]
    [InlineData("{WebhookName:w,RequestBody:nothing}")]
    [InlineData("{\"event_type\":1} and more")]
    [InlineData("5")]
    public void Input_without_a_notification_is_malformed(string text) =>
        Assert.Equal("LvbEventMalformed",
            Assert.Throws<LvbException>(() => NotificationBody.AllIn(text).ForEach(body => Read(body))).ErrorId);

    [Fact]
    public void Endless_structures_are_malformed()
    {
        var loop = new Hashtable();
        loop["body"] = loop;
        var list = new object[1];
        list[0] = list;
        string nested = "1";
        for (int i = 0; i < 40; i++)
        {
            nested = "{\"body\":" + JsonValue.Create(nested.Length < 100_000 ? nested : "x")!.ToJsonString() + "}";
        }

        foreach (object endless in new object[] { loop, list, nested, new Endless(), Zeros(),
            new Hashtable { ["event_type"] = 1, ["x"] = Zeros().Select(b => (object)b) } })
        {
            Assert.Equal("LvbEventMalformed",
                Assert.Throws<LvbException>(() => NotificationBody.AllIn(endless).ForEach(body => Read(body))).ErrorId);
        }
    }

    [Fact]
    public void Pretty_printed_lists_and_concatenated_bodies_are_read_by_line()
    {
        string pretty = JsonNode.Parse("[" + Body + "," + Signed.Sign(Signed.Tape) + "]")!.ToJsonString(new() { WriteIndented = true });
        Assert.Equal(2, Join(pretty.Split('\n')).Count);
        Assert.Equal(2, Join(["[", Body + ",", Signed.Sign(Signed.Tape), "]"]).Count);
        string one = JsonNode.Parse(Body)!.ToJsonString(new() { WriteIndented = true });
        Assert.Equal(2, Join([.. one.Split('\n'), .. one.Split('\n')]).Count);
        Assert.Equal(2, Join([Body, Signed.Sign(Signed.Tape)]).Count);
        Assert.Single(Join(["{WebhookName:w,RequestBody:" + Body + ",RequestHeader:{}}"]));
    }

    private static List<byte[]> Join(string[] lines)
    {
        var joiner = new EventInputJoiner();
        return lines.SelectMany(line => joiner.Add(line, fromPipeline: true)).Concat(joiner.Rest())
            .SelectMany(input => input.Bodies()).ToList();
    }

    private static LvbEvent Read(byte[] body) => NotificationParser.Parse(body).Event;

    private static string Envelope(string name, JsonNode body) =>
        new JsonObject { ["WebhookName"] = "w", [name] = body, ["RequestHeader"] = new JsonObject() }.ToJsonString();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Hashtable Fields() => new() { ["event_type"] = 1, ["stream_id"] = "8888_a", ["sequence"] = "1" };

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static IEnumerable<byte> Zeros()
    {
        while (true)
        {
            yield return 0x20;
        }
    }

    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)' ', offset, count);
            return count;
        }
    }
}
