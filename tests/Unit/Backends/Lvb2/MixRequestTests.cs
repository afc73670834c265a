using System.Globalization;

namespace TencentLvb.Unit.Backends.Lvb2;

[Collection(nameof(ClocksAndSockets))]
public sealed class MixRequestTests
{
    private const string Done = """{"code":0,"message":"Success!","event_id":"77","timestamp":1772294400}""";

    private static readonly MixCall Call = new(1250000001, "show_1", "8888_a") { EventId = 77 };

    private static readonly LvbMixInput[] Pair =
    [
        new("8888_a", 1),
        new("8888_b", 2) { Width = 160, Height = 0.25, X = 0, Y = 0.3, CropWidth = 320, CropHeight = 240, CropX = 8, CropY = 9 },
    ];

    private static readonly MixRequest Mix = new("show_1", "8888_a", Pair);

    [Fact]
    public void A_start_sends_everything_in_the_body_and_nothing_in_the_query()
    {
        var request = MixStream.Start(Call, Mix);
        Assert.Equal("Mix_StreamV2 ", request.Names());
        Assert.Equal(
            """
            {"timestamp":1772294400,"eventId":77,"interface":{"interfaceName":"Mix_StreamV2","para":{"app_id":1250000001,
            "interface":"mix_streamv2.start_mix_stream_advanced","mix_stream_session_id":"show_1","output_stream_id":"8888_a",
            "input_stream_list":[{"input_stream_id":"8888_a","layout_params":{"image_layer":1,"input_type":0}},
            {"input_stream_id":"8888_b","layout_params":{"image_layer":2,"input_type":0,"image_width":160,
            "image_height":0.25,"location_x":0,"location_y":0.3},
            "crop_params":{"crop_width":320,"crop_height":240,"crop_x":8,"crop_y":9}}]}}}
            """.Replace("\n", "", StringComparison.Ordinal),
            request.Json(1772294400));
    }

    [Fact]
    public void A_mix_is_looked_up_by_its_output()
    {
        var own = MixStream.Start(Call, new MixRequest("show_1", "8888_a", [new("8888_b", 1), new("8888_c", 2)]) { NewStream = true });
        Assert.Contains("Get-LvbChannelStatus -StreamId '8888_a'", own.HowToLook, StringComparison.Ordinal);
        var input = MixStream.Start(Call, Mix);
        Assert.DoesNotContain("Get-LvbChannelStatus", input.HowToLook, StringComparison.Ordinal);
        Assert.All([own.HowToLook, input.HowToLook],
            look => Assert.EndsWith("Stop-LvbStreamMix -SessionId 'show_1' -OutputStreamId '8888_a'", look, StringComparison.Ordinal));
    }

    [Fact]
    public void Output_bitrate_template_canvas_picture_and_sound_are_sent_under_their_names()
    {
        LvbMixInput[] inputs =
        [
            new("canvas1", 1) { Type = LvbMixInputType.Canvas, Width = 1280, Height = 720, Color = "0x336699" },
            new("logo", 2) { Type = LvbMixInputType.Picture, PictureId = 12 },
            new("8888_b", 3) { Type = LvbMixInputType.Audio },
            new("8888_c", 4) { Type = LvbMixInputType.Video },
        ];
        var body = MixStream.Start(Call, new MixRequest("show_1", "8888_a", inputs) { NewStream = true, Bitrate = 1500, TemplateId = 310 })
            .Json(1);
        Assert.Contains("""
            "output_stream_id":"8888_a","output_stream_type":1,"output_stream_bitrate":1500,"mix_stream_template_id":310,
            "input_stream_list":[
            """.Replace("\n", "", StringComparison.Ordinal), body, StringComparison.Ordinal);
        Assert.Contains(""" "image_layer":1,"input_type":3,"image_width":1280,"image_height":720,"color":"0x336699"} """.Trim(), body,
            StringComparison.Ordinal);
        Assert.Contains(""" "image_layer":2,"input_type":2,"picture_id":12} """.Trim(), body, StringComparison.Ordinal);
        Assert.Contains(""" "image_layer":3,"input_type":4} """.Trim(), body, StringComparison.Ordinal);
        Assert.Contains(""" "image_layer":4,"input_type":5} """.Trim(), body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancel_sends_only_the_mix() => Assert.Equal(
        """{"timestamp":5,"eventId":77,"interface":{"interfaceName":"Mix_StreamV2","para":{"app_id":1250000001"""
            + ""","interface":"mix_streamv2.cancel_mix_stream","mix_stream_session_id":"show_1","output_stream_id":"8888_a"}}}""",
        MixStream.Cancel(Call, []).Json(5));

    [Fact]
    public void A_mix_that_the_service_would_refuse_is_refused_before_a_request()
    {
        var call = new MixCall(1250000001, "show 1", "8888_a");
        Assert.Contains("'show 1'", Wire.Refused(() => MixStream.Start(call, new MixRequest("show 1", "8888_a", Pair))),
            StringComparison.Ordinal);
        Assert.Contains("'show 1'", Wire.Refused(() => MixStream.Cancel(call, [])), StringComparison.Ordinal);
        Wire.Refused(() => MixStream.Start(Call, new MixRequest("show_1", "8888_a", [])));
    }

    [Fact]
    public void Event_ids_are_positive_and_differ()
    {
        var ids = Enumerable.Range(0, 200).Select(_ => new MixCall(1, "s", "o").EventId).ToList();
        Assert.All(ids, id => Assert.True(id > 0));
        Assert.True(ids.Distinct().Count() > 190);
    }

    [Fact]
    public void A_start_returns_what_was_mixed()
    {
        var mix = MixStream.Start(Call, Mix).Reads(Done);
        Assert.Equal("show_1 8888_a 8888_a,8888_b", $"{mix.SessionId} {mix.OutputStreamId} {string.Join(',', mix.InputStreamId)}");
    }

    [Theory]
    [InlineData(-505)]
    [InlineData(-507)]
    public async Task A_start_is_retried_five_times_while_an_input_is_unknown_although_it_is_sent_at_most_once(int code)
    {
        var request = MixStream.Start(Call, Mix);
        Assert.Equal(RetryClass.AtMostOnce, request.Retry);
        await using var server = WireServer.Answering($$"""{"code":{{code}},"message":"not yet"}""");
        var time = new ScriptedTime();
        using var client = Make.Client(server.Uri, time);
        Assert.Equal("LvbApi." + code.ToString(CultureInfo.InvariantCulture), (await client.Fails(request)).ErrorId);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task A_first_cancel_that_finds_no_mix_fails()
    {
        await using var server = WireServer.Answering("""{"code":-30300,"message":"no session"}""");
        using var client = Make.Client(server.Uri, new ScriptedTime());
        Assert.Equal("LvbApi.-30300", (await client.Fails(MixStream.Cancel(Call, []))).ErrorId);
    }

    [Fact]
    public async Task A_retried_cancel_that_finds_no_mix_is_done()
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Close() : e.Answer("""{"code":-30300,"message":"no session"}"""));
        using var client = Make.Client(server.Uri, new ScriptedTime());
        Assert.Equal("show_1", (await client.Send(MixStream.Cancel(Call, []))).SessionId);
        Assert.Equal(2, server.Requests.Count);
    }
}
