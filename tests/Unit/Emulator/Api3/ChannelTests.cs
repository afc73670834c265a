using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

public sealed class ChannelTests : IDisposable
{
    private const string Other = "push2.example.com";
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_stream_is_active_inactive_or_banned()
    {
        Assert.Equal("inactive", emulator.State("nobody"));
        emulator.Push("a");
        Assert.Equal("active", emulator.State("a"));
        Assert.Equal("inactive", emulator.State("a", Other));
        Assert.Equal("inactive", emulator.State("a", app: "stage"));
        emulator.Cut("a");
        Assert.Equal("inactive", emulator.State("a"));
    }

    [Fact]
    public void A_drop_cuts_and_the_encoder_can_reconnect()
    {
        emulator.Push("a");
        Assert.Equal(["RequestId"], emulator.Do("DropLiveStream", TestEmulator.Stream("a")).EnumerateObject().Select(field => field.Name));
        Assert.Equal("inactive", emulator.State("a"));
        emulator.Push("a");
        Assert.Equal("active", emulator.State("a"));
    }

    [Fact]
    public void A_drop_of_a_stream_elsewhere_or_of_none_succeeds_without_effect()
    {
        emulator.Push("a");
        emulator.Do("DropLiveStream", TestEmulator.Stream("a", Other));
        emulator.Do("DropLiveStream", TestEmulator.Stream("nobody"));
        Assert.Equal("active", emulator.State("a"));
    }

    [Fact]
    public void A_ban_applies_to_both_services_and_expires()
    {
        emulator.Push("a");
        emulator.Do("ForbidLiveStream", TestEmulator.Stream("a", more: "\"ResumeTime\":\"2026-03-01T05:00:00Z\",\"Reason\":\"test\""));
        Assert.Equal("forbid", emulator.State("a"));
        Assert.Equal(3, emulator.Status("a"));
        emulator.Push("a");
        Assert.Equal("forbid", emulator.State("a"));
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("active", emulator.State("a"));
        Assert.Equal(1, emulator.Status("a"));
    }

    [Fact]
    public void Without_an_end_a_ban_lasts_seven_days()
    {
        emulator.Do("ForbidLiveStream", TestEmulator.Stream("a"));
        emulator.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal("forbid", emulator.State("a"));
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("inactive", emulator.State("a"));
    }

    [Fact]
    public void A_later_ban_replaces_the_earlier_one()
    {
        emulator.Do("ForbidLiveStream", TestEmulator.Stream("a"));
        emulator.Do("ForbidLiveStream", TestEmulator.Stream("a", more: "\"ResumeTime\":\"2026-03-01T04:30:00Z\""));
        emulator.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("inactive", emulator.State("a"));
    }

    [Theory]
    [InlineData("2026-03-01T04:00:00Z")]
    [InlineData("2026-06-01T04:00:00Z")]
    [InlineData("2026-03-02 12:00:00")]
    [InlineData("2026-03-02T12:00:00+08:00")]
    public void An_end_is_within_90_days_and_in_utc(string end) =>
        Assert.Equal(
            "InvalidParameterValue", emulator.Code("ForbidLiveStream", TestEmulator.Stream("a", more: $"\"ResumeTime\":\"{end}\"")));

    [Fact]
    public void Bans_of_either_service_are_lifted_by_the_other()
    {
        emulator.Output("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "0"));
        emulator.Output(
            "channel_manager", ("Param.s.channel_id", "b"), ("Param.n.abstime_end", emulator.Unix(600)), ("Param.s.action", "forbid"));
        Assert.Equal(("forbid", "forbid"), (emulator.State("a"), emulator.State("b")));
        emulator.Do("ResumeLiveStream", TestEmulator.Stream("a"));
        emulator.Do("ResumeLiveStream", TestEmulator.Stream("b"));
        Assert.Equal(("inactive", "inactive"), (emulator.State("a"), emulator.State("b")));

        emulator.Do("ForbidLiveStream", TestEmulator.Stream("a"));
        emulator.Output("Live_Channel_SetStatus", ("Param.s.channel_id", "a"), ("Param.n.status", "1"));
        emulator.Do("ForbidLiveStream", TestEmulator.Stream("b", more: "\"ResumeTime\":\"2026-03-01T04:30:00Z\""));
        emulator.Output(
            "channel_manager", ("Param.s.channel_id", "b"), ("Param.n.abstime_end", emulator.Unix()), ("Param.s.action", "resume"));
        Assert.Equal(("inactive", "inactive"), (emulator.State("a"), emulator.State("b")));
    }

    [Fact]
    public void Resuming_a_stream_that_is_not_banned_succeeds() => emulator.Do("ResumeLiveStream", TestEmulator.Stream("nobody"));

    [Fact]
    public void A_ban_applies_to_the_stream_id_wherever_it_is_pushed()
    {
        PushOn(emulator, "a", Other);
        emulator.Push("a");
        emulator.Do("ForbidLiveStream", TestEmulator.Stream("a", "guessed.example.com"));
        Assert.Equal(("forbid", "forbid"), (emulator.State("a"), emulator.State("a", Other)));
        PushOn(emulator, "a", "push3.example.com");
        Assert.Equal("forbid", emulator.State("a", "push3.example.com"));
    }

    [Fact]
    public void By_switch_a_ban_applies_only_to_its_domain_and_path()
    {
        using var exact = new TestEmulator(LvbEmulatorShape.BanByPath);
        exact.Push("a");
        PushOn(exact, "a", Other);
        exact.Do("ForbidLiveStream", TestEmulator.Stream("a", Other));
        Assert.Equal(("active", "forbid"), (exact.State("a"), exact.State("a", Other)));
        exact.Do("ResumeLiveStream", TestEmulator.Stream("a"));
        Assert.Equal("forbid", exact.State("a", Other));
    }

    [Fact]
    public void The_online_list_has_a_row_for_each_push()
    {
        emulator.Push("a");
        PushOn(emulator, "a", Other);
        PushOn(emulator, "b", Other, "stage");
        var all = emulator.Do("DescribeLiveStreamOnlineList");
        Assert.Equal(3, all.GetProperty("TotalNum").GetInt32());
        var row = Online("{\"StreamName\":\"b\"}").Single();
        Assert.Equal(
            TestEmulator.OneLine("""
                {"StreamName":"b","AppName":"stage","DomainName":"push2.example.com",
                "PublishTimeList":[{"PublishTime":"2026-03-01T04:00:00Z"}],"PushToDelay":0}
                """),
            row.ToString());
        Assert.Equal(2, Online($"{{\"DomainName\":\"{Other}\"}}").Length);
        Assert.Single(Online("{\"AppName\":\"stage\"}"));
        Assert.Empty(Online("{\"StreamName\":\"A\"}"));
    }

    [Fact]
    public void The_online_list_is_paged_and_empty_without_streams()
    {
        var none = emulator.Do("DescribeLiveStreamOnlineList");
        Assert.Equal(
            (0, 0, 1, 10, 0),
            (
                Int(none, "TotalNum"),
                Int(none, "TotalPage"),
                Int(none, "PageNum"),
                Int(none, "PageSize"),
                none.GetProperty("OnlineInfo").GetArrayLength()));
        foreach (var i in Enumerable.Range(0, 25))
        {
            emulator.Push("s" + i);
        }

        var last = emulator.Do("DescribeLiveStreamOnlineList", """{"PageNum":3,"PageSize":10}""");
        Assert.Equal(
            (25, 3, 3, 10, 5),
            (
                Int(last, "TotalNum"),
                Int(last, "TotalPage"),
                Int(last, "PageNum"),
                Int(last, "PageSize"),
                last.GetProperty("OnlineInfo").GetArrayLength()));
        var names = Enumerable.Range(1, 3)
            .SelectMany(page => Online($"{{\"PageNum\":{page},\"PageSize\":10}}"))
            .Select(row => row.GetProperty("StreamName").GetString());
        Assert.Equal(25, names.Distinct().Count());
    }

    [Theory]
    [InlineData(LvbEmulatorShape.EmptyListNull, true)]
    [InlineData(LvbEmulatorShape.EmptyListMissing, false)]
    public void An_empty_list_has_other_forms(LvbEmulatorShape shape, bool isThere)
    {
        using var other = new TestEmulator(shape);
        Assert.Equal(isThere, other.Do("DescribeLiveStreamOnlineList").TryGetProperty("OnlineInfo", out var list));
        Assert.Equal(isThere ? System.Text.Json.JsonValueKind.Null : System.Text.Json.JsonValueKind.Undefined, list.ValueKind);
    }

    [Theory]
    [InlineData("DescribeLiveStreamOnlineList", 9, "InvalidParameterValue", "InvalidParameterValue")]
    [InlineData("DescribeLiveStreamOnlineList", 101, null, "InvalidParameterValue")]
    [InlineData("DescribeLiveStreamOnlineList", 300001, "InvalidParameterValue", "InvalidParameterValue")]
    [InlineData("DescribeLiveStreamPushInfoList", 1001, "FailedOperation.HasNotLivingStream", "InvalidParameterValue")]
    [InlineData("DescribeLiveStreamPushInfoList", 1, "FailedOperation.HasNotLivingStream", "FailedOperation.HasNotLivingStream")]
    public void Page_sizes_are_those_of_the_site(string action, int size, string? china, string? international)
    {
        using var abroad = TestEmulator.International();
        var body = $"{{\"PageSize\":{size}}}";
        Assert.Equal((china, international), (emulator.Code(action, body), abroad.Code(action, body)));
    }

    [Theory]
    [InlineData("DescribeLiveForbidStreamList", "{}", "InvalidAction", null)]
    [InlineData("DescribeLiveDomainPlayInfoList", "{}", null, "InvalidAction")]
    public void Each_site_lacks_some_actions(string action, string body, string? china, string? international)
    {
        using var abroad = TestEmulator.International();
        Assert.Equal((china, international), (emulator.Code(action, body), abroad.Code(action, body)));
    }

    [Fact]
    public void A_piped_domain_and_path_identify_the_stream_to_change()
    {
        PushOn(emulator, "a", Other, "stage");
        emulator.Push("a", online: 5);
        Assert.Equal("active", emulator.State("a", Other, "stage"));
        Assert.Single(emulator.Engine.Account.Streams.All);
    }

    internal static void PushOn(TestEmulator emulator, string stream, string domain, string? app = null) =>
        emulator.Engine.SetStream(
            new EmulatorStreamChange(stream) { PushDomain = domain, AppName = app, State = LvbEmulatorStreamState.Live });

    private System.Text.Json.JsonElement[] Online(string body) =>
        [.. emulator.Do("DescribeLiveStreamOnlineList", body).GetProperty("OnlineInfo").EnumerateArray()];

    private static int Int(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
