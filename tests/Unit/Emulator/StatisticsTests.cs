using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

public sealed class StatisticsTests : IDisposable
{
    private readonly TestEmulator emulator = TestEmulator.WithSample();

    public void Dispose() => emulator.Dispose();

    [Theory]
    [InlineData(
        "Get_LiveStat",
        "bandwidth client_ip flr fps online server_ip speed stream_name time",
        "data_time stream_count stream_info total_bandwidth total_online")]
    [InlineData("Get_LivePushStat", "client_ip flr fps server_ip speed stream_name time", "data_time stream_count stream_info")]
    [InlineData("Get_LivePlayStat", "bandwidth online stream_name time", "data_time stream_count stream_info total_bandwidth total_online")]
    public void Each_interface_has_its_own_fields(string name, string rowKeys, string keys)
    {
        var output = emulator.Output(name);
        Assert.Equal(keys, Keys(output));
        var rows = output.GetProperty("stream_info").EnumerateArray().ToArray();
        Assert.Equal(output.GetProperty("stream_count").GetInt32(), rows.Length);
        Assert.All(rows, row => Assert.Equal(rowKeys, Keys(row)));
    }

    [Fact]
    public void A_stream_that_is_not_live_is_1301()
    {
        Assert.Equal(1301, emulator.Ret("Get_LiveStat", ("Param.s.stream_id", "8888_lobby")));
        Assert.Equal(1301, emulator.Ret("Get_LivePlayStat", ("Param.s.stream_id", "never")));
        Assert.Equal(1301, emulator.Ret("Get_LivePlayStat", ("Param.s.pull_domain", "other.example.com")));
    }

    [Fact]
    public void Viewers_are_exactly_as_set()
    {
        emulator.Push("a", online: 321);
        var row = Row("Get_LiveStat", "a");
        Assert.Equal(321, row.GetProperty("online").GetInt32());
        Assert.Equal(481.5m, row.GetProperty("bandwidth").GetDecimal());
    }

    [Fact]
    public void Figures_change_over_time()
    {
        var before = Row("Get_LiveStat", "8888_news").GetRawText();
        emulator.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotEqual(before, Row("Get_LiveStat", "8888_news").GetRawText());
    }

    [Fact]
    public void Pages_have_the_requested_size()
    {
        var page = emulator.Output("Get_LiveStat", ("Param.n.page_no", "2"), ("Param.n.page_size", "3"));
        Assert.Equal(1, page.GetProperty("stream_info").GetArrayLength());
        Assert.Equal(4, page.GetProperty("stream_count").GetInt32());
    }

    [Theory]
    [InlineData("Get_LiveStat", "Param.n.page_size", "301")]
    [InlineData("Get_LiveStat", "Param.n.page_no", "0")]
    [InlineData("Get_LivePushStatHistory", "Param.s.stream_id", "8888_news")]
    [InlineData("Get_LivePlayStatHistory", "Param.n.start_time", "20", "Param.n.end_time", "10")]
    [InlineData("Get_LivePlayStatHistory", "Param.n.start_time", "2026-03-01 10:00:00", "Param.n.end_time", "2026-03-01 10:00:00")]
    [InlineData("Get_BillingBandwidth", "Param.n.start_time", "1", "Param.n.end_time", "2", "Param.n.home_foreign", "3")]
    public void Requests_that_violate_the_contract_are_1204(string name, params string[] parameters) =>
        Assert.Equal(1204, emulator.Ret(name, [.. parameters.Chunk(2).Select(pair => (pair[0], pair[1]))]));

    [Fact]
    public void Play_history_has_a_row_per_minute_and_adjoining_windows_agree()
    {
        var whole = Play(-7200, 0);
        var first = Play(-7200, -3600);
        var second = Play(-3600, 0);
        Assert.Equal(121, whole.Length);
        Assert.Equal(whole, first.Concat(second.Skip(1)));
        Assert.Equal(first[^1], second[0]);
    }

    [Fact]
    public void Push_history_has_a_row_every_five_seconds()
    {
        var rows = emulator.Output("Get_LivePushStatHistory", History("8888_news", -60, 0))
            .GetProperty("stream_info")
            .EnumerateArray()
            .ToArray();
        Assert.Equal(13, rows.Length);
        Assert.Equal("client_ip fps server_ip speed time", Keys(rows[0]));
        Assert.Equal("2026-03-01 11:59:00", rows[0].GetProperty("time").GetString());
    }

    [Fact]
    public void Current_values_become_history_unchanged()
    {
        var now = Row("Get_LivePlayStat", "8888_news").GetProperty("online").GetInt32();
        emulator.Clock.Advance(TimeSpan.FromMinutes(5));
        var row = emulator.Output("Get_LivePlayStatHistory", History("8888_news", -300, -300)).GetProperty("stat_info")[0];
        Assert.Equal(now, row.GetProperty("online").GetInt32());
    }

    [Fact]
    public void History_covers_only_pushes_and_is_kept()
    {
        Assert.Equal(10003, emulator.Ret("Get_LivePlayStatHistory", History("8888_concert", -7200, -6000)));
        Assert.Equal(10003, emulator.Ret("Get_LivePlayStatHistory", History("never", -7200, 0)));
        Assert.Equal(10003, emulator.Ret("Get_LivePushStatHistory", History("8888_news", -86400 * 4, -86400 * 3 - 1)));
        Assert.Equal(
            10003, emulator.Ret("Get_LivePlayStatHistory", [.. History("8888_news", -60, 0), ("Param.s.domain", "other.example.com")]));
    }

    [Fact]
    public void The_sum_equals_the_rows_and_names_are_echoed()
    {
        var output = emulator.Output("Get_LivePlayStatHistory", [.. History("8888_news", -600, 0), ("Param.s.domain", "play.example.com")]);
        Assert.Equal("domain stat_info stream_id sum_info", Keys(output));
        var sum = output.GetProperty("stat_info").EnumerateArray().Sum(row => row.GetProperty("flux").GetDecimal());
        Assert.Equal(sum, output.GetProperty("sum_info").GetProperty("sum_flux").GetDecimal());
    }

    [Fact]
    public void More_than_two_hours_is_returned_with_a_note_or_by_switch_refused()
    {
        Assert.Equal(181, Play(-10800, 0).Length);
        Assert.NotNull(emulator.Engine.GetRequests()[^1].Note);
        using var strict = TestEmulator.WithSample(LvbEmulatorShape.HistoryTwoHours);
        Assert.Equal(
            1204, strict.Ret("Get_LivePlayStatHistory", ("Param.n.start_time", strict.Unix(-7201)), ("Param.n.end_time", strict.Unix())));
        Assert.Equal(
            0, strict.Ret("Get_LivePlayStatHistory", ("Param.n.start_time", strict.Unix(-7200)), ("Param.n.end_time", strict.Unix())));
    }

    [Fact]
    public void Billing_lists_five_minute_values_or_the_peak()
    {
        var list = emulator.Output("Get_BillingBandwidth", History(null, -3600, 0)).GetProperty("total_info").EnumerateArray().ToArray();
        Assert.Equal(13, list.Length);
        var output = emulator.Output("Get_BillingBandwidth", [.. History(null, -3600, 0), ("Param.n.get_top_bd", "1")]);
        var peak = Assert.Single(output.GetProperty("total_info").EnumerateArray());
        Assert.Equal(list.Max(row => row.GetProperty("bandwidth").GetDecimal()), peak.GetProperty("bandwidth").GetDecimal());
        Assert.Equal(10003, emulator.Ret("Get_BillingBandwidth", [.. History(null, -3600, 0), ("Param.n.home_foreign", "2")]));
    }

    private string[] Play(int from, int to) =>
        [.. emulator.Output("Get_LivePlayStatHistory", History("8888_news", from, to)).GetProperty("stat_info").EnumerateArray().Select(
            row => row.GetRawText())];

    private JsonElement Row(string name, string stream) =>
        emulator.Output(name, ("Param.s.stream_id", stream)).GetProperty("stream_info")[0];

    private (string, string)[] History(string? stream, int from, int to) =>
    [
        .. stream is null ? [] : new[] { ("Param.s.stream_id", stream) },
        ("Param.n.start_time", emulator.Unix(from)),
        ("Param.n.end_time", emulator.Unix(to)),
    ];

    private static string Keys(JsonElement value) => string.Join(' ', value.EnumerateObject().Select(field => field.Name));
}
