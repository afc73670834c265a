using System.Text.Json.Nodes;

namespace TencentLvb.Unit.Emulator;

public sealed class MixTests : IDisposable
{
    private readonly TestEmulator emulator = new();

    public MixTests()
    {
        foreach (var stream in new[] { "a", "b", "c" })
        {
            emulator.Push(stream);
        }
    }

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_mix_responds_in_its_own_envelope() =>
        Assert.Equal(
            """{"code":0,"event_id":"77","message":"Success!","timestamp":1700000000}""", emulator.Mix(Start("a", "a", "b")).GetRawText());

    [Theory]
    [InlineData("Mix_StreamV2")]
    [InlineData("mix_streamv2.start_mix_stream_advanced")]
    public void The_body_wins_over_the_query(string name)
    {
        using var answer = emulator.Send(System.Net.Http.HttpMethod.Post, emulator.Query(name), Start("a", "a", "b"));
        Assert.Contains("\"code\":0", TestEmulator.Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_output_becomes_a_live_stream_until_the_mix_is_cancelled()
    {
        Assert.Equal(0, Code(Start("out", ["a", "b"], type: 1)));
        Assert.Equal(1, emulator.Status("out"));
        Assert.Equal(0, Code(Cancel("out")));
        Assert.Equal(0, emulator.Status("out"));
        Assert.Equal(-30300, Code(Cancel("out")));
    }

    [Fact]
    public void A_start_with_only_the_main_stream_cancels_as_before()
    {
        Assert.Equal(-21, Code(Start("a", "a")));
        Assert.Equal(0, Code(Start("a", "a", "b")));
        Assert.Equal(0, Code(Start("a", "a")));
        Assert.Equal(-30300, Code(Cancel("a")));
    }

    [Fact]
    public void A_running_session_keeps_its_output()
    {
        Assert.Equal(0, Code(Start("a", "a", "b")));
        Assert.Equal(0, Code(Start("a", "a", "b", "c")));
        Assert.Equal(-508, Code(Start("b", "a", "b")));
        Assert.Equal(-31003, Code(Cancel("b")));
    }

    [Theory]
    [InlineData("out", 0, -111)]
    [InlineData("a", 1, -111)]
    [InlineData("c", 1, -300)]
    public void The_output_must_match_its_type(string output, int type, int code) =>
        Assert.Equal(code, Code(Start(output, ["a", "b"], type)));

    [Fact]
    public void An_input_must_be_pushed() => Assert.Equal(-505, Code(Start("a", "a", "never")));

    [Fact]
    public void Canvas_and_picture_need_no_push()
    {
        var canvas = Input("canvas1", 1, """{"input_type":3,"color":"0x00ff00","image_width":400,"image_height":640}""");
        Assert.Equal(0, Code(Body("a", [canvas, Input("a", 2), Input("b", 3)])));
    }

    [Theory]
    [InlineData("{}", -11)]
    [InlineData("""{"image_layer":17}""", -11)]
    [InlineData("""{"image_layer":2,"input_type":1}""", -4)]
    [InlineData("""{"image_layer":2,"input_type":2}""", -33)]
    [InlineData("""{"image_layer":1,"image_width":3001}""", -28)]
    [InlineData("""{"image_layer":2,"image_width":3001}""", -4)]
    [InlineData("""{"image_layer":2,"location_x":0.995}""", -4)]
    [InlineData("""{"image_layer":2,"image_width":0.5,"location_x":380}""", 0)]
    [InlineData("""{"image_layer":2,"color":"red"}""", -4)]
    public void Layouts_are_checked(string layout, int code) =>
        Assert.Equal(code, Code(
            Body("a", [Input("a", 1), new JsonObject { ["input_stream_id"] = "b", ["layout_params"] = JsonNode.Parse(layout) }])));

    [Fact]
    public void A_crop_is_within_its_input()
    {
        var crop = Input("b", 2);
        crop["crop_params"] = JsonNode.Parse("""{"crop_x":1000,"crop_width":281}""");
        Assert.Equal(-29, Code(Body("a", [Input("a", 1), crop])));
        var fits = Input("b", 2);
        fits["crop_params"] = JsonNode.Parse("""{"crop_x":1000,"crop_width":280}""");
        Assert.Equal(0, Code(Body("a", [Input("a", 1), fits])));
    }

    [Theory]
    [InlineData("eventId", "0", -2)]
    [InlineData("eventId", "2147483648", -2)]
    [InlineData("app_id", "0", -2)]
    [InlineData("app_id", "\"4321\"", 0)]
    [InlineData("app_id", "99", -505)]
    [InlineData("mix_stream_session_id", "\"a-b\"", -4)]
    [InlineData("mix_stream_template_id", "310", -20)]
    [InlineData("mix_stream_template_id", "11", -20)]
    [InlineData("mix_stream_template_id", "20", 0)]
    [InlineData("output_stream_bitrate", "50001", -31004)]
    [InlineData("input_stream_list", "[]", -1)]
    [InlineData("input_stream_list", "{}", -1)]
    [InlineData("interface", "\"mix_streamv2.other\"", -1)]
    public void Parameters_are_checked(string name, string value, int code)
    {
        var body = JsonNode.Parse(Start("a", "a", "b"))!;
        var place = name == "eventId" ? body : body["interface"]!["para"]!;
        place[name] = JsonNode.Parse(value);
        Assert.Equal(code, Code(body.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"interface\":{\"interfaceName\":\"Mix_Stream\",\"para\":{}}}")]
    public void A_body_that_is_not_a_request_is_minus_one(string body) => Assert.Equal(-1, Code(body));

    [Fact]
    public void Seventeen_inputs_are_too_many()
    {
        var inputs = Enumerable.Range(1, 17).Select(layer => Input("a", Math.Min(16, layer))).ToArray();
        Assert.Equal(-3, Code(Body("a", inputs)));
    }

    [Fact]
    public void A_mix_ends_when_all_its_inputs_have_been_offline_for_15_minutes()
    {
        Code(Start("out", ["a", "b"], type: 1));
        emulator.Cut("a");
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, emulator.Status("out"));
        emulator.Cut("b");
        emulator.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(1, emulator.Status("out"));
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, emulator.Status("out"));
    }

    [Fact]
    public void By_switch_a_push_and_a_cancelled_session_need_time()
    {
        using var strict = new TestEmulator(LvbEmulatorShape.MixNeedsFiveSeconds, LvbEmulatorShape.MixSessionRest);
        strict.Push("a");
        strict.Push("b");
        Assert.Equal(-505, strict.Mix(Start("a", "a", "b")).GetProperty("code").GetInt32());
        strict.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, strict.Mix(Start("a", "a", "b")).GetProperty("code").GetInt32());
        strict.Mix(Cancel("a"));
        Assert.Equal(-10031, strict.Mix(Start("a", "a", "b")).GetProperty("code").GetInt32());
        strict.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, strict.Mix(Start("a", "a", "b")).GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData(LvbEmulatorShape.MixEventIdNumber, """{"code":0,"event_id":77,"message":"Success!","timestamp":1700000000}""")]
    [InlineData(LvbEmulatorShape.MixEventIdMissing, """{"code":0,"message":"Success!","timestamp":1700000000}""")]
    public void The_event_id_has_other_forms(LvbEmulatorShape shape, string answer)
    {
        using var other = new TestEmulator(shape);
        other.Push("a");
        other.Push("b");
        Assert.Equal(answer, other.Mix(Start("a", "a", "b")).GetRawText());
    }

    private int Code(string body) => emulator.Mix(body).GetProperty("code").GetInt32();

    private static string Start(string output, params string[] inputs) => Start(output, inputs, 0);

    private static string Start(string output, string[] inputs, int type) =>
        Body(output, [.. inputs.Select((id, i) => Input(id, i + 1))], type);

    private static JsonObject Input(string id, int layer, string? layout = null)
    {
        var parameters = (JsonObject)JsonNode.Parse(layout ?? "{}")!;
        parameters["image_layer"] = layer;
        return new JsonObject { ["input_stream_id"] = id, ["layout_params"] = parameters };
    }

    private static string Body(string output, JsonObject[] inputs, int type = 0) => Envelope(new JsonObject
    {
        ["app_id"] = TestEmulator.AppId,
        ["interface"] = "mix_streamv2.start_mix_stream_advanced",
        ["mix_stream_session_id"] = "session_1",
        ["output_stream_id"] = output,
        ["output_stream_type"] = type,
        ["input_stream_list"] = new JsonArray([.. inputs]),
    });

    private static string Cancel(string output) => Envelope(new JsonObject
    {
        ["app_id"] = "4321",
        ["interface"] = "mix_streamv2.cancel_mix_stream",
        ["mix_stream_session_id"] = "session_1",
        ["output_stream_id"] = output,
    });

    private static string Envelope(JsonObject para) => new JsonObject
    {
        ["timestamp"] = 1700000000,
        ["eventId"] = 77,
        ["interface"] = new JsonObject { ["interfaceName"] = "Mix_StreamV2", ["para"] = para },
    }.ToJsonString();
}
