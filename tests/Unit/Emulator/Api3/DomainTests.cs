using System.Text.Json;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class DomainTests : IDisposable
{
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void The_account_has_a_push_domain_and_a_play_domain()
    {
        var answer = emulator.Do("DescribeLiveDomains", """{"PageSize":10}""");
        Assert.Equal((2, 98), (answer.GetProperty("AllCount").GetInt32(), answer.GetProperty("CreateLimitCount").GetInt32()));
        Assert.Equal([1, 0, 0], answer.GetProperty("PlayTypeCount").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(
            TestEmulator.OneLine("""
                {"Name":"push.example.com","Type":0,"Status":1,"CreateTime":"2025-12-31 12:00:00","BCName":1,
                "TargetDomain":"push.example.com.cname.example.net","PlayType":0,"IsDelayLive":0,
                "CurrentCName":"push.example.com.cname.example.net.","RentTag":0,"RentExpireTime":"0000-00-00 00:00:00",
                "IsMiniProgramLive":0}
                """),
            answer.GetProperty("DomainList")[0].ToString());
        Assert.Equal("play.example.com", answer.GetProperty("DomainList")[1].GetProperty("Name").GetString());
    }

    [Fact]
    public void A_stream_on_another_push_domain_adds_the_domain()
    {
        ChannelTests.PushOn(emulator, "a", "push2.example.com");
        ChannelTests.PushOn(emulator, "b", "PUSH2.example.com");
        Assert.Equal(["push.example.com", "push2.example.com"], Names("""{"DomainType":0,"DomainStatus":1}"""));
        Assert.Equal(["play.example.com"], Names("""{"DomainType":1}"""));
        Assert.Equal(["push2.example.com"], Names("""{"DomainPrefix":"push2"}"""));
        Assert.Empty(Names("""{"DomainStatus":0}"""));
    }

    [Fact]
    public void Domains_are_paged()
    {
        foreach (var i in Enumerable.Range(10, 12))
        {
            ChannelTests.PushOn(emulator, "a", $"p{i}.example.com");
        }

        Assert.Equal(4, Names("""{"PageNum":2,"PageSize":10}""").Count());
        Assert.Equal(14, emulator.Do("DescribeLiveDomains", """{"PageNum":2}""").GetProperty("AllCount").GetInt32());
    }

    [Fact]
    public void Authentication_keys_of_domains_can_be_read()
    {
        var push = emulator.Do("DescribeLivePushAuthKey", """{"DomainName":"push.example.com"}""").GetProperty("PushAuthKeyInfo");
        Assert.Equal(
            ["DomainName", "Enable", "MasterAuthKey", "BackupAuthKey", "AuthDelta"], push.EnumerateObject().Select(field => field.Name));
        Assert.NotEqual(push.GetProperty("MasterAuthKey").GetString(), push.GetProperty("BackupAuthKey").GetString());
        var play = emulator.Do("DescribeLivePlayAuthKey", """{"DomainName":"play.example.com"}""").GetProperty("PlayAuthKeyInfo");
        Assert.Equal(JsonValueKind.String, play.GetProperty("AuthKey").ValueKind);
        Assert.Equal("ResourceNotFound.DomainNotExist", emulator.Code("DescribeLivePushAuthKey", """{"DomainName":"play.example.com"}"""));
    }

    private IEnumerable<string?> Names(string body) =>
        emulator.Do("DescribeLiveDomains", body).GetProperty("DomainList")
            .EnumerateArray()
            .Select(row => row.GetProperty("Name").GetString());
}
