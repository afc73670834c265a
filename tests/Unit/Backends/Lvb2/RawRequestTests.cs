using System.Collections;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>A call of an interface by name: what is refused, how often it may be sent, and how its response is read.</summary>
public sealed class RawRequestTests
{
    private static Lvb2Request<IReadOnlyList<System.Text.Json.JsonElement>> Make(string name, params (string Name, object Value)[] values)
    {
        var table = new Hashtable();
        foreach (var (key, value) in values)
        {
            table[key] = value;
        }

        return RawRequest.Make(new RawCall(name) { Parameters = table });
    }

    private static string One(Lvb2Request request) => Assert.Single(request.Parameters.Select(p => $"{p.Name}={p.Value}"));

    private static LvbException Refused(RawCall call) => Sentences.Check(Assert.Throws<LvbException>(() => RawRequest.Make(call)));

    [Fact]
    public void Parameters_of_API_3_are_refused()
    {
        var service = Refused(new RawCall("Live_Channel_GetStatus") { Service = "live", Version = "2018-08-01" });
        Assert.Equal("LvbNotSupported", service.ErrorId);
        Assert.Contains("-Service does not apply", service.Message, StringComparison.Ordinal);
        Assert.Contains("Omit -Service", service.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(
            "-Version does not apply",
            Refused(new RawCall("Live_Channel_GetStatus") { Version = "2018-08-01" }).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a&b")]
    [InlineData("a\n")]
    [InlineData("é")]
    public void An_invalid_name_is_refused(string name)
    {
        var error = Assert.Throws<LvbException>(() => RawRequest.Make(new RawCall(name)));
        Assert.Equal("LvbInvalidArgument", error.ErrorId);
        Assert.Contains($"'{name.Trim()}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("' is not a valid interface name.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Live_Channel_GetStatus", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_interface_keeps_its_host_and_an_unknown_one_uses_the_specified_host()
    {
        Assert.Contains(
            "Live_Channel_GetStatus is not ",
            Refused(new RawCall("live_channel_getstatus") { Statistics = true }).Message,
            StringComparison.Ordinal);
        Assert.Same(Lvb2Interface.GetLiveStat, RawRequest.Make(new RawCall("Get_LiveStat")).Interface);
        Assert.Same(Lvb2Interface.GetLiveStat, RawRequest.Make(new RawCall("Get_LiveStat") { Statistics = true }).Interface);
        Assert.Equal(LvbHost.Statistics, RawRequest.Make(new RawCall("Get_New") { Statistics = true }).Interface.Host);
        Assert.Equal(LvbHost.Business, RawRequest.Make(new RawCall("Get_New")).Interface.Host);
    }

    [Theory]
    [InlineData("Live_Channel_GetStatus", 0, RetryClass.Repeatable)]
    [InlineData("Live_Channel_SetStatus", 0, RetryClass.SameState)]
    [InlineData("Live_Channel_SetStatus", 1, RetryClass.SameState)]
    [InlineData("Live_Channel_SetStatus", 2, RetryClass.AtMostOnce)]
    [InlineData("Live_Channel_SetStatus", 9, RetryClass.AtMostOnce)]
    [InlineData("Live_Tape_Start", 0, RetryClass.AtMostOnce)]
    [InlineData("Live_New", 0, RetryClass.AtMostOnce)]
    public void A_call_is_repeated_only_as_its_interface_and_status_allow(string name, int status, object retry) =>
        Assert.Equal(retry, Make(name, ("status", status)).Retry);

    [Fact]
    public void An_unspecified_status_cuts_nothing() =>
        Assert.Equal(RetryClass.SameState, Make("Live_Channel_SetStatus", ("channel_id", "a")).Retry);

    [Theory]
    [InlineData("Live_Queue_Get", "count", 5, "Get-LvbScreenshot returns the remaining ones")]
    [InlineData("Live_Tape_Start", "channel_id", "it's", "Get-LvbTapeFile -StreamId 'it''s'")]
    [InlineData("Live_Set_Delay", "channel_id", "a", "state of the stream: Get-LvbChannelStatus -StreamId 'a'")]
    [InlineData("Live_New", "Param.s.stream_id", "b", "state of the stream: Get-LvbChannelStatus -StreamId 'b'")]
    [InlineData("Live_New", "colour", "red", "Check whether the call took effect before you run the command again.")]
    public void After_a_lost_response_the_error_names_a_command_to_check(string name, string parameter, object value, string look)
    {
        var request = Make(name, (parameter, value));
        Assert.EndsWith(look, request.HowToLook.TrimEnd('.') + (look.EndsWith('.') ? "." : ""), StringComparison.Ordinal);
        Assert.Matches("^[A-Z].{20,}", request.HowToLook);
    }

    [Fact]
    public void The_channel_id_names_the_stream_to_check() => Assert.EndsWith(
        "-StreamId 'a'", Make("Live_New", ("Param.s.stream_id", "b"), ("Param.s.channel_id", "a")).HowToLook, StringComparison.Ordinal);

    [Fact]
    public void Empty_statistics_are_results_and_other_empty_responses_are_errors()
    {
        Assert.Equal([1301, 10003], Make("Get_LiveStat").AlsoSuccess);
        Assert.Empty(Make("Live_Channel_GetStatus").AlsoSuccess);
    }

    [Fact]
    public void A_body_is_sent_unchanged()
    {
        byte[] body = [1, 2, 3];
        Assert.Same(body, RawRequest.Make(new RawCall("Live_New") { Body = body }).Body!(5));
        Assert.Null(Make("Live_New").Body);
    }

    [Theory]
    [InlineData("""{"ret":0,"output":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{"ret":0,"output":[{"a":1},2]}""", """{"a":1}|2""")]
    [InlineData("""{"ret":0,"output":"x"}""", "\"x\"")]
    [InlineData("""{"ret":0,"output":{}}""", "")]
    [InlineData("""{"ret":0,"output":[]}""", "")]
    [InlineData("""{"ret":0}""", "")]
    [InlineData("""{"retcode":0}""", "")]
    [InlineData("""{"code":0,"event_id":"7"}""", """{"code":0,"event_id":"7"}""")]
    [InlineData("""{"ret":10003,"output":{"a":1}}""", "")]
    public void A_response_becomes_the_objects_of_its_output(string answer, string objects) =>
        Assert.Equal(objects, string.Join('|', Make("Live_New").Reads(answer).Select(e => e.GetRawText())));

    [Theory]
    [InlineData(1e20, "1E+20")]
    [InlineData(1.5e29, "1.5E+29")]
    [InlineData(999999999999999d, "999999999999999")]
    [InlineData(-1e29, "-1E+29")]
    [InlineData(2e29f, "2E+29")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e15f, "1E+15")]
    [InlineData(-0.5f, "-0.5")]
    public void Fractions_and_large_numbers_keep_their_digits(object value, string text) =>
        Assert.Equal("Param.n.weight=" + text, One(Make("Live_New", ("weight", value))));

    [Theory]
    [InlineData("page_no", "two", "'page_no' must be a number, not 'two'", "Param.s.page_no")]
    [InlineData("sign", "x", "'sign' is set by the module itself", "from the connection")]
    [InlineData("a b", "x", "'a b' is not a valid parameter name", "Param.s.channel_id")]
    [InlineData("a", true, "A boolean is not a valid value for 'a'", "1 or 0")]
    [InlineData("a", double.NaN, "NaN is not a valid value for 'a'", "finite number")]
    [InlineData("a", float.PositiveInfinity, "Infinity is not a valid value for 'a'", "finite number")]
    public void A_refused_parameter_is_named_with_the_allowed_values(string name, object value, string message, string advice)
    {
        var error = Sentences.Check(Assert.Throws<LvbException>(() => Make("Live_Channel_GetChannelList", (name, value))));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page_no", "-2.5")]
    [InlineData("page_no", "2")]
    public void A_number_may_be_text(string name, string value) =>
        Assert.Equal("Param.n.page_no=" + value, One(Make("Live_Channel_GetChannelList", (name, value))));

    [Fact]
    public void Null_and_times_are_refused_with_what_to_specify()
    {
        var error = Sentences.Check(Assert.Throws<LvbException>(() => Make("Live_New", ("a", null!))));
        Assert.Contains("$null is not a valid value for 'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("omit the parameter", error.RecommendedAction, StringComparison.Ordinal);
        error = Assert.Throws<LvbException>(() => Make("Live_New", ("a", DateTimeOffset.UnixEpoch)));
        Assert.Contains("A date and time is not a valid value for 'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("China Standard Time as text", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Specify what the interface expects", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_sent_sorted_by_name_and_none_twice()
    {
        Assert.Equal(
            ["Param.s.a", "Param.s.b", "Param.s.c"],
            Make("Live_New", ("c", "3"), ("a", "1"), ("b", "2")).Parameters.Select(p => p.Name));
        var twice = Sentences.Check(Assert.Throws<LvbException>(() => Make("Live_New", ("a", "1"), ("Param.s.a", "2"))));
        Assert.Contains("-Parameter contains 'Param.s.a' twice", twice.Message, StringComparison.Ordinal);
        Assert.Contains("once", twice.RecommendedAction, StringComparison.Ordinal);
    }
}
