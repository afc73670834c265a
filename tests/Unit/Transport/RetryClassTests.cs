namespace TencentLvb.Unit.Transport;

/// <summary>Which call may be made twice is decided here, by hand, and not by what the code happens to say.</summary>
public sealed class RetryClassTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["Get_LiveStat"] = "Statistics Repeatable",
        ["Get_LivePushStat"] = "Statistics Repeatable",
        ["Get_LivePlayStat"] = "Statistics Repeatable",
        ["Get_LivePushStatHistory"] = "Statistics Repeatable",
        ["Get_LivePlayStatHistory"] = "Statistics Repeatable",
        ["Get_BillingBandwidth"] = "Statistics Repeatable",
        ["Live_Channel_GetStatus"] = "Business Repeatable",
        ["Live_Channel_GetChannelList"] = "Business Repeatable",
        ["Live_Channel_GetLiveChannelList"] = "Business Repeatable",
        ["Live_Tape_GetFilelist"] = "Business Repeatable",
        ["Live_Channel_SetStatus"] = "Business SameState",
        ["channel_manager"] = "Business SameState",
        ["Live_Set_Delay"] = "Business SameState",
        ["Live_Tape_Stop"] = "Business SameState",
        ["Live_Tape_Start"] = "Business AtMostOnce",
        ["Live_Queue_Get"] = "Business AtMostOnce",
        ["Mix_StreamV2"] = "Business AtMostOnce",
    };

    [Fact]
    public void The_table_of_interfaces_is_this_one() => Assert.Equal(
        Expected.OrderBy(e => e.Key, System.StringComparer.Ordinal),
        Lvb2Interface.Known.ToDictionary(k => k.Key, k => $"{k.Value.Host} {k.Value.Retry}").OrderBy(e => e.Key, System.StringComparer.Ordinal));

    [Fact]
    public void An_interface_that_nobody_knows_is_called_at_most_once() =>
        Assert.Equal(RetryClass.AtMostOnce, Lvb2Interface.Unknown("Live_Something_New", LvbHost.Business).Retry);
}
