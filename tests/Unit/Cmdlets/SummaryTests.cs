namespace TencentLvb.Unit.Cmdlets;

/// <summary>A summary of all live streams: from the totals of the service, otherwise from the rows.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class SummaryTests
{
    private static LiveStatSummary Summary(string script, Func<Asked, string> answer, out int requests, int errors = 0)
    {
        using var service = new ScriptedService(answer);
        using var host = new CmdletHost(service);
        var summary = Assert.IsType<LiveStatSummary>(Assert.Single(host.Run(script)));
        requests = service.Requests.Count;
        Assert.Equal(errors, host.Errors.Count);
        return summary;
    }

    [Fact]
    public void The_totals_of_the_account_need_one_request()
    {
        var summary = Summary(
            "Get-LvbLiveStat -Summary",
            _ => "{\"data_time\":\"2026-03-02 "
                + "00:00:00\",\"stream_count\":900,\"stream_info\":[{\"stream_name\":\"a\",\"online\":1}],\"total_bandwidth\":12.5,"
                + "\"total_online\":\"5000000000\"}",
            out var requests);
        Assert.Equal((900, 12.5, 5000000000L), (summary.StreamCount, summary.TotalBandwidthMbps, summary.TotalOnline));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772380800), summary.Time);
        Assert.Equal(1, requests);
    }

    [Fact]
    public void Without_totals_the_rows_of_all_pages_are_added_up()
    {
        var summary = Summary(
            "Get-LvbLivePlayStat -Summary -PageSize 2",
            asked => "{\"stream_count\":3,\"stream_info\":[" + (asked["page_no"] == "1"
                ? "{\"stream_name\":\"a\",\"online\":1,\"bandwidth\":0.1},{\"stream_name\":\"b\",\"online\":2,\"bandwidth\":0.2}"
                : "{\"stream_name\":\"c\",\"online\":3}") + "]}",
            out var requests);
        Assert.Equal((3, 0.3, 6L), (summary.StreamCount, summary.TotalBandwidthMbps, summary.TotalOnline));
        Assert.Equal(2, requests);
    }

    [Fact]
    public void A_push_summary_counts_only_pushes()
    {
        var summary = Summary("Get-LvbLivePushStat -Summary", _ => "{\"stream_count\":3,\"stream_info\":[]}", out _);
        Assert.Equal(3, summary.StreamCount);
        Assert.Null(summary.TotalBandwidthMbps);
        Assert.Null(summary.TotalOnline);
    }

    [Theory]
    [InlineData("{\"ret\":1301,\"message\":\"has not live stream\"}")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_summary_without_live_streams_is_zero(string answer)
    {
        var summary = Summary("Get-LvbLiveStat -Summary", _ => answer, out _);
        Assert.Equal((0, 0.0, 0L), (summary.StreamCount, summary.TotalBandwidthMbps, summary.TotalOnline));
    }

    [Fact]
    public void For_named_streams_it_adds_up_those_that_succeeded()
    {
        var summary = Summary(
            "'a', 'off', 'bad', 'b' | Get-LvbLiveStat -Summary",
            asked => asked["stream_id"] switch
            {
                "off" => "{\"ret\":1301,\"message\":\"has not live stream\"}",
                "bad" => "{\"ret\":1204,\"message\":\"invalid input param\"}",
                var name => "{\"stream_count\":900,\"stream_info\":[{\"stream_name\":\"" + name
                    + "\",\"online\":4,\"bandwidth\":1.5}],\"total_online\":77}",
            },
            out var requests,
            errors: 1);
        Assert.Equal((2, 3.0, 8L), (summary.StreamCount, summary.TotalBandwidthMbps, summary.TotalOnline));
        Assert.Equal(4, requests);
    }

    [Fact]
    public void Without_any_success_there_is_no_summary()
    {
        using var service = new ScriptedService(_ => "{\"ret\":1204,\"message\":\"invalid input param\"}");
        using var host = new CmdletHost(service);
        Assert.Empty(host.Run("Get-LvbLiveStat a, b -Summary"));
        Assert.Equal(["a", "b"], host.Errors.Select(e => e.TargetObject));
        Assert.All(host.Errors, e => Assert.StartsWith("LvbApi.1204", e.FullyQualifiedErrorId, StringComparison.Ordinal));
    }
}
