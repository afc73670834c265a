using System.Globalization;
using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TencentLvb.Unit.Backends.Lvb2;

/// <summary>Any response becomes rows or LvbBadReply, never a crash.</summary>
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

    private static readonly TimeWindow Window = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    // The arguments that requests are built from. Some types need two values.
    private static readonly Dictionary<Type, object[]> Arguments = new object[][]
    {
        ["8888_a"], [1], [TimeSpan.FromSeconds(30)], [DateTimeOffset.UnixEpoch.AddDays(30_000)], [Window], [new PageRequest(1, 1)],
        [new StreamKey("8888_a"), new StreamKey("8888_a", "push.example.com", "live")],
        [new LiveStatQuery { StreamId = "8888_a" }, new LiveStatQuery()],
        [new PlayHistoryQuery(Window), new PlayHistoryQuery(Window) { StreamId = "8888_a" }],
        [new TapeFileQuery(new StreamKey("8888_a"), null, Descending: false)], [new ChannelQuery()], [LvbChannelCommand.Disabled],
        [new TapeOptions(Window.Start, Window.End), new TapeOptions(Window.Start, Window.End) { RealTime = true }],
        [new TapeTask { StreamId = "8888_a", TaskId = "1" }], [new MixCall(1, "s", "8888_a")],
        [new MixRequest("s", "8888_a", [new LvbMixInput("8888_a", 1)])],
        [new RawCall("Live_Something_New")], [new[] { "8888_b" }],
    }.ToDictionary(values => values[0].GetType());

    private static readonly (string Interface, Func<Lvb2Response, object?> Read)[] Readers = MakeReaders().ToArray();

    [Fact]
    public void The_response_of_every_interface_is_covered()
    {
        var unused = Lvb2Interface.Known.Keys.Except(Readers.Select(reader => reader.Interface)).ToList();

        // Known only by name, for Invoke-LvbApi.
        Assert.Equal(["Get_BillingBandwidth"], unused);
    }

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
    public void Any_bytes_are_read_or_refused() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b)).ToArbitrary(),
        bytes =>
        {
            using var reply = Lvb2Response.TryParse(bytes);
            return reply is null || ReadsAll(reply);
        }).Check(Runs(2000));

    [Fact]
    public void Ids_of_64_bits_are_exact_as_number_and_as_text() => Prop.ForAll(
        // Over all 64 bits: the generator for ulong prefers small numbers.
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
                // The client turns these into LvbBadReply.
            }
        }

        return true;
    }

    // Every request that a class of the backend makes, so that a new class is covered automatically.
    private static IEnumerable<(string Interface, Func<Lvb2Response, object?> Read)> MakeReaders() =>
        from type in typeof(Lvb2Backend).Assembly.GetTypes()
        where type.Namespace == typeof(Lvb2Backend).Namespace && type.IsAbstract && type.IsSealed
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public)
        where method is { IsGenericMethod: false, ReturnType.IsGenericType: true }
            && method.ReturnType.GetGenericTypeDefinition() == typeof(Lvb2Request<>)
        from variant in Enumerable.Range(0, 2)
        select MakeReader(method, variant);

    private static (string Interface, Func<Lvb2Response, object?> Read) MakeReader(MethodInfo method, int variant)
    {
        var arguments = method.GetParameters().Select(parameter => Arguments.TryGetValue(parameter.ParameterType, out var values)
            ? values[variant % values.Length]
            : throw new InvalidOperationException($"{method.DeclaringType!.Name}: add a {parameter.ParameterType.Name} to the arguments."));
        var request = (Lvb2Request)method.Invoke(null, [.. arguments])!;
        var reader = typeof(FuzzTests).GetMethod(nameof(ReaderOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(method.ReturnType.GetGenericArguments()).Invoke(null, [request])!;
        return (request.Interface.Name, (Func<Lvb2Response, object?>)reader);
    }

    private static Func<Lvb2Response, object?> ReaderOf<T>(Lvb2Request<T> request) => reply => request.Read(reply);

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
