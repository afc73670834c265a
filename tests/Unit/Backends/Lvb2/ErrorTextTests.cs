using System.Globalization;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>The errors of the service: each is understandable without context, explains its code and recommends an action.</summary>
public sealed class ErrorTextTests
{
    private static readonly Lvb2Request Query = ChannelGetStatus.Request("8888_a");
    private static readonly Lvb2Request Statistics = GetLiveStat.Request(new LiveStatQuery(), new PageRequest(1, 1));
    private static readonly Lvb2Request Mix = MixStream.Cancel(new MixCall(1, "s", "o"), []);
    private static readonly Lvb2Request Start = TapeStart.Request(
        new StreamKey("8888_a"), new TapeOptions(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1)));

    private static LvbException Error(Lvb2Request request, int ret, string text = "") =>
        Sentences.Check(Lvb2Errors.From(request, ret, text, null, 200).Error);

    [Theory]
    [InlineData(1201, "internal service error", "Wait a minute")]
    [InlineData(1202, "too many requests", "-MaximumRequestsPerSecond")]
    [InlineData(1204, "invalid parameter", "parameters of the call")]
    [InlineData(1301, "no live stream", "Get-LvbLiveChannel")]
    [InlineData(10003, "no data", "another time range")]
    [InlineData(20601, "never pushed", "Get-LvbChannel")]
    [InlineData(4005, "the service returned 4005", "-Interface")]
    [InlineData(20001, "the service returned 20001", "names the one that is wrong")]
    [InlineData(20002, "the service returned 20002", "Get-LvbTapeFile")]
    [InlineData(777, "the service returned 777", "contact support")]
    public void A_code_is_explained(int ret, string meaning, string advice)
    {
        var error = Error(Query, ret);
        Assert.Contains(meaning, error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(ret.ToString(CultureInfo.InvariantCulture), error.Code);
        Assert.Equal(200, error.StatusCode);
        Assert.Equal("Live_Channel_GetStatus", error.Interface);
    }

    [Fact]
    public void The_text_of_the_service_is_quoted_and_not_repeated_as_the_meaning()
    {
        Assert.EndsWith("returned 10003 ('No Data').", Error(Query, 10003, " No Data ").Message, StringComparison.Ordinal);
        Assert.EndsWith("returned 10003 ('nothing'): no data.", Error(Query, 10003, "nothing").Message, StringComparison.Ordinal);
        Assert.EndsWith("returned 777.", Error(Query, 777).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_signature_is_explained()
    {
        var error = Error(Query, 4003, "sign invalid");
        Assert.Contains("'sign invalid'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Set-Secret", error.RecommendedAction, StringComparison.Ordinal);
        error = Error(Query, 4004, "time expired");
        Assert.Contains("'time expired'", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Validity 5m", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_meaning_of_not_activated_depends_on_the_host()
    {
        var business = Error(Query, 1000, "appid is invalid");
        Assert.Contains("1000 ('appid is invalid')", business.Message, StringComparison.Ordinal);
        Assert.Contains("not activated for this account", business.Message, StringComparison.Ordinal);
        Assert.Contains("live code mode", business.RecommendedAction, StringComparison.Ordinal);
        var statistics = Error(Statistics, 1000, "cmd is invalid");
        Assert.Contains("statistics interfaces are activated", statistics.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Get-LvbConnection", statistics.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void An_internal_error_of_an_at_most_once_call_states_what_may_exist()
    {
        var error = Error(Start, 1201);
        Assert.Contains("might be running", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Get-LvbTapeFile", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("might be running", Error(Query, 1201).RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_parameter_of_a_recording_is_usually_a_time() =>
        Assert.Contains("the end of a recording must be in the future", Error(Start, 20001).RecommendedAction, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1, "could not be understood", "InvalidArgument")]
    [InlineData(-2, "APPID or event ID", "InvalidArgument")]
    [InlineData(-3, "between 1 and 16", "InvalidArgument")]
    [InlineData(-4, "parameters of a stream", "InvalidArgument")]
    [InlineData(-11, "layer", "InvalidArgument")]
    [InlineData(-20, "template", "InvalidArgument")]
    [InlineData(-21, "fewer than two", "InvalidArgument")]
    [InlineData(-28, "background", "InvalidArgument")]
    [InlineData(-29, "crop area", "InvalidArgument")]
    [InlineData(-33, "watermark ID", "InvalidArgument")]
    [InlineData(-34, "watermark's address", "InvalidArgument")]
    [InlineData(-111, "conflicts with -NewStream", "InvalidArgument")]
    [InlineData(-300, "output stream ID is in use", "Exists")]
    [InlineData(-505, "input stream was not found", "NotFound")]
    [InlineData(-507, "size of an input", "None")]
    [InlineData(-508, "session ID is in use", "Exists")]
    [InlineData(-10031, "the mix could not be started", "None")]
    [InlineData(-31001, "no mix has this session ID", "NotFound")]
    [InlineData(-31002, "no mix has this session ID", "NotFound")]
    [InlineData(-30300, "no mix has this session ID", "NotFound")]
    [InlineData(-31003, "another output stream ID", "InvalidArgument")]
    [InlineData(-31004, "bitrate is invalid", "InvalidArgument")]
    [InlineData(-99, "the service returned -99", "None")]
    public void A_mixing_code_is_explained(int ret, string meaning, string reason)
    {
        var error = Error(Mix, ret);
        Assert.Contains(meaning, error.Message, StringComparison.Ordinal);
        Assert.Equal(reason, error.Reason.ToString());

        // For other interfaces, the same number means something else or nothing.
        Assert.EndsWith(FormattableString.Invariant($"returned {ret}."), Error(Query, ret).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pushed for at least 5 s", -505, -507)]
    [InlineData("wait 30 s", -300, -508)]
    [InlineData("must not be one of the inputs", -111)]
    [InlineData("Check -SessionId", -31001, -31002, -30300)]
    [InlineData("-OutputStreamId that you specified when you started it", -31003)]
    [InlineData("layers (1 is the background)", -1, -4, -11, -20, -31004, -99)]
    public void A_mixing_code_has_a_recommendation(string advice, params int[] codes) =>
        Assert.All(codes, ret => Assert.Contains(advice, Error(Mix, ret).RecommendedAction, StringComparison.Ordinal));

    [Theory]
    [InlineData(-505, true)]
    [InlineData(-507, true)]
    [InlineData(-508, false)]
    public void Only_an_unknown_input_is_retried(int ret, bool isAskedAgain)
    {
        var start = MixStream.Start(new MixCall(1, "s", "8888_a"), new MixRequest("s", "8888_a", [new("8888_a", 1), new("8888_b", 2)]));
        var failure = Lvb2Errors.From(start, ret, "", null, 200);
        Assert.Equal(isAskedAgain ? TimeSpan.FromSeconds(2) : null, failure.NotReadyPause);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public void A_response_without_data_is_explained()
    {
        var query = Lvb2Errors.NoReturnData(Query, "request failed.no returnData").Error;
        Sentences.Check(query);
        Assert.Equal(("Live_Channel_GetStatus", "request failed.no returnData", 200, LvbErrorReason.NoReturnData),
            (query.Interface, query.ApiMessage, query.StatusCode, query.Reason));
        var change = Lvb2Errors.NoReturnData(Start, "request failed.no returnData").Error;
        Sentences.Check(change);
        Assert.Contains("A recording of the stream '8888_a' might be running", change.Message, StringComparison.Ordinal);
        Assert.Contains("Get-LvbTapeFile", change.RecommendedAction, StringComparison.Ordinal);
    }
}
