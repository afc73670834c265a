using System.IO.Compression;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Text.Json;

namespace TencentLvb.Unit.Notifications;

/// <summary>The steps that a body passes on its way to an event: encodings, envelopes, canonical JSON, fingerprints, turns.</summary>
public sealed class EventPartsTests
{
    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CanonicalJson.Object(CanonicalJson.Fields(document.RootElement));
    }

    [Theory]
    [InlineData("""{"b":1,"a":[ 1 , "x", null, true, false, {} , [] ]}""", """{"a":["1","x",null,"true","false",{},[]],"b":"1"}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":"2"}""")]
    [InlineData("""{"a":{"d":1,"c":{}}}""", """{"a":{"c":{},"d":"1"}}""")]
    [InlineData("{}", "{}")]
    [InlineData("""{"a":"\u0000\u001f \" \\ /"}""", """{"a":"\u0000\u001f \" \\ /"}""")]
    public void The_same_JSON_has_one_text(string json, string canonical) => Assert.Equal(canonical, Canonical(json));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("-0e5", "0")]
    [InlineData("1", "1")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("10", "10")]
    [InlineData("1e2", "100")]
    [InlineData("1E+2", "100")]
    [InlineData("100e-2", "1")]
    [InlineData("12.5e1", "125")]
    [InlineData("12.5e-3", "0.0125")]
    [InlineData("-5e-1", "-0.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("123.456", "123.456")]
    [InlineData("1e40", "10000000000000000000000000000000000000000")]
    [InlineData("1e41", "1e41")]
    [InlineData("-12e41", "-12e41")]
    [InlineData("1e-40", "0.0000000000000000000000000000000000000001")]
    [InlineData("1e-41", "1e-41")]
    [InlineData("1.5e-41", "15e-42")]
    [InlineData("1e1000000000", "1e1000000000")]
    [InlineData("10e1000000001", "10e1000000001")]
    [InlineData("10e1000000000", "1e1000000001")]
    [InlineData("1e-1000000001", "1e-1000000001")]
    [InlineData("1.0e99999999999", "1.0e99999999999")]
    public void A_number_has_one_text(string number, string canonical) =>
        Assert.Equal($$"""{"n":"{{canonical}}"}""", Canonical($$"""{"n":{{number}}}"""));

    [Theory]
    [InlineData("{\u00a0\"a\u00a0\\\"\u00a0\":\u30001}", "{ \"a\u00a0\\\"\u00a0\": 1}")]
    [InlineData("\ufeff{\u200b}", " { }")]
    [InlineData("\"\\\\\"\u00a0", "\"\\\\\" ")]
    [InlineData("{}", "{}")]
    [InlineData("\u00a0\"\\", " \"\\")]
    public void Odd_spaces_become_plain_outside_strings(string text, string plain) => Assert.Equal(plain, LenientJson.PlainSpaces(text));

    [Fact]
    public void A_text_without_odd_spaces_is_not_copied()
    {
        var text = new string('a', 3);
        Assert.Same(text, LenientJson.PlainSpaces(text));
        Assert.False(LenientJson.TryParse("nothing", out var none));
        Assert.Null(none);
        Assert.True(LenientJson.TryParse("\"text\"", out var some));
        some!.Dispose();
        Assert.True(LenientJson.TryParse("// comment\n{\"a\":1,}", out some));
        some!.Dispose();
    }

    [Fact]
    public void Texts_are_read_by_their_byte_order_mark()
    {
        foreach (var encoding in new Encoding[]
        {
            new UTF8Encoding(true),
            Encoding.Unicode,
            Encoding.BigEndianUnicode,
            new UTF32Encoding(false, true),
            new UTF32Encoding(true, true),
        })
        {
            var read = BodyText.Read([.. encoding.GetPreamble(), .. encoding.GetBytes("{\u00e9}")]);
            Assert.Equal("{\u00e9}", read.Text);
            Assert.Same(read.Text, read.Distinct);
        }

        Assert.Equal("", BodyText.Read([]).Text);
        Assert.Equal("a", BodyText.WithoutMark("\u00ef\u00bb\u00bfa"));
        Assert.Equal("a", BodyText.WithoutMark("\ufeffa"));
        Assert.Equal("", BodyText.WithoutMark(""));
        Assert.Equal("\u00ef\u00bba", BodyText.WithoutMark("\u00ef\u00bba"));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_still_distinguish_bodies()
    {
        BodyText one = BodyText.Read([0x41, 0xff]), two = BodyText.Read([0x41, 0xfe]);
        Assert.Equal(one.Text, two.Text);
        Assert.NotEqual(one.Distinct, two.Distinct);
        Assert.Equal("A\u00ff", one.Distinct);
    }

    [Fact]
    public void A_fingerprint_is_half_of_an_id()
    {
        const string id = "0123456789abcdefFEDCBA9876543210";
        Assert.True(EventFingerprint.TryParse(id, out var key));
        Assert.Equal((0x0123456789abcdefUL, 0xfedcba9876543210UL), (key.High, key.Low));
        Assert.Equal(id, key.ToString(), ignoreCase: true);
        Assert.Equal(key, EventFingerprint.Of(id + new string('0', 32)));
        Assert.False(EventFingerprint.TryParse(id[1..], out var none));
        Assert.Equal(default, none);
        Assert.False(EventFingerprint.TryParse(id + "0", out _));
        Assert.False(EventFingerprint.TryParse("x" + id[1..], out _));
        Assert.False(EventFingerprint.TryParse(id[..31] + "x", out none));
        Assert.Equal(default, none);
        Assert.Equal("00000000000000010000000000000002", new EventFingerprint(1, 2).ToString());
        Assert.Throws<ArgumentException>(() => EventFingerprint.Of(new string('x', 64)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData(1, true)]
    [InlineData(false, false)]
    [InlineData("no", false)]
    [InlineData(0, false)]
    [InlineData(null, false)]
    public void A_flag_is_set_by_a_Boolean_or_a_text(object? flag, bool isSet) => Assert.Equal(isSet, EnvelopeFields.IsTrue(flag));

    [Fact]
    public void Compressed_bodies_are_decompressed_up_to_a_limit()
    {
        byte[] plain = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * 7))];
        byte[] gzip = Pack(plain, s => new GZipStream(s, CompressionLevel.Fastest));
        byte[] zlib = Pack(plain, s => new ZLibStream(s, CompressionLevel.Fastest));
        byte[] bare = Pack(plain, s => new DeflateStream(s, CompressionLevel.Fastest));
        Assert.Equal(plain, BodyUnpacker.Gunzip(gzip));
        Assert.Equal(plain, BodyUnpacker.Unpack(gzip, "x-gzip", plain.Length));
        Assert.Equal(plain, BodyUnpacker.Unpack(zlib, "deflate", plain.Length));
        Assert.Equal(plain, BodyUnpacker.Unpack(bare, "deflate", plain.Length));
        Assert.Same(plain, BodyUnpacker.Unpack(plain, "identity", 1));
        Assert.Null(BodyUnpacker.Unpack(gzip, "gzip", plain.Length - 1));
        Assert.Null(BodyUnpacker.Gunzip(plain));
        Assert.Null(BodyUnpacker.Gunzip([0x1f, 0x8b]));
        Assert.Null(BodyUnpacker.Gunzip([0x1f, 0x8b, 0xff, 0xff, 0xff]));
        Assert.Equal([true, true, true, true, false],
            new[] { "gzip", "x-gzip", "deflate", "identity", "br" }.Select(BodyUnpacker.Knows));
        Assert.Equal(plain, EnvelopeFields.FromBase64(Convert.ToBase64String(gzip)));
        Assert.Null(EnvelopeFields.FromBase64("no base64!"));
    }

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed))
        {
            stream.Write(plain);
        }

        return packed.ToArray();
    }

    [Theory]
    [InlineData("""{WebhookName:w,RequestBody:{"event_type":1},RequestHeader:{}}""", """{"event_type":1}""")]
    [InlineData("""  {"requestbody" : "text" }""", "\"text\"")]
    [InlineData("""{'RequestBody': [1]}""", "[1]")]
    [InlineData("""{WebhookName:RequestBody,RequestBody:{"a":1}}""", """{"a":1}""")]
    [InlineData("""{RequestBody,RequestBody,RequestBody,RequestBody:{"a":1}}""", """{"a":1}""")]
    [InlineData("""{RequestBody,RequestBody,RequestBody,RequestBody,RequestBody:{"a":1}}""", null)]
    [InlineData("""{RequestBody:nothing}""", null)]
    [InlineData("""{RequestBody""", null)]
    [InlineData("""RequestBody:{"a":1}""", null)]
    [InlineData("{}", null)]
    public void The_body_in_the_text_of_Azure_Automation_is_found(string text, string? body) =>
        Assert.Equal(body, AutomationEnvelope.Body(text));

    [Fact]
    public void Lines_and_bytes_from_the_pipeline_are_joined()
    {
        var joiner = new EventInputJoiner();
        Assert.Empty(joiner.Add("{", fromPipeline: true));
        Assert.Empty(joiner.Add("\"event_type\":1}", fromPipeline: true));
        Assert.Equal("{\n\"event_type\":1}", Assert.Single(joiner.Rest()).Given);
        Assert.Empty(joiner.Rest());
        Assert.Empty(joiner.Add((byte)'{', fromPipeline: true));
        Assert.Empty(joiner.Add(PSObject.AsPSObject((byte)'}'), fromPipeline: true));
        Assert.Equal("{}"u8.ToArray(), Assert.Single(joiner.Rest()).Given);
        Assert.Empty(joiner.Rest());
    }

    [Fact]
    public void Complete_bodies_are_not_joined()
    {
        var joiner = new EventInputJoiner();
        Assert.Equal("{\"event_type\":1}", Assert.Single(joiner.Add("{\"event_type\":1}", fromPipeline: true)).Given);
        Assert.Empty(joiner.Add("", fromPipeline: true));
        Assert.Empty(joiner.Rest());
        Assert.Equal((byte)7, Assert.Single(new EventInputJoiner().Add((byte)7, fromPipeline: false)).Given);
        Assert.Equal("x", Assert.Single(new EventInputJoiner().Add("x", fromPipeline: false)).Given);
        var blank = new EventInputJoiner();
        Assert.Empty(blank.Add("", fromPipeline: true));
        Assert.Equal("", Assert.Single(blank.Rest()).Given);
        var list = new EventInputJoiner().Add(new object[] { "[", "{\"event_type\":1}", "]" }, fromPipeline: false);
        Assert.Equal("[\n{\"event_type\":1}\n]", Assert.Single(list).Given);
        var bag = new PSObject();
        Assert.Same(bag, Assert.Single(new EventInputJoiner().Add(bag, fromPipeline: true)).Given);
    }

    [Fact]
    public async Task Large_bodies_take_turns_and_one_source_gets_four_slots()
    {
        var turns = new LargeBodyTurns(1);
        HttpSource one = HttpSource.Of(IPAddress.Parse("192.0.2.1")), two = HttpSource.Of(IPAddress.Parse("192.0.2.2"));
        var first = await turns.EnterAsync(one);
        Task<IDisposable?>[] waiting = [turns.EnterAsync(one), turns.EnterAsync(one), turns.EnterAsync(one)];
        Assert.Null(await turns.EnterAsync(one));
        var other = turns.EnterAsync(two);
        Assert.All(waiting, turn => Assert.False(turn.IsCompleted));
        Assert.False(other.IsCompleted);
        first!.Dispose();
        foreach (var turn in waiting)
        {
            (await turn.WaitAsync(TimeSpan.FromSeconds(20)))!.Dispose();
        }

        (await other.WaitAsync(TimeSpan.FromSeconds(20)))!.Dispose();
        Assert.True(turns.EnterAsync(one).IsCompletedSuccessfully);
        Assert.False(turns.EnterAsync(two).IsCompleted);
    }
}
