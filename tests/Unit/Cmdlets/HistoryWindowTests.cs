using static TencentLvb.Unit.Cmdlets.QueryTimes;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>Histories over ranges that are queried in windows of two hours.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class HistoryWindowTests
{
    /// <summary>A row every half hour, including both ends, as the service returns them; 1 MB each.</summary>
    private static string HalfHours(Asked asked, string list, Func<double, string>? sum = null)
    {
        var rows = new List<string>();
        for (var time = asked.Long("start_time"); time <= asked.Long("end_time"); time++)
        {
            if (time % 1800 == 0)
            {
                rows.Add($"{{\"time\":\"{Text(time)}\",\"flux\":1,\"fps\":25}}");
            }
        }

        return $"{{\"{list}\":[{string.Join(",", rows)}]{(sum is null ? "" : ",\"sum_info\":" + sum(rows.Count))}}}";
    }

    [Fact]
    public void A_history_is_read_in_windows_of_two_hours_and_the_shared_row_is_emitted_once()
    {
        using var service = new ScriptedService(asked => HalfHours(asked, "stream_info"));
        using var host = new CmdletHost(service);
        var points = host.Run("Get-LvbLivePushStatHistory 8888_a" + Range(0, 5)).Cast<LivePushStatPoint>().ToArray();

        Assert.Equal(Enumerable.Range(0, 11).Select(n => DateTimeOffset.FromUnixTimeSeconds(Start + (n * 1800))),
            points.Select(p => p.Time!.Value));
        Assert.All(service.Requests, r => Assert.InRange(r.Long("end_time") - r.Long("start_time"), 0, 7200));
        Assert.Equal([Start, Start + 7200, Start + 14400], service.Requests.Select(r => r.Long("start_time")).Order());
        Assert.Equal([Start + 7200, Start + 14400, Start + 18000], service.Requests.Select(r => r.Long("end_time")).Order());
    }

    [Fact]
    public void Two_rows_of_one_second_are_both_emitted_and_an_empty_window_is_not_the_end()
    {
        using var service = new ScriptedService(asked => asked.Long("start_time") == Start + 7200
            ? "{\"ret\":10003,\"message\":\"query data is empty\"}"
            : $"{{\"stream_info\":[{{\"time\":\"{Text(asked.Long("start_time"))}\",\"fps\":1}},"
            + $"{{\"time\":\"{Text(asked.Long("start_time"))}\",\"fps\":2}}]}}");
        using var host = new CmdletHost(service);
        Assert.Equal([1, 2, 1, 2], host.Run("Get-LvbLivePushStatHistory 8888_a" + Range(0, 6)).Cast<LivePushStatPoint>()
            .Select(p => p.Fps));
        Assert.Empty(host.Errors);
    }

    [Fact]
    public void A_failed_window_is_one_error_and_the_others_are_read()
    {
        using var service = new ScriptedService(asked => asked.Long("start_time") == Start + 7200
            ? "{\"ret\":1204,\"message\":\"invalid input param\"}"
            : HalfHours(asked, "stat_info"));
        using var host = new CmdletHost(service);
        Assert.Equal(10, host.Run("Get-LvbLivePlayStatHistory 8888_a" + Range(0, 6)).Length);
        Assert.Equal("8888_a", Assert.Single(host.Errors).TargetObject);
        Assert.Empty(host.Run("Get-LvbLivePlayStatHistory 8888_a -Summary" + Range(0, 6)));
        Assert.Single(host.Errors);
    }

    [Theory]
    [InlineData("object")]
    [InlineData("array")]
    [InlineData("none")]
    public void A_summary_covers_the_whole_range_of_each_stream(string shape)
    {
        using var service = new ScriptedService(asked => HalfHours(asked, "stat_info", shape switch
        {
            "object" => sum => $"{{\"sum_flux\":{sum}}}",
            "array" => sum => $"[{{\"sum_flux\":\"{sum}\"}}]",
            _ => null,
        }));
        using var host = new CmdletHost(service);
        var sums = host.Run("'8888_a', '8888_b' | Get-LvbLivePlayStatHistory -Summary -Domain play.example.com" + Range(0, 5))
            .Cast<LivePlayStatSummary>().ToArray();

        Assert.Equal(["8888_a", "8888_b"], sums.Select(s => s.StreamId));
        Assert.All(sums, s => Assert.Equal((11.0, "play.example.com"), (s.TotalTrafficMB, s.PlayDomain)));
        Assert.All(sums, s => Assert.Equal((Start, Start + 18000), (s.StartTime.ToUnixTimeSeconds(), s.EndTime.ToUnixTimeSeconds())));
    }

    [Fact]
    public void The_summary_of_the_account_has_no_stream_and_no_data_means_no_traffic()
    {
        using var service = new ScriptedService(_ => "{\"ret\":10003,\"message\":\"query data is empty\"}");
        using var host = new CmdletHost(service);
        var sum = Assert.IsType<LivePlayStatSummary>(Assert.Single(host.Run("Get-LvbLivePlayStatHistory -Summary" + Range(0, 3))));
        Assert.Null(sum.StreamId);
        Assert.Equal(0, sum.TotalTrafficMB);
        Assert.Equal("- -", service.All("stream_id"));
    }

    [Fact]
    public void The_default_is_the_last_hour()
    {
        using var service = new ScriptedService(asked => HalfHours(asked, "stat_info"));
        using var host = new CmdletHost(service);
        host.Run("Get-LvbLivePlayStatHistory; Get-LvbLivePushStatHistory 8888_a; Get-LvbLivePushStatHistory 8888_a -EndTime "
            + "2025-03-02T05:00:00Z");
        Assert.All(service.Requests, r => Assert.Equal(3600, r.Long("end_time") - r.Long("start_time")));
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - service.Requests[0].Long("end_time"), 0, 60);
        Assert.Equal(1740891600, service.Requests[2].Long("end_time"));
    }

    [Fact]
    public void First_needs_only_one_window()
    {
        using var service = new ScriptedService(asked => HalfHours(asked, "stream_info"));
        using var host = new CmdletHost(service);
        host.Run("do { Get-LvbLivePushStatHistory 8888_a" + Range(0, 48) + " | ForEach-Object { break } } until ($true)");
        Assert.Single(service.Requests);
        host.Run("do { Get-LvbLivePushStatHistory 8888_a" + Range(0, 48)
            + " | ForEach-Object { if ($_.Time.UtcDateTime.Hour -ge 19) { break } } } until ($true)");
        Assert.InRange(service.Requests.Count, 2, 5);
    }

    [Theory]
    [InlineData("Get-LvbLivePushStatHistory 8888_a -StartTime 2025-03-02T05:00Z -EndTime 2025-03-02T04:00Z")]
    [InlineData("Get-LvbLivePushStatHistory 8888_a -StartTime 2199-01-01")]
    [InlineData("Get-LvbLivePlayStatHistory -StartTime 2025-03-02T05:00Z -EndTime 2025-03-02T04:00Z")]
    [InlineData("Get-LvbLivePlayStatHistory -StartTime 2199-01-01 -EndTime 2199-01-02")]
    [InlineData("Get-LvbTapeFile 8888_a -StartTime 2025-03-02T05:00Z -EndTime 2025-03-02T04:00Z")]
    [InlineData("Get-LvbTapeFile 8888_a -StartTime 2199-01-01")]
    [InlineData("Get-LvbTapeFile 8888_a -EndTime 2025-03-02T05:00Z")]
    public void Invalid_times_are_refused_before_any_request(string script)
    {
        using var service = new ScriptedService(_ => "{}");
        using var host = new CmdletHost(service);
        var error = host.Fail(script);
        Assert.StartsWith("LvbInvalidArgument", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.IsType<DateTimeOffset>(error.TargetObject);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void An_end_in_the_future_requests_no_future_windows()
    {
        using var service = new ScriptedService(_ => "{}");
        using var host = new CmdletHost(service);
        host.Run("Get-LvbTapeFile 8888_a -StartTime ([DateTimeOffset]::Now) -EndTime 9999-12-31T23:59:59Z; Get-LvbLivePushStatHistory "
            + "8888_a -StartTime ([DateTimeOffset]::Now) -EndTime 9999-12-31");
        Assert.Equal(2, service.Requests.Count);
    }
}
