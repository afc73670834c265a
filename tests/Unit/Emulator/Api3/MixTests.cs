namespace TencentLvb.Unit.Emulator.Api3;

public sealed class MixTests : IDisposable
{
    private readonly TestEmulator emulator = new();

    public MixTests()
    {
        emulator.Push("stream1");
        emulator.Push("stream2");
    }

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void The_published_sample_starts_a_mix_and_a_second_cancel_is_refused()
    {
        Assert.Equal(["RequestId"], emulator.Do("CreateCommonMixStream", Sample()).EnumerateObject().Select(field => field.Name));
        emulator.Do("CancelCommonMixStream", """{"MixStreamSessionId":"room1"}""");
        Assert.Equal(
            "InvalidParameter.CancelSessionNotExist", emulator.Code("CancelCommonMixStream", """{"MixStreamSessionId":"room1"}"""));
    }

    [Fact]
    public void A_new_output_is_a_live_stream_until_either_service_ends_the_mix()
    {
        emulator.Do("CreateCommonMixStream", Sample(output: "mixed", type: 1));
        Assert.Equal("active", emulator.State("mixed"));
        emulator.Mix("""
            {"timestamp":1,"eventId":1,"interface":{"interfaceName":"Mix_StreamV2","para":{"app_id":4321,
            "interface":"mix_streamv2.cancel_mix_stream","mix_stream_session_id":"room1","output_stream_id":"mixed"}}}
            """);
        Assert.Equal("inactive", emulator.State("mixed"));
        Assert.Equal(
            "InvalidParameter.CancelSessionNotExist", emulator.Code("CancelCommonMixStream", """{"MixStreamSessionId":"room1"}"""));
    }

    [Fact]
    public void The_same_session_with_another_layout_replaces_the_mix()
    {
        emulator.Do("CreateCommonMixStream", Sample());
        emulator.Push("stream3");
        emulator.Do("CreateCommonMixStream", Sample(second: "stream3"));
        Assert.Equal(["stream1", "stream3"], emulator.Engine.Account.Mixes.Find("room1")!.Inputs);
    }

    [Fact]
    public void One_input_with_a_new_output_cancels_unless_a_copy_was_allowed()
    {
        const string One = """
            "MixStreamSessionId":"room1","InputStreamList":[{"InputStreamName":"stream1","LayoutParams":{"ImageLayer":1}}],
            "OutputParams":{"OutputStreamName":"mixed","OutputStreamType":1}
            """;
        Assert.Equal("InvalidParameter.CancelSessionNotExist", emulator.Code("CreateCommonMixStream", $"{{{One}}}"));
        emulator.Do("CreateCommonMixStream", $"{{{One},\"ControlParams\":{{\"AllowCopy\":1}}}}");
        Assert.Equal("active", emulator.State("mixed"));
        emulator.Do("CreateCommonMixStream", $"{{{One}}}");
        Assert.Equal("inactive", emulator.State("mixed"));
    }

    [Theory]
    [InlineData("nobody", "", "FailedOperation.StreamNotExist", -505)]
    [InlineData("stream2", "\"ImageWidth\":2001", "InvalidParameter.OtherError", -10021)]
    [InlineData("stream2", "\"LocationX\":2001", "InvalidParameter.OtherError", -10021)]
    [InlineData("stream2", "\"InputType\":7", "InvalidParameter.OtherError", -4)]
    [InlineData("stream2", "\"InputType\":2", "InvalidParameter.InvalidPictureID", -33)]
    public void A_broken_rule_has_its_name_or_its_number(string second, string layout, string code, int number)
    {
        var error = emulator.Response("CreateCommonMixStream", Sample(second: second, layout: layout)).GetProperty("Error");
        Assert.Equal(code, error.GetProperty("Code").GetString());
        var numbered = error.GetProperty("Message")
            .GetString()!
            .StartsWith($"InnerErrCode : [ {number} ],InnerErrMsg: [ ", StringComparison.Ordinal);
        Assert.Equal(code == "InvalidParameter.OtherError", numbered);
        AssertNumber(
            LvbEmulatorShape.MixNumberInMessage,
            "InvalidParameter.OtherError",
            $"InnerErrCode : [ {number} ],InnerErrMsg: [ ",
            second,
            layout);
        AssertNumber(LvbEmulatorShape.MixNumberInMessageOld, "InvalidParameter", $"err_code [ {number} ],msg [ ", second, layout);
    }

    [Theory]
    [InlineData("\"OutputStreamBitRate\":10001", "InvalidParameter.InvalidBitrate")]
    [InlineData("\"OutputStreamBitRate\":10000", null)]
    [InlineData("\"OutputStreamGop\":11", "InvalidParameterValue")]
    [InlineData("\"OutputAudioSampleRate\":44101", "InvalidParameterValue")]
    [InlineData("\"OutputAudioSampleRate\":44100", null)]
    [InlineData("\"Bitrate\":1", "UnknownParameter")]
    public void The_output_has_ranges(string more, string? code) =>
        Assert.Equal(code, emulator.Code("CreateCommonMixStream", Sample(outputMore: more)));

    [Fact]
    public void Layers_differ_and_templates_know_their_number_of_inputs()
    {
        Assert.Equal("InvalidParameter.InvalidLayerParam", emulator.Code("CreateCommonMixStream", Sample(layer: 1)));
        Assert.Equal("InvalidParameter.TemplateNotMatchInputNum", emulator.Code(
            "CreateCommonMixStream", Sample(more: "\"MixStreamTemplateId\":310")));
        Assert.Null(emulator.Code("CreateCommonMixStream", Sample(more: "\"MixStreamTemplateId\":\"20\"")));
        Assert.Equal(
            "InvalidParameter.SessionOutputStreamChanged", emulator.Code("CreateCommonMixStream", Sample(output: "other", type: 1)));
        Assert.Equal("MissingParameter", emulator.Code(
            "CreateCommonMixStream",
            """{"MixStreamSessionId":"a","InputStreamList":[{"InputStreamName":"stream1"}],"OutputParams":{"OutputStreamName":"a"}}"""));
        Assert.Equal("InvalidParameterValue", emulator.Code("CreateCommonMixStream", Sample(second: "a#b")));
    }

    [Fact]
    public void One_stream_is_in_fewer_than_twenty_mixes()
    {
        foreach (var i in Enumerable.Range(1, 19))
        {
            emulator.Do("CreateCommonMixStream", Sample(session: "room" + i, output: "mixed" + i, type: 1));
        }

        var error = emulator.Response("CreateCommonMixStream", Sample(session: "room20", output: "mixed20", type: 1)).GetProperty("Error");
        Assert.Contains("[ -41 ]", error.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    private static void AssertNumber(LvbEmulatorShape shape, string code, string message, string second, string layout)
    {
        using var other = new TestEmulator(shape);
        other.Push("stream1");
        other.Push("stream2");
        var error = other.Response("CreateCommonMixStream", Sample(second: second, layout: layout)).GetProperty("Error");
        Assert.Equal(code, error.GetProperty("Code").GetString());
        Assert.StartsWith(message, error.GetProperty("Message").GetString(), StringComparison.Ordinal);
    }

    private static string Sample(
        string session = "room1",
        string second = "stream2",
        int layer = 2,
        string layout = "",
        string output = "stream1",
        int type = 0,
        string outputMore = "",
        string more = "") => $$"""
        {"MixStreamSessionId":"{{session}}","InputStreamList":[
        {"InputStreamName":"stream1","LayoutParams":{"ImageLayer":1,"ImageWidth":1280,"ImageHeight":720} },
        {"InputStreamName":"{{second}}","LayoutParams":{"ImageLayer":{{layer}}{{Tail(layout)}} },
        "CropParams":{"CropWidth":240,"CropHeight":320,"CropStartLocationX":0,"CropStartLocationY":0} }],
        "OutputParams":{"OutputStreamName":"{{output}}","OutputStreamType":{{type}}{{Tail(outputMore)}} }{{Tail(more)}} }
        """;

    private static string Tail(string more) => more.Length > 0 ? "," + more : "";
}
