using System.Globalization;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>Ranges that are asked for in pieces: two hours, or China's days.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class WindowTests
{
    private const long Start = 1740844800; // 2025-03-02 00:00 in China

    private static string Text(long time) =>
        DateTimeOffset.FromUnixTimeSeconds(time).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture);

    private static string Range(double fromHour, double toHour) =>
        $" -StartTime {DateTimeOffset.FromUnixTimeSeconds(Start).AddHours(fromHour):yyyy-MM-ddTHH:mm:ssZ} -EndTime "
            + $"{DateTimeOffset.FromUnixTimeSeconds(Start).AddHours(toHour):yyyy-MM-ddTHH:mm:ssZ}";

    /// <summary>A row each half hour, both ends included, as the service does; 1 MB each.</summary>
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
    public void A_history_goes_in_windows_of_two_hours_and_the_row_at_a_seam_comes_once()
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
    public void Two_rows_of_one_second_both_come_and_a_window_without_data_is_no_end()
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
    public void A_window_that_fails_is_one_error_and_the_others_go_on()
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
    public void A_summary_is_one_per_stream_over_the_whole_range(string shape)
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
    public void The_accounts_summary_has_no_stream_and_no_data_is_no_traffic()
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
    public void Who_wants_only_the_first_rows_pays_for_one_window()
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
    public void Times_that_make_no_sense_are_refused_before_any_request(string script)
    {
        using var service = new ScriptedService(_ => "{}");
        using var host = new CmdletHost(service);
        var error = host.Fail(script);
        Assert.StartsWith("LvbInvalidArgument", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.IsType<DateTimeOffset>(error.TargetObject);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void An_end_far_ahead_asks_for_nothing_in_the_future()
    {
        using var service = new ScriptedService(_ => "{}");
        using var host = new CmdletHost(service);
        host.Run("Get-LvbTapeFile 8888_a -StartTime ([DateTimeOffset]::Now) -EndTime 9999-12-31T23:59:59Z; Get-LvbLivePushStatHistory "
            + "8888_a -StartTime ([DateTimeOffset]::Now) -EndTime 9999-12-31");
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public void Recordings_are_asked_for_day_by_day_and_told_once()
    {
        using var service = new ScriptedService(FilesOfDay);
        using var host = new CmdletHost(service);
        var files = host.Run("Get-LvbTapeFile 8888_a" + Range(10, 60)).Cast<TapeFile>().Select(f => f.FileId);

        // Each day's list begins with the recording that ran over its midnight.
        Assert.Equal(["2", "3", "4", "5"], files);
        Assert.Equal(
            ["2025-03-02 10:00:00/2025-03-02 23:59:59", "2025-03-03 00:00:00/2025-03-03 23:59:59",
                "2025-03-04 00:00:00/2025-03-04 12:00:00"],
            service.Requests.Select(r => r["start_time"] + "/" + r["end_time"]).Order());
    }

    [Fact]
    public void A_recording_that_slides_through_the_pages_of_a_day_is_told_once()
    {
        string[] pages = ["1 2", "3 4", "5 1", "6"];
        using var service = new ScriptedService(asked =>
        {
            var rows = pages[asked.Number("page_no") - 1].Split(' ').Select(id => $"{{\"file_id\":\"{id}\"}}");
            return $"{{\"file_list\":[{string.Join(",", rows)}]}}";
        });
        using var host = new CmdletHost(service);
        var files = host.Run("Get-LvbTapeFile 8888_a -PageSize 2" + Range(10, 12)).Cast<TapeFile>().Select(f => f.FileId);

        Assert.Equal(["1", "2", "3", "4", "5", "6"], files);
    }

    [Fact]
    public void Descending_turns_days_and_rows()
    {
        using var service = new ScriptedService(FilesOfDay);
        using var host = new CmdletHost(service);
        var files = host.Run("Get-LvbTapeFile 8888_a -Descending -ThrottleLimit 1" + Range(10, 60)).Cast<TapeFile>().Select(f => f.FileId);

        Assert.Equal(["5", "4", "3", "2"], files);
        Assert.Equal(["2025-03-04 00:00:00", "2025-03-03 00:00:00", "2025-03-02 10:00:00"], service.Requests.Select(r => r["start_time"]));
        Assert.All(service.Requests, r => Assert.Equal("desc", r["sort_type"]));
    }

    [Theory]
    [InlineData("-First 1", "2", 1)]
    [InlineData("-First 2", "2 3", 1)]
    [InlineData("-First 2 -Skip 1", "3 4", 2)]
    [InlineData("-First 9", "2 3 4 5", 3)]
    public void First_and_skip_go_over_all_days(string arguments, string expected, int requests)
    {
        using var service = new ScriptedService(FilesOfDay);
        using var host = new CmdletHost(service);
        Assert.Equal(expected,
            string.Join(" ", host.Run("Get-LvbTapeFile 8888_a " + arguments + Range(10, 60)).Cast<TapeFile>().Select(f => f.FileId)));
        Assert.Equal(requests, service.Requests.Count);
    }

    [Fact]
    public void Without_times_the_service_chooses_and_with_a_start_it_is_until_the_end_of_today()
    {
        using var service = new ScriptedService(_ => "{\"all_count\":0,\"file_list\":[]}");
        using var host = new CmdletHost(service);
        host.Run("Get-LvbTapeFile 8888_a; Get-LvbTapeFile 8888_a -StartTime ([DateTimeOffset]::Now)");
        Assert.Null(service.Requests[0]["start_time"]);
        Assert.Null(service.Requests[0]["end_time"]);
        Assert.EndsWith("23:59:59", service.Requests[1]["end_time"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-IncludeTotalCount", "25:1")]
    [InlineData("-IncludeTotalCount -StartTime 2025-03-02T01:00Z -EndTime 2025-03-02T02:00Z", "25:1")]
    [InlineData("-IncludeTotalCount -StartTime 2025-03-02T01:00Z -EndTime 2025-03-03T02:00Z", "0:0")]
    [InlineData("-IncludeTotalCount -StreamId 8888_a, 8888_b", "0:0")]
    public void The_total_of_files_is_exact_for_one_day(string arguments, string expected)
    {
        using var service = new ScriptedService(_ => "{\"all_count\":25,\"file_list\":[{\"file_id\":\"1\"}]}");
        using var host = new CmdletHost(service);
        var stream = arguments.Contains("-StreamId", StringComparison.Ordinal) ? "" : "8888_a";
        Assert.Equal(expected, host.Run($"Get-LvbTapeFile {stream} -PageSize 1 -First 0 {arguments} | ForEach-Object {{ '{{0}}:{{1}}' -f "
            + $"[uint64]$_, $_.Accuracy }}").Single());
    }

    [Fact]
    public void One_bad_stream_is_one_error_and_results_keep_the_order_of_the_input()
    {
        using var service = new ScriptedService(asked => asked["channel_id"] == "bad" ? "{\"ret\":20601,\"message\":\"no record\"}"
            : "{\"file_list\":[{\"file_id\":\"1\"}]}");
        using var host = new CmdletHost(service);
        var files = host.Run("'a', 'bad', 'b', $null, 'c' | Get-LvbTapeFile").Cast<TapeFile>();
        Assert.Equal(["a", "b", "c"], files.Select(f => f.StreamId));
        Assert.Equal(["LvbApi.20601", "LvbInvalidArgument"], host.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal("bad", host.Errors[0].TargetObject);
        Assert.Contains("Live_Tape_GetFilelist of bad:", host.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    // 1 and 2 on the 2nd of March (1 before ten o'clock), 3 over midnight to the 3rd, 4 over midnight to the 4th, 5 on the 4th.
    private static string FilesOfDay(Asked asked)
    {
        string[] ids = asked["start_time"]![..10] switch
        {
            "2025-03-02" => ["2", "3"],
            "2025-03-03" => ["3", "4"],
            "2025-03-04" => ["4", "5"],
            _ => [],
        };
        if (asked["sort_type"] == "desc")
        {
            Array.Reverse(ids);
        }

        return $"{{\"all_count\":{ids.Length},\"file_list\":[{string.Join(",", ids.Select(id => $"{{\"file_id\":\"{id}\"}}"))}]}}";
    }
}
