using System.Text;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>What a code and a text of the service mean, and whether another attempt may follow.</summary>
public sealed class CodeTests
{
    private static readonly DateTimeOffset Date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Theory]
    [InlineData(4003, "sign invalid", "LvbSignatureInvalid", "SignatureInvalid", "None", false)]
    [InlineData(0, "SIGN INVALID", "LvbSignatureInvalid", "SignatureInvalid", "None", false)]
    [InlineData(4004, "time expired", "LvbSignatureExpired", "SignatureExpired", "None", false)]
    [InlineData(4001, "appid is invalid", "LvbNotActivated", "NotActivated", "None", false)]
    [InlineData(4002, "cmd is invalid", "LvbNotActivated", "NotActivated", "None", false)]
    [InlineData(1000, "", "LvbNotActivated", "NotActivated", "None", false)]
    [InlineData(1001, "", "LvbNotActivated", "NotActivated", "None", false)]
    [InlineData(1002, "", "LvbApi.1002", "None", "Answered", false)]
    [InlineData(1201, "system error", "LvbApi.1201", "Unavailable", "Unknown", true)]
    [InlineData(1202, "too often", "LvbApi.1202", "Throttled", "None", true)]
    [InlineData(1204, "", "LvbApi.1204", "InvalidArgument", "Answered", false)]
    [InlineData(20001, "", "LvbApi.20001", "InvalidArgument", "Answered", false)]
    [InlineData(20002, "", "LvbApi.20002", "NotFound", "Answered", false)]
    [InlineData(20601, "", "LvbApi.20601", "NeverPushed", "Answered", false)]
    [InlineData(1301, "", "LvbApi.1301", "Empty", "Answered", false)]
    [InlineData(10003, "", "LvbApi.10003", "Empty", "Answered", false)]
    public void Each_code_has_an_id_a_reason_and_an_effect(int ret, string text, string id, string reason, string effect, bool isTransient)
    {
        var failure = Lvb2Errors.From(ChannelGetStatus.Request("8888_a"), ret, text, Date, 200);
        Assert.Equal(id, failure.Error.ErrorId);
        Assert.Equal(reason, failure.Error.Reason.ToString());
        Assert.Equal(effect, failure.Effect.ToString());
        Assert.Equal(isTransient, failure.IsTransient);
        Assert.Equal(reason == "Throttled", failure.IsThrottled);
        Assert.Equal(reason == "SignatureExpired" ? Date : null, failure.ServerTime);
        Assert.StartsWith("Live_Channel_GetStatus for 8888_a: the service ", failure.Error.Message, StringComparison.Ordinal);
        Assert.NotEqual("", failure.Error.RecommendedAction);
        Assert.Equal(ret, failure.Error.Ret);
        Assert.Equal(text, failure.Error.ApiMessage);
    }

    [Theory]
    [InlineData("""{"ret":1,"retcode":2,"code":3,"message":"m","errmsg":"e"}""", 1, "m")]
    [InlineData("""{"retcode":2,"code":3,"errmsg":"e"}""", 2, "e")]
    [InlineData("""{"code":3}""", 3, "")]
    public void Older_field_names_are_read_where_the_new_ones_are_missing(string answer, int ret, string message)
    {
        using var response = Lvb2Response.TryParse(Encoding.UTF8.GetBytes(answer));
        Assert.Equal(ret, response!.Ret);
        Assert.Equal(message, response.Message);
    }

    [Fact]
    public void A_change_without_returned_data_states_what_may_exist_and_a_query_does_not()
    {
        var change = Lvb2Errors.NoReturnData(
            ChannelSetStatus.Request(new StreamKey("8888_a"), LvbChannelCommand.Disabled), "request failed.no returnData");
        Assert.Equal("LvbNoReturnData", change.Error.ErrorId);
        Assert.Equal("Unknown", change.Effect.ToString());
        Assert.False(change.IsTransient);
        Assert.Contains(
            "the service returned only 'request failed.no returnData'. The stream '8888_a' might have been banned",
            change.Error.Message,
            StringComparison.Ordinal);
        Assert.Contains("Get-LvbChannelStatus", change.Error.RecommendedAction, StringComparison.Ordinal);

        var query = Lvb2Errors.NoReturnData(ChannelGetStatus.Request("8888_a"), "request failed.no returnData");
        Assert.EndsWith("the service returned only 'request failed.no returnData'.", query.Error.Message, StringComparison.Ordinal);
        Assert.Equal("Run the command again.", query.Error.RecommendedAction);
    }
}
