using static TencentLvb.Unit.Cmdlets.QueryTimes;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>Recordings over ranges that are queried in windows of one day in China.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class RecordingWindowTests
{
    [Fact]
    public void Recordings_are_queried_day_by_day_and_emitted_once()
    {
        using var service = new ScriptedService(FilesOfDay);
        using var host = new CmdletHost(service);
        var files = host.Run("Get-LvbTapeFile 8888_a" + Range(10, 60)).Cast<TapeFile>().Select(f => f.FileId);

        // Each day's list starts with the recording that ran across its midnight.
        Assert.Equal(["2", "3", "4", "5"], files);
        Assert.Equal(
            ["2025-03-02 10:00:00/2025-03-02 23:59:59", "2025-03-03 00:00:00/2025-03-03 23:59:59",
                "2025-03-04 00:00:00/2025-03-04 12:00:00"],
            service.Requests.Select(r => r["start_time"] + "/" + r["end_time"]).Order());
    }

    [Fact]
    public void A_recording_that_moves_through_the_pages_of_a_day_is_emitted_once()
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
    public void Descending_reverses_days_and_rows()
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
    public void First_and_skip_apply_across_all_days(string arguments, string expected, int requests)
    {
        using var service = new ScriptedService(FilesOfDay);
        using var host = new CmdletHost(service);
        Assert.Equal(expected,
            string.Join(" ", host.Run("Get-LvbTapeFile 8888_a " + arguments + Range(10, 60)).Cast<TapeFile>().Select(f => f.FileId)));
        Assert.Equal(requests, service.Requests.Count);
    }

    [Fact]
    public void Without_times_the_service_chooses_the_range_and_with_only_a_start_it_ends_today()
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
        Assert.Contains("Live_Tape_GetFilelist for bad:", host.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    // 1 and 2 on March 2 (1 before 10:00), 3 across midnight to March 3, 4 across midnight to March 4, 5 on March 4.
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
