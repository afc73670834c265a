namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>What the table of interfaces knows about parameters: their types, and which of them may be shown.</summary>
public sealed class InterfaceTableTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_772_294_400);

    [Theory]
    [InlineData("Param.s.channel_id", true)]
    [InlineData("Param.n.page_no", true)]
    [InlineData("Param.n.channel_id", false)]
    [InlineData("Param.s.password", false)]
    [InlineData("Param.s.", false)]
    [InlineData("channel_id", false)]
    [InlineData("", false)]
    public void Only_a_known_wire_name_is_known(string name, bool isKnown) => Assert.Equal(isKnown, Lvb2Interface.Knows(name));

    [Fact]
    public void A_short_name_means_the_parameter_of_the_interface_then_that_of_all_others()
    {
        Assert.Equal("Param.n.start_time", Lvb2Interface.GetLivePushStatHistory.Find("START_TIME")!.WireName);
        Assert.Equal("Param.s.start_time", Lvb2Interface.TapeStart.Find("start_time")!.WireName);
        Assert.Equal("Param.s.channel_id", Lvb2Interface.GetLiveStat.Find("Channel_Id")!.WireName);
        Assert.Null(Lvb2Interface.ChannelGetStatus.Find("start_time"));
        Assert.Null(Lvb2Interface.ChannelGetStatus.Find("colour"));
        Assert.Null(Lvb2Interface.ChannelGetStatus.Find(""));
    }

    [Fact]
    public void Interfaces_are_known_by_name_in_any_case_and_others_are_sent_at_most_once()
    {
        Assert.Same(Lvb2Interface.TapeStart, Lvb2Interface.Known["live_tape_start"]);
        var unknown = Lvb2Interface.Unknown("Live_New", LvbHost.Statistics);
        Assert.Equal(("Live_New", LvbHost.Statistics, RetryClass.AtMostOnce), (unknown.ToString(), unknown.Host, unknown.Retry));
        Assert.Empty(unknown.Parameters);
    }

    [Fact]
    public void A_time_is_sent_by_the_type_of_its_parameter()
    {
        Assert.Equal(
            "Param.n.start_time=1772294400", One(new WireParameters(Lvb2Interface.GetLivePushStatHistory).Add("start_time", Time)));
        Assert.Equal("Param.s.start_time=2026-03-01 00:00:00", One(new WireParameters(Lvb2Interface.TapeStart).Add("start_time", Time)));
    }

    [Fact]
    public void A_missing_value_is_not_sent()
    {
        var parameters = new WireParameters(Lvb2Interface.TapeStart)
            .Add("channel_id", "").Add("start_time", (DateTimeOffset?)null).Add("task_sub_type", (long?)null).Add("path", (string?)null);
        Assert.Empty(parameters);
        Assert.Null(parameters.Find("Param.s.channel_id"));
    }

    [Fact]
    public void A_parameter_of_another_type_or_interface_is_a_bug_in_the_module()
    {
        var parameters = new WireParameters(Lvb2Interface.TapeStart);
        Assert.Equal(
            "Live_Tape_Start: channel_id is of another type.",
            Assert.Throws<InvalidOperationException>(() => parameters.Add("channel_id", 5L)).Message);
        Assert.Contains(
            "task_sub_type is of another type",
            Assert.Throws<InvalidOperationException>(() => parameters.Add("task_sub_type", "x")).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "Live_Tape_Start does not accept page_no.",
            Assert.Throws<InvalidOperationException>(() => parameters.Add("page_no", 5L)).Message);
        Assert.Empty(parameters);
    }

    [Fact]
    public void The_address_has_the_account_name_of_the_host_and_escapes_values()
    {
        var account = Make.Account(new Uri("http://one.example.com/common_access")) with
        {
            StatEndpoint = new Uri("http://two.example.com/stat?left=out"),
        };
        var status = ChannelGetStatus.Request("a b&c");
        Assert.Equal(
            "http://one.example.com/common_access?appid=1250000001&interface=Live_Channel_GetStatus&Param.s.channel_id=a%20b%26c",
            Lvb2Url.Printable(account, status));
        Assert.StartsWith(
            Lvb2Url.Printable(account, status) + "&t=1772294400&sign=",
            Lvb2Url.Make(account, status, account.Key(), 1_772_294_400).AbsoluteUri,
            StringComparison.Ordinal);
        var list = GetLiveStat.Request(new LiveStatQuery(), new PageRequest(2, 3));
        Assert.Equal(
            "http://two.example.com/stat?cmd=1250000001&interface=Get_LiveStat&Param.n.page_no=2&Param.n.page_size=3",
            Lvb2Url.Printable(account, list));
        Assert.StartsWith(
            Lvb2Url.Printable(account, list) + "&t=5&sign=",
            Lvb2Url.Make(account, list, account.Key(), 5).AbsoluteUri,
            StringComparison.Ordinal);
        Assert.Matches("&sign=[0-9a-f]{32}$", Lvb2Url.Make(account, list, account.Key(), 5).AbsoluteUri);
    }

    [Fact]
    public void The_value_of_an_unknown_parameter_is_not_shown()
    {
        var request = RawRequest.Make(new RawCall("Live_New") { Parameters = new System.Collections.Hashtable { ["secret"] = "s3cret" } });
        var printed = Lvb2Url.Printable(Make.Account(new Uri("http://one.example.com/")), request);
        Assert.Contains("&Param.s.secret=", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", printed, StringComparison.Ordinal);
        Assert.False(printed.EndsWith('='), "The value is missing and not masked.");
    }

    private static string One(WireParameters parameters) => Assert.Single(parameters.Select(p => p.Name + "=" + p.Value));
}
