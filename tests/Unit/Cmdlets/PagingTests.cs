using System.Globalization;
using System.Management.Automation;

namespace TencentLvb.Unit.Cmdlets;

/// <summary>Lists read page by page, from services with correct, wrong or missing totals.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PagingTests
{
    /// <summary>Channels c1, c2, ... for the requested page.</summary>
    private static string Channels(Asked asked, int count, string? told) =>
        "{" + (told is null ? "" : "\"all_count\":" + told + ",") + "\"channel_list\":["
            + string.Join(",", Page(asked, count).Select(n => $"{{\"channel_id\":\"c{n}\"}}")) + "]}";

    private static int[] Page(Asked asked, int count)
    {
        var size = asked.Number("page_size");
        return [.. Enumerable.Range(1, count).Skip((asked.Number("page_no") - 1) * size).Take(size)];
    }

    private static string Ids(object?[] output)
        => string.Join(" ", output.Select(o => o is Channel c ? c.StreamId : Convert.ToString(o, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, "0", "1")]
    [InlineData(7, "7", "1")]
    [InlineData(20, "20", "1 2")]
    [InlineData(25, "25", "1 2 3")]
    [InlineData(25, null, "1 2 3")]
    [InlineData(20, null, "1 2 3")]
    [InlineData(20, "900", "1 2 3")]
    [InlineData(25, "900", "1 2 3")]
    [InlineData(25, "0", "1 2 3")]
    [InlineData(25, "5", "1 2 3")]
    public void A_list_ends_at_its_total_at_a_short_page_or_at_an_empty_one(int count, string? told, string pages)
    {
        using var service = new ScriptedService(asked => Channels(asked, count, told));
        using var host = new CmdletHost(service);
        Assert.Equal(string.Join(" ", Enumerable.Range(1, count).Select(n => "c" + n)), Ids(host.Run("Get-LvbChannel -PageSize 10")));
        Assert.Equal(pages, service.All("page_no"));
        Assert.Equal("10", service.Requests[0]["page_size"]);
    }

    [Fact]
    public void A_service_that_ignores_the_page_number_is_reported_and_not_followed()
    {
        using var service = new ScriptedService(asked => "{\"all_count\":1000,\"channel_list\":["
            + string.Join(",", Enumerable.Range(1, 10).Select(n => $"\"c{n}\"")) + "]}");
        using var host = new CmdletHost(service);
        var error = host.Fail("Get-LvbChannel -PageSize 10 -ErrorAction Stop");
        Assert.StartsWith("LvbBadReply", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("page 2", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal("1 2", service.All("page_no"));
        Assert.Equal(10, host.Run("Get-LvbChannel -PageSize 10 -ErrorAction SilentlyContinue").Length);
    }

    [Fact]
    public void For_one_live_stream_a_repeated_page_is_the_end()
    {
        using var service = new ScriptedService(
            _ => "{\"stream_count\":500,\"stream_info\":[{\"stream_name\":\"8888_a\",\"client_ip\":\"192.0.2.1\"}]}");
        using var host = new CmdletHost(service);
        Assert.Single(host.Run("Get-LvbLiveStat 8888_a -PageSize 1"));
        Assert.Empty(host.Errors);
        Assert.Single(host.Run("Get-LvbLiveStat 8888_a"));
        Assert.Empty(host.Errors);
        Assert.Equal("1 2 1", service.All("page_no"));
    }

    [Fact]
    public void A_row_that_moved_to_the_next_page_is_emitted_once()
    {
        // A channel was created while the list was read: c10 is on both pages.
        using var service = new ScriptedService(asked => "{\"channel_list\":["
            + string.Join(",", Enumerable.Range(asked.Number("page_no") == 1 ? 1 : 10, asked.Number("page_no") == 1 ? 10 : 4)
            .Select(n => $"\"c{n}\"")) + "]}");
        using var host = new CmdletHost(service);
        Assert.Equal("c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11 c12 c13", Ids(host.Run("Get-LvbChannel -PageSize 10")));
    }

    [Theory]
    [InlineData("-First 3", "c1 c2 c3", "1")]
    [InlineData("-First 10", "c1 c2 c3 c4 c5 c6 c7 c8 c9 c10", "1")]
    [InlineData("-First 2 -Skip 9", "c10 c11", "1 2")]
    [InlineData("-First 2 -Skip 20", "c21 c22", "3")]
    [InlineData("-Skip 24", "c25", "3")]
    [InlineData("-Skip 900", "", "91")]
    [InlineData("-First 0", "", "")]
    [InlineData("-First 0 -IncludeTotalCount", "25", "1")]
    [InlineData("-First 1 -IncludeTotalCount", "25 c1", "1")]
    [InlineData("-First 1 -Skip 23 -IncludeTotalCount", "25 c24", "3")]
    [InlineData("-Skip 900 -IncludeTotalCount", "25", "91")]
    public void First_skip_and_total_apply_to_the_whole_output(string arguments, string expected, string pages)
    {
        using var service = new ScriptedService(asked => Channels(asked, 25, "25"));
        using var host = new CmdletHost(service);
        Assert.Equal(expected, Ids(host.Run("Get-LvbChannel -PageSize 10 " + arguments)));
        Assert.Equal(pages, service.All("page_no"));
    }

    [Fact]
    public void Rows_are_emitted_as_their_page_arrives_and_a_downstream_stop_ends_fetching()
    {
        using var service = new ScriptedService(asked => Channels(asked, 1000, "1000"));
        using var host = new CmdletHost(service);
        Assert.Equal("c11", Ids(host.Run("do { Get-LvbChannel -PageSize 10 | ForEach-Object { if ($_.StreamId -eq 'c11') { $_; break } } "
            + "} until ($true)")));
        Assert.Equal("1 2", service.All("page_no"));
        host.Run("try { Get-LvbChannel -PageSize 10 | ForEach-Object { throw 'enough' } } catch { }");
        Assert.Equal("1 2 1", service.All("page_no"));
    }

    [Fact]
    public void The_next_page_is_fetched_from_the_first_emitted_row_of_the_current_page_on()
    {
        using var service = new ScriptedService(asked => Channels(asked, 25, "25"));
        using var host = new CmdletHost(service);
        host.Set("service", service);
        var output = host.Run("""
            Get-LvbChannel -PageSize 10 | ForEach-Object {
                if ($_.StreamId -eq 'c1') { $service.Requests.Count }
                if ($_.StreamId -eq 'c2') {
                    for ($i = 0; $i -lt 500 -and $service.Requests.Count -lt 2; $i++) { Start-Sleep -Milliseconds 10 }
                    $service.Requests.Count
                }
                if ($_.StreamId -eq 'c25') { $service.Requests.Count }
            }
            """);
        Assert.Equal([1, 2, 3], output);
        Assert.Equal("1 2 3", service.All("page_no"));
    }

    [Theory]
    [InlineData("-First 10", "1")]
    [InlineData("-First 11", "1 2")]
    [InlineData("-First 5 -Skip 5", "1")]
    [InlineData("-First 6 -Skip 5", "1 2")]
    public void No_page_beyond_first_is_fetched_ahead(string arguments, string pages)
    {
        using var service = new ScriptedService(asked => Channels(asked, 1000, "1000"));
        using var host = new CmdletHost(service);
        host.Run($"Get-LvbChannel -PageSize 10 {arguments} | ForEach-Object {{ Start-Sleep -Milliseconds 20 }}");
        Assert.Equal(pages, service.All("page_no"));
    }

    [Fact]
    public void A_stop_at_a_row_wastes_at_most_one_page()
    {
        using var service = new ScriptedService(asked => Channels(asked, 1000, "1000"));
        using var host = new CmdletHost(service);
        host.Run("do { Get-LvbChannel -PageSize 10 | ForEach-Object { if ($_.StreamId -eq 'c8') { break }; "
            + "Start-Sleep -Milliseconds 20 } } until ($true)");
        Assert.Equal("1 2", service.All("page_no"));
        host.Run("do { Get-LvbChannel -PageSize 10 | ForEach-Object { break } } until ($true)");
        Assert.Equal("1 2 1", service.All("page_no"));
    }

    [Fact]
    public void The_error_of_a_page_fetched_ahead_follows_the_rows_before_it()
    {
        using var service = new ScriptedService(asked =>
            asked.Number("page_no") == 2 ? "{\"ret\":10001,\"message\":\"no\"}" : Channels(asked, 1000, "1000"));
        using var host = new CmdletHost(service);
        var output = host.Run("Get-LvbChannel -PageSize 10 2>&1 | ForEach-Object { Start-Sleep -Milliseconds 10; $_ }");
        Assert.Equal(11, output.Length);
        Assert.StartsWith("LvbApi.10001", Assert.IsType<ErrorRecord>(output[10]).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-IncludeTotalCount", "2:1 a b")]
    [InlineData("-IncludeTotalCount -PageSize 1 -First 1", "2:1 a")]
    [InlineData("-StreamId a -IncludeTotalCount", "1:1 a")]
    [InlineData("-StreamId none -IncludeTotalCount", "0:1")]
    [InlineData("-StreamId a, b -IncludeTotalCount", "0:0 a b")]
    [InlineData("-StreamId a, b -IncludeTotalCount -First 0", "0:0")]
    public void The_total_is_exact_for_one_list_and_unknown_for_several(string arguments, string expected)
    {
        using var service = new ScriptedService(LiveStats);
        using var host = new CmdletHost(service);
        var output = host.Run($"Get-LvbLiveStat {arguments} | ForEach-Object {{ if ($_ -is [uint64]) {{ '{{0}}:{{1}}' -f [uint64]$_, "
            + $"$_.Accuracy }} else {{ $_.StreamId }} }}");
        Assert.Equal(expected, string.Join(" ", output));
    }

    [Fact]
    public void First_limits_the_streams_that_are_queried()
    {
        using var service = new ScriptedService(LiveStats);
        using var host = new CmdletHost(service);
        Assert.Single(host.Run("Get-LvbLiveStat a, b, c, d, e -First 1"));
        Assert.Equal("a", service.All("stream_id"));
        Assert.Single(host.Run("'none', 'b', 'c', 'd' | Get-LvbLiveStat -First 1"));
        Assert.Equal("a none b", service.All("stream_id"));
    }

    [Fact]
    public void An_empty_pipeline_never_means_all()
    {
        using var service = new ScriptedService(LiveStats);
        using var host = new CmdletHost(service);
        Assert.Empty(host.Run("@() | Get-LvbLiveStat"));
        Assert.Empty(host.Run("@() | Get-LvbLivePlayStatHistory"));
        Assert.Equal(0, ((LiveStatSummary)Assert.Single(host.Run("@() | Get-LvbLiveStat -Summary"))!).StreamCount);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("Get-LvbLiveStat -Summary -First 1")]
    [InlineData("Get-LvbLivePlayStat -Summary -Skip 1")]
    [InlineData("Get-LvbLivePushStat -Summary -IncludeTotalCount")]
    [InlineData("Get-LvbChannel -Status Error")]
    [InlineData("Get-LvbChannel -Status Forbidden")]
    public void Parameters_that_exclude_each_other_are_refused_before_any_request(string script)
    {
        using var service = new ScriptedService(_ => "{}");
        using var host = new CmdletHost(service);
        Assert.StartsWith("LvbInvalidArgument", host.Fail(script).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    private static string LiveStats(Asked asked)
    {
        if (asked["stream_id"] is { } stream)
        {
            return stream == "none" ? "{\"ret\":1301,\"message\":\"has not live stream\"}"
                : "{\"stream_count\":2,\"stream_info\":[{\"stream_name\":\"" + stream + "\"}]}";
        }

        return "{\"stream_count\":2,\"stream_info\":["
            + string.Join(",", Page(asked, 2).Select(n => "{\"stream_name\":\"" + (char)('`' + n) + "\"}")) + "]}";
    }
}
