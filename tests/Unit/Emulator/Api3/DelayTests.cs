using System.Text.Json;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class DelayTests : IDisposable
{
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_delay_is_set_shown_and_removed()
    {
        emulator.Do("AddDelayLiveStream", TestEmulator.Stream("a", more: "\"DelayTime\":30"));
        Assert.Equal(
            TestEmulator.OneLine("""
                {"DomainName":"push.example.com","AppName":"live","StreamName":"a","DelayInterval":30,
                "CreateTime":"2026-03-01T04:00:00Z","ExpireTime":"2026-03-08T04:00:00Z","Status":1}
                """),
            List().Single().ToString());
        emulator.Push("a");
        Assert.Equal(1, emulator.Do("DescribeLiveStreamOnlineList").GetProperty("OnlineInfo")[0].GetProperty("PushToDelay").GetInt32());
        emulator.Do("ResumeDelayLiveStream", TestEmulator.Stream("a"));
        Assert.Empty(List());
        emulator.Do("ResumeDelayLiveStream", TestEmulator.Stream("nobody"));
    }

    [Fact]
    public void A_delay_expires()
    {
        emulator.Do("AddDelayLiveStream", TestEmulator.Stream("a", more: "\"DelayTime\":\"600\",\"ExpireTime\":\"2026-03-01T05:00:00Z\""));
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(-1, List().Single().GetProperty("Status").GetInt32());
    }

    [Fact]
    public void A_delay_of_api_2_is_shown_too()
    {
        emulator.Output("Live_Set_Delay", ("Param.s.channel_id", "a"), ("Param.n.time_length", "20"));
        Assert.Equal(20, List().Single().GetProperty("DelayInterval").GetInt32());
        emulator.Do("AddDelayLiveStream", TestEmulator.Stream("b", more: "\"DelayTime\":30"));
        emulator.Output("Live_Set_Delay", ("Param.s.channel_id", "b"), ("Param.n.time_length", "0"));
        Assert.Single(List());
    }

    [Theory]
    [InlineData("\"DelayTime\":601", "InvalidParameterValue")]
    [InlineData("\"DelayTime\":30,\"ExpireTime\":\"2026-03-08T04:00:01Z\"", "InvalidParameterValue")]
    [InlineData("\"DelayTime\":30,\"ExpireTime\":\"2026-03-01T04:00:00Z\"", "InvalidParameterValue")]
    [InlineData("\"ExpireTime\":\"2026-03-02T04:00:00Z\"", "MissingParameter")]
    public void A_delay_has_limits(string more, string code) =>
        Assert.Equal(code, emulator.Code("AddDelayLiveStream", TestEmulator.Stream("a", more: more)));

    private JsonElement[] List() => [.. emulator.Do("DescribeLiveDelayInfoList").GetProperty("DelayInfoList").EnumerateArray()];
}
