using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Notifications;

/// <summary>How deeply a body may be wrapped, how large an input may be, and what is not unwrapped.</summary>
public sealed class BodyLimitsTests
{
    private static readonly string Body = Signed.Sign(Signed.Start);

    [Theory]
    [InlineData("object", 4)]
    [InlineData("object with text", 4)]
    [InlineData("text", 4)]
    [InlineData("runbook", 1)]
    public void Envelopes_are_unwrapped_down_to_four_levels(string form, int most)
    {
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(Wrapped(form, most)))).StreamId);
        AssertMalformed(Wrapped(form, most + 1));
    }

    // The innermost envelope of a runbook contains the body itself; each other one contains a text, and both count as levels.
    private static string Wrapped(string form, int times)
    {
        var text = form == "runbook" ? "{WebhookName:w,RequestBody:" + Body + "}" : Body;
        for (var i = 0; i < times; i++)
        {
            text = form switch
            {
                "object" => "{\"body\":" + text + "}",
                "object with text" => "{\"body\":" + Json(text) + "}",
                "text" => Json(text),
                _ => "{WebhookName:w,RequestBody:" + Json(text) + "}",
            };
        }

        return text;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Objects_are_unwrapped_down_to_eight_levels(bool isList)
    {
        object value = Body;
        for (var i = 0; i < 8; i++)
        {
            value = isList ? new[] { value } : new Hashtable { ["Body"] = value };
        }

        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(value))).StreamId);
        AssertMalformed(isList ? new[] { value } : new Hashtable { ["Body"] = value });
    }

    public static TheoryData<string> Contents => new()
    {
        """{"event_type":347,"data":{"event_type":1}}""",
        """{"tid":20001,"data":{"event_type":1}}""",
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void A_notification_in_a_list_or_an_object_is_not_an_envelope_for_its_data(string body)
    {
        var data = new Hashtable { ["event_type"] = 1 };
        var fields = body.Contains("tid", StringComparison.Ordinal)
            ? new Hashtable { ["tid"] = 20001, ["data"] = data }
            : new Hashtable { ["event_type"] = 347, ["data"] = data };
        foreach (object input in new object[] { "[" + body + "]", body + "\n" + body, fields })
        {
            Assert.All(NotificationBody.AllIn(input), one => Assert.NotEqual(LvbEventType.StreamStarted, Read(one).EventType));
        }
    }

    [Theory]
    [InlineData("[\u00a0{0},\u3000{0} ]")]
    [InlineData("{0}\u00a0{0}")]
    [InlineData("{0}{0}\r")]
    [InlineData("{0}{0}\t")]
    [InlineData("{0}{0} \r\n\t ")]
    public void Bodies_are_separated_by_any_space(string form) =>
        Assert.Equal(2, NotificationBody.AllIn(form.Replace("{0}", Body, StringComparison.Ordinal)).Count);

    [Fact]
    public void A_text_without_JSON_is_passed_on_unchanged()
    {
        const string text = "{\u00a0nothing of the kind";
        Assert.False(BodySplitter.TrySplit(text, out var bodies));
        Assert.Equal([text], bodies);
    }

    [Fact]
    public void Base64_is_decoded_only_if_the_envelope_declares_it() =>
        AssertMalformed(Convert.ToBase64String(Encoding.UTF8.GetBytes(Body)));

    [Fact]
    public void An_empty_field_of_an_envelope_is_not_its_body()
    {
        var request = new Hashtable { ["RawBody"] = Array.Empty<object>(), ["Body"] = Body };
        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(request))).StreamId);
    }

    [Fact]
    public void Bytes_are_passed_on_unchanged_from_an_array_or_a_list()
    {
        byte[] bytes = Encoding.Latin1.GetBytes(Body.Replace("8888_a", "8888_\u00ff", StringComparison.Ordinal));
        Assert.Equal(bytes, Assert.Single(NotificationBody.AllIn(bytes)));
        Assert.Equal(bytes, Assert.Single(NotificationBody.AllIn(new List<byte>(bytes))));
    }

    [Fact]
    public void Compressed_bytes_are_a_body_without_an_envelope()
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Body));
        }

        Assert.Equal("8888_a", Read(Assert.Single(NotificationBody.AllIn(packed.ToArray()))).StreamId);
    }

    [Fact]
    public void An_endless_stream_is_refused_at_64_MiB() => Assert.Contains("64 MiB", AssertMalformed(new EndlessStream()));

    [Fact]
    public void An_endless_reader_is_refused_at_64_MiB() => Assert.Contains("64 MiB", AssertMalformed(new EndlessReader()));

    [Fact]
    public void A_custom_object_is_a_body_even_if_one_of_its_properties_fails()
    {
        var item = new PSObject();
        item.Properties.Add(new PSNoteProperty("event_type", 1));
        item.Properties.Add(new PSNoteProperty("stream_id", "8888_a"));
        item.Properties.Add(new PSNoteProperty("sequence", "7"));
        item.Properties.Add(new PSCodeProperty("Body", typeof(BodyLimitsTests).GetMethod(nameof(Fails))));
        item.Properties.Add(new PSCodeProperty("user_ip", typeof(BodyLimitsTests).GetMethod(nameof(Fails))));
        var told = Assert.IsType<StreamStateEvent>(Read(Assert.Single(NotificationBody.AllIn(item))));
        Assert.Equal(("8888_a", "7", null), (told.StreamId, told.Sequence, told.UserIP));
    }

    /// <summary>The getter of a property of PowerShell.</summary>
    public static object Fails(PSObject item) => throw new InvalidOperationException($"No {nameof(item)}.");

    [Fact]
    public void An_object_of_the_pipeline_is_named_by_its_own_type()
    {
        var input = Assert.Single(new EventInputJoiner().Add(new PSObject(new Version(1, 2)), fromPipeline: true));
        Assert.Contains(nameof(Version), Assert.Throws<LvbException>(input.Bodies).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_is_written_up_to_4_MiB()
    {
        const int most = 4 * 1024 * 1024;
        Assert.InRange(EventObjectJson.Write(new Hashtable { ["x"] = new Text(new string('x', most)) }).Length, most, most + 20);
        var error = Assert.Throws<LvbException>(() => EventObjectJson.Write(new Hashtable { ["x"] = new Text(new string('x', most + 1)) }));
        Assert.Equal("LvbEventMalformed", error.ErrorId);
        Assert.Contains("4 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_is_written_down_to_32_levels()
    {
        var table = new Hashtable();
        for (var i = 1; i < 32; i++)
        {
            table = new Hashtable { ["x"] = table };
        }

        Assert.Contains("{\"x\":{}}", EventObjectJson.Write(table), StringComparison.Ordinal);
        Assert.Contains("deep", Assert.Throws<LvbException>(
            () => EventObjectJson.Write(new Hashtable { ["x"] = new Hashtable { ["x"] = new Hashtable { ["x"] = table } } })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_without_a_text_is_an_empty_one() =>
        Assert.Equal("{\"x\":\"\"}", EventObjectJson.Write(new Hashtable { ["x"] = new Text(null) }));

    [Fact]
    public void Lines_after_a_whole_body_are_joined_too()
    {
        Assert.Equal(2, Join(Body, "{", "\"event_type\":1}").Count);
        Assert.Single(Join("{", "\"event_type\":1,", "\"x\":", "{\"a\":1}", "}"));
        var afterText = Join("nothing", Body);
        Assert.Equal("8888_a", Read(afterText[0]).StreamId);
        Assert.Equal(2, afterText.Count);
    }

    [Fact]
    public void Bodies_in_an_array_are_separate_inputs()
    {
        var inputs = new EventInputJoiner().Add(new object[] { Body, Body, "{", "\"event_type\":1}" }, fromPipeline: false);
        Assert.Equal([Body, Body, "{\n\"event_type\":1}"], inputs.Select(input => input.Given));
    }

    private static List<byte[]> Join(params string[] lines)
    {
        var joiner = new EventInputJoiner();
        return lines.SelectMany(line => joiner.Add(line, fromPipeline: true)).Concat(joiner.Rest())
            .SelectMany(input => input.Bodies()).ToList();
    }

    private static string AssertMalformed(object input)
    {
        var error = Assert.Throws<LvbException>(() => NotificationBody.AllIn(input).ForEach(body => Read(body)));
        Assert.Equal("LvbEventMalformed", error.ErrorId);
        return error.Message;
    }

    private static LvbEvent Read(byte[] body) => NotificationParser.Parse(body).Event;

    private static string Json(string text) => JsonValue.Create(text)!.ToJsonString();

    private sealed class Text(string? text)
    {
        public override string? ToString() => text;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => count;
    }

    private sealed class EndlessReader : TextReader
    {
        public override int Read(char[] buffer, int index, int count) => count;
    }
}
