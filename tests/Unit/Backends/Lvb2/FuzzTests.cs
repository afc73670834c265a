using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>Whatever the service answers: rows, or a refusal that becomes LvbBadReply. Never a crash.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Names =
    [
        "output", "ret", "retcode", "message", "errmsg", "stream_info", "stat_info", "sum_info", "sum_flux", "file_list", "channel_list",
            "channel_id", "stream_name",
        "stream_id", "time", "data_time", "start_time", "end_time", "status", "path", "file_id", "vid", "task_id", "file_size",
        "file_format", "record_file_url",
        "all_count", "stream_count", "bandwidth", "online", "speed", "fps", "flux", "total_online", "total_bandwidth", "watermark_id",
            "create_time",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "1e999", "99999999999999999999999999", "18446744073709551615", "2026-03-02 00:00:00", "0000-00-00 00:00:00",
            "0001-01-01 00:00:00",
        "9999-12-31 23:59:59", "2026-02-30 00:00:00", "8888_a", "_", "\\ud800", "\\u0000", "NaN", "true", "NULL", "{}",
    ];

    private static readonly Gen<string> Value = Gen.Sized(size => Json(Math.Min(size, 12)));

    private static readonly (string Name, Func<Lvb2Response, object?> Read)[] Readers = MakeReaders().ToArray();

    [Fact]
    public void Any_output_is_read_or_refused() => Prop.ForAll(
        Value.ToArbitrary(),
        output => IsReadOrRefused("{\"ret\":0,\"output\":" + output + "}")).Check(Runs(3000));

    [Fact]
    public void Any_list_is_read_or_refused() => Prop.ForAll(
        Gen.ArrayOf(Value).ToArbitrary(),
        rows =>
        {
            var list = "[" + string.Join(",", rows) + "]";
            return IsReadOrRefused(
                $"{{\"ret\":0,\"output\":{{\"stream_info\":{list},\"stat_info\":{list},\"file_list\":{list},\"channel_list\":{list},"
                    + $"\"sum_info\":{list}}}}}");
        }).Check(Runs(3000));

    [Fact]
    public void Any_bytes_are_an_answer_or_none() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b)).ToArbitrary(),
        bytes =>
        {
            using var reply = Lvb2Response.TryParse(bytes);
            return reply is null || ReadsAll(reply);
        }).Check(Runs(2000));

    [Fact]
    public void Ids_of_64_bits_are_exact_as_number_and_as_text() => Prop.ForAll(
        // Over all 64 bits: the generator for ulong keeps to small numbers.
        Gen.ArrayOf(Gen.Choose(0, 255), 8).Select(bytes => bytes.Aggregate(0UL, (number, b) => (number << 8) | (uint)b)).ToArbitrary(),
        id =>
        {
            var number = id.ToString(CultureInfo.InvariantCulture);
            return Exact("\"task_id\":" + number + ",\"file_id\":" + number, id)
                && Exact("\"task_id\":\"" + number + "\",\"file_id\":\"" + number + "\"", id);
        }).Check(Runs(500));

    private static bool Exact(string fields, ulong id)
    {
        using var reply = Answers.Ok("{\"file_list\":[{" + fields + "}]}");
        var query = new TapeFileQuery(new StreamKey("a"), null, Descending: false);
        var file = TapeGetFilelist.Request(query, new PageRequest(1, 1)).Read(reply).Rows[0];
        return file.TaskId == id.ToString(CultureInfo.InvariantCulture) && file.FileId == file.TaskId;
    }

    private static Config Runs(int count) => Config.QuickThrowOnFailure.WithMaxTest(count);

    private static bool IsReadOrRefused(string body)
    {
        using var reply = Lvb2Response.TryParse(Encoding.UTF8.GetBytes(body));
        Assert.NotNull(reply);
        return ReadsAll(reply);
    }

    private static bool ReadsAll(Lvb2Response reply)
    {
        foreach (var (_, read) in Readers)
        {
            try
            {
                read(reply);
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or OverflowException)
            {
                // These are what the client turns into LvbBadReply.
            }
        }

        return true;
    }

    private static IEnumerable<(string Name, Func<Lvb2Response, object?> Read)> MakeReaders()
    {
        var window = new TimeWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        var page = new PageRequest(1, 1);
        var asked = new LiveStatQuery { StreamId = "8888_a" };
        var all = new LiveStatQuery();
        yield return ("LiveStat", GetLiveStat.Request(asked, page).Read);
        yield return ("LiveStat of all", GetLiveStat.Request(all, page).Read);
        yield return ("LivePushStat", GetLivePushStat.Request(all, page).Read);
        yield return ("LivePlayStat", GetLivePlayStat.Request(asked, page).Read);
        yield return ("LivePushStatHistory", GetLivePushStatHistory.Request("8888_a", window).Read);
        yield return ("LivePlayStatHistory", GetLivePlayStatHistory.Request(new PlayHistoryQuery(window)).Read);
        yield return ("TapeFile", TapeGetFilelist.Request(new TapeFileQuery(new StreamKey("8888_a"), null, Descending: false), page).Read);
        yield return ("Channel", ChannelGetChannelList.Request(new ChannelQuery(), page).Read);
        yield return ("LiveChannel", ChannelGetLiveChannelList.Request().Read);
        yield return ("ChannelStatus", ChannelGetStatus.Request("8888_a").Read);
    }

    private static Gen<string> Json(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(Texts).Select(text => "\"" + text + "\""),
            Gen.Elements("null", "true", "false", "0", "1", "-1", "1.5", "1e308", "18446744073709551615", "99999999999999999999",
                "1772425800"),
            ArbMap.Default.GeneratorFor<int>().Select(number => number.ToString(CultureInfo.InvariantCulture)));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Json(depth / 3);
        return Gen.Frequency(
            (2, leaf),
            (2, Gen.ArrayOf(inner).Select(items => "[" + string.Join(",", items.Take(6)) + "]")),
            (4, Gen.ArrayOf(Gen.Elements(Names).Zip(inner, (name, value) => "\"" + name + "\":" + value))
                .Select(fields => "{" + string.Join(",", fields.Take(10)) + "}")));
    }
}
