using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

public sealed class TapeTests : IDisposable
{
    private const string Files = "Live_Tape_GetFilelist";
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public void A_task_id_is_a_number_beyond_signed_64_bits()
    {
        emulator.Push("a");
        var id = Start("a", 0, 600).GetUInt64();
        Assert.True(id > long.MaxValue);
        Assert.NotEqual(id, Start("a", 0, 600).GetUInt64());
    }

    [Fact]
    public void A_timed_task_becomes_a_file_when_it_ends()
    {
        emulator.Push("a");
        var id = Start("a", 60, 600).GetRawText();
        emulator.Clock.Advance(TimeSpan.FromSeconds(599));
        Assert.Empty(Rows("a"));
        emulator.Clock.Advance(TimeSpan.FromSeconds(1));
        var row = Assert.Single(Rows("a"));
        Assert.Equal("2026-03-01 12:01:00", row.GetProperty("start_time").GetString());
        Assert.Equal("2026-03-01 12:10:00", row.GetProperty("end_time").GetString());
        Assert.Equal(id, row.GetProperty("task_id").GetString());
    }

    [Fact]
    public void Each_push_within_a_task_is_a_file()
    {
        emulator.Push("a");
        Start("a", 0, 600);
        Wait(100);
        emulator.Cut("a");
        Assert.Single(Rows("a"));
        Wait(100);
        emulator.Push("a");
        Wait(1000);
        Assert.Equal(["12:00:00-12:01:40", "12:03:20-12:10:00"], Rows("a").Select(Times));
    }

    [Fact]
    public void A_task_for_a_stream_that_is_not_pushed_leaves_no_file()
    {
        Start("a", 0, 600);
        Wait(700);
        emulator.Push("a");
        Wait(700);
        Assert.Empty(Rows("a"));
    }

    [Fact]
    public void Stopping_ends_a_task_immediately_and_a_second_stop_is_not_an_error()
    {
        emulator.Push("a");
        var id = emulator.Output("Live_Tape_Start", ("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"))
            .GetProperty("task_id")
            .GetRawText();
        Wait(90);
        Assert.Equal(0, emulator.Ret("Live_Tape_Stop", ("Param.s.channel_id", "a"), ("Param.n.task_id", id)));
        Assert.Equal(0, emulator.Ret("Live_Tape_Stop", ("Param.s.channel_id", "a"), ("Param.s.task_id", id)));
        Assert.NotEqual(0, emulator.Ret("Live_Tape_Stop", ("Param.s.channel_id", "b"), ("Param.n.task_id", id)));
        Assert.NotEqual(0, emulator.Ret("Live_Tape_Stop", ("Param.s.channel_id", "a"), ("Param.n.task_id", "5")));
        var row = Assert.Single(Rows("a"));
        Assert.Equal("12:00:00-12:01:30", Times(row));
        Assert.Equal("1", row.GetProperty("task_sub_type").GetString());
    }

    [Fact]
    public void A_recording_that_is_stopped_immediately_still_leaves_a_file()
    {
        emulator.Push("a");
        var id = Start("a", 0, 600).GetRawText();
        emulator.Ret("Live_Tape_Stop", ("Param.s.channel_id", "a"), ("Param.n.task_id", id));
        Assert.Equal("12:00:00-12:00:00", Times(Assert.Single(Rows("a"))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7200)]
    public void A_realtime_task_lasts_at_most_half_an_hour(int? end)
    {
        emulator.Push("a");
        emulator.Ret(
            "Live_Tape_Start",
            [("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"), .. end is int seconds ? new[] { ("Param.s.end_time", emulator.Now(
                seconds)) } : []]);
        Wait(1800);
        Assert.Equal("12:00:00-12:30:00", Times(Assert.Single(Rows("a"))));
    }

    [Fact]
    public void A_row_has_nineteen_keys_and_only_strings_and_nulls()
    {
        using var sample = TestEmulator.WithSample();
        var rows = sample.Output(Files, ("Param.s.channel_id", "8888_news"), ("Param.n.page_size", "100")).GetProperty("file_list");
        Assert.True(rows.GetArrayLength() > 10);
        Assert.All(rows.EnumerateArray(), row =>
        {
            var keys = row.EnumerateObject().Select(field => field.Name).ToArray();
            Assert.Equal(
                "appid create_time end_time err_code expire_time file_format file_id file_size id record_file_id record_file_url "
                + "record_type report_message start_time stream_id task_id task_sub_type vid vod2Flag",
                string.Join(' ', keys));
            Assert.All(
                row.EnumerateObject(), field => Assert.Contains(field.Value.ValueKind, new[] { JsonValueKind.String, JsonValueKind.Null }));
        });
    }

    [Fact]
    public void Pages_have_ten_rows_by_default_and_sort_in_both_directions()
    {
        using var sample = TestEmulator.WithSample();
        var first = sample.Output(Files, ("Param.s.channel_id", "8888_news"));
        Assert.Equal(13, first.GetProperty("all_count").GetInt32());
        Assert.Equal(10, first.GetProperty("file_list").GetArrayLength());
        var all = sample.Output(Files, ("Param.s.channel_id", "8888_news"), ("Param.n.page_size", "100"), ("Param.s.sort_type", "desc"))
            .GetProperty("file_list");
        var starts = all.EnumerateArray().Select(row => row.GetProperty("start_time").GetString()).ToArray();
        Assert.Equal(starts.OrderDescending(StringComparer.Ordinal), starts);
    }

    [Theory]
    [InlineData("2026-02-28 00:00:00", "2026-02-28 23:59:59", 4)]
    [InlineData("2026-02-28 10:30:00", "2026-02-28 13:59:59", 1)]
    [InlineData("2026-02-28 10:30:01", "2026-02-28 13:59:59", 0)]
    public void Files_that_overlap_the_window_are_in_it(string start, string end, int count)
    {
        using var sample = TestEmulator.WithSample();
        var output = sample.Output(Files, ("Param.s.channel_id", "8888_news"), ("Param.s.start_time", start), ("Param.s.end_time", end));
        Assert.Equal(count, output.GetProperty("all_count").GetInt32());
    }

    [Theory]
    [InlineData(Files, "Param.s.start_time", "2026-02-28 12:00:00", "Param.s.end_time", "2026-03-01 00:00:00")]
    [InlineData(Files, "Param.s.start_time", "2026-02-28 12:00:00", "Param.s.end_time", "2026-02-28 11:00:00")]
    [InlineData(Files, "Param.s.start_time", "2026-02-28T12:00:00", "Param.s.end_time", "2026-02-28 13:00:00")]
    [InlineData(Files, "Param.n.page_size", "101")]
    [InlineData(Files, "Param.n.page_no", "0")]
    [InlineData(Files, "Param.s.sort_type", "up")]
    [InlineData("Live_Tape_Start", "Param.s.start_time", "2026-03-01 12:00:00")]
    [InlineData("Live_Tape_Start", "Param.s.start_time", "2026-03-01 13:00:00", "Param.s.end_time", "2026-03-01 12:30:00")]
    [InlineData("Live_Tape_Start", "Param.n.task_sub_type", "1", "Param.s.file_format", "aac")]
    [InlineData("Live_Tape_Start", "Param.n.task_sub_type", "1", "Param.s.record_type", "mp4")]
    [InlineData("Live_Tape_Start", "Param.n.task_sub_type", "2")]
    [InlineData("Live_Tape_Stop", "Param.n.task_id", "-1")]
    public void Requests_that_violate_the_contract_are_refused(string name, params string[] parameters) =>
        Assert.NotEqual(0, emulator.Ret(name, [("Param.s.channel_id", "a"), .. parameters.Chunk(2).Select(pair => (pair[0], pair[1]))]));

    private void Wait(int seconds) => emulator.Clock.Advance(TimeSpan.FromSeconds(seconds));

    private JsonElement Start(string stream, int from, int to) =>
        emulator.Output(
            "Live_Tape_Start",
            ("Param.s.channel_id", stream),
            ("Param.s.start_time", emulator.Now(from)),
            ("Param.s.end_time", emulator.Now(to))).GetProperty("task_id");

    private JsonElement[] Rows(string stream) =>
        [.. emulator.Output(Files, ("Param.s.channel_id", stream)).GetProperty("file_list").EnumerateArray()];

    private static string Times(JsonElement row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.GetProperty("start_time").GetString()![11..]}-{row.GetProperty("end_time").GetString()![11..]}");
}
