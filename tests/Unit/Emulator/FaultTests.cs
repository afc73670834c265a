using TencentLvb.Emulator;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

[Collection(nameof(ClocksAndSockets))]
public sealed class FaultTests : IDisposable
{
    private const string Status = "Live_Channel_GetStatus";
    private const string Start = "Live_Tape_Start";
    private readonly TestEmulator emulator = new();

    public FaultTests() => emulator.Push("a");

    public void Dispose() => emulator.Dispose();

    [Theory]
    [InlineData(LvbEmulatorFaultKind.DropBeforeReading, 0)]
    [InlineData(LvbEmulatorFaultKind.DropAfterReading, 0)]
    [InlineData(LvbEmulatorFaultKind.Reset, 0)]
    [InlineData(LvbEmulatorFaultKind.DropAfterProcessing, 1)]
    [InlineData(LvbEmulatorFaultKind.ResetAfterProcessing, 1)]
    public void A_broken_connection_returns_nothing_and_processes_the_request_depending_on_its_kind(LvbEmulatorFaultKind kind, int tasks)
    {
        Set(kind);
        using var client = new RawClient(new IPEndPoint(IPAddress.Loopback, emulator.Engine.Uri.Port));
        client.Send($"GET /common_access?{StartQuery()} HTTP/1.1\r\nHost: h\r\n\r\n");
        var reset = false;
        try
        {
            Assert.Equal(0, client.Socket.Receive(new byte[1]));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            reset = true;
        }

        Assert.Equal(kind is LvbEmulatorFaultKind.Reset or LvbEmulatorFaultKind.ResetAfterProcessing, reset);
        Assert.Equal(tasks, emulator.Engine.Account.Recordings.TaskCount);
        Assert.Equal(kind.ToString(), emulator.Engine.GetRequests()[^1].Answer);
    }

    [Fact]
    public void A_drop_before_reading_does_not_wait_for_the_body()
    {
        Set(LvbEmulatorFaultKind.DropBeforeReading, "Mix_*");
        using var client = new RawClient(new IPEndPoint(IPAddress.Loopback, emulator.Engine.Uri.Port));
        client.Send($"POST /common_access?{emulator.Query("Mix_StreamV2")} HTTP/1.1\r\nHost: h\r\nContent-Length: 500\r\n\r\n");
        Assert.Equal(0, client.Socket.Receive(new byte[1]));
    }

    [Fact]
    public void Half_a_response_is_half_of_the_announced_length()
    {
        Set(LvbEmulatorFaultKind.HalfAnswer);
        using var client = new RawClient(new IPEndPoint(IPAddress.Loopback, emulator.Engine.Uri.Port));
        client.Send($"GET /common_access?{StartQuery()} HTTP/1.1\r\nHost: h\r\n\r\n");
        var answer = client.Read();
        var announced = int.Parse(
            answer.Head.Split('\n').Single(line => line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase)).Split(':')[1],
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(announced / 2, answer.Body.Length);
        Assert.Equal(1, emulator.Engine.Account.Recordings.TaskCount);
    }

    [Theory]
    [InlineData(LvbEmulatorFaultKind.Http403, 403)]
    [InlineData(LvbEmulatorFaultKind.Http429, 429)]
    [InlineData(LvbEmulatorFaultKind.Http500, 500)]
    [InlineData(LvbEmulatorFaultKind.Http503, 503)]
    public void Http_statuses_replace_processing(LvbEmulatorFaultKind kind, int status)
    {
        Set(kind);
        using var answer = emulator.Send(HttpMethod.Get, StartQuery());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 429 ? "1" : null, answer.Headers.RetryAfter?.ToString());
        Assert.Equal(0, emulator.Engine.Account.Recordings.TaskCount);
    }

    [Theory]
    [InlineData(LvbEmulatorFaultKind.SystemError, 1201, null)]
    [InlineData(LvbEmulatorFaultKind.FrequencyLimit, 1202, null)]
    [InlineData(LvbEmulatorFaultKind.TimeExpired, null, "time expired")]
    [InlineData(LvbEmulatorFaultKind.SignInvalid, null, "sign invalid")]
    [InlineData(LvbEmulatorFaultKind.NotActivated, null, "appid is invalid")]
    public void Refusals_replace_processing(LvbEmulatorFaultKind kind, int? ret, string? message)
    {
        Set(kind);
        using var answer = emulator.Send(HttpMethod.Get, StartQuery());
        var envelope = JsonElement.Parse(TestEmulator.Text(answer));
        Assert.Equal(ret ?? envelope.GetProperty("ret").GetInt32(), envelope.GetProperty("ret").GetInt32());
        Assert.Equal(message ?? envelope.GetProperty("message").GetString(), envelope.GetProperty("message").GetString());
        Assert.NotEqual(0, envelope.GetProperty("ret").GetInt32());
        Assert.Equal(0, emulator.Engine.Account.Recordings.TaskCount);
    }

    [Theory]
    [InlineData(LvbEmulatorFaultKind.Garbage, "<html>")]
    [InlineData(LvbEmulatorFaultKind.WrongShape, "{\"errmsg\":[1]")]
    [InlineData(LvbEmulatorFaultKind.NoReturnData, "request failed.no returnData")]
    [InlineData(LvbEmulatorFaultKind.EmptyReply, "")]
    public void Corrupted_responses_follow_processing(LvbEmulatorFaultKind kind, string begin)
    {
        Set(kind);
        using var answer = emulator.Send(HttpMethod.Get, StartQuery());
        var text = TestEmulator.Text(answer);
        Assert.StartsWith(begin, text, StringComparison.Ordinal);
        Assert.Equal(begin.Length == 0, text.Length == 0);
        Assert.Equal(1, emulator.Engine.Account.Recordings.TaskCount);
    }

    [Fact]
    public void A_delayed_response_is_complete()
    {
        emulator.Engine.AddFault(new EmulatorFault("*", LvbEmulatorFaultKind.Delay) { Time = TimeSpan.FromMilliseconds(150) });
        var watch = Stopwatch.StartNew();
        Assert.Equal(1, emulator.Status("a"));
        Assert.True(watch.ElapsedMilliseconds >= 140);
    }

    [Fact]
    public void A_skewed_clock_judges_by_its_time_and_shows_it()
    {
        emulator.Engine.AddFault(new EmulatorFault("*", LvbEmulatorFaultKind.ClockSkew) { Time = TimeSpan.FromMinutes(5) });
        using var late = emulator.Send(HttpMethod.Get, emulator.Query(Status, ("Param.s.channel_id", "a")));
        Assert.Contains("time expired", TestEmulator.Text(late), StringComparison.Ordinal);
        Assert.InRange(late.Headers.Date!.Value - emulator.Clock.UtcNow, TimeSpan.FromMinutes(4.9), TimeSpan.FromMinutes(5.1));

        var t = emulator.Unix(360);
        using var corrected = emulator.Send(
            HttpMethod.Get, $"appid=4321&interface={Status}&Param.s.channel_id=a&t={t}&sign={TestEmulator.Sign(t)}");
        Assert.Contains("\"ret\":0", TestEmulator.Text(corrected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_runs_out_and_a_pattern_excludes_others()
    {
        emulator.Engine.AddFault(new EmulatorFault("live_channel_*", LvbEmulatorFaultKind.SystemError) { Count = 2 });
        Assert.Equal(0, emulator.Ret("Get_LiveStat"));
        Assert.Equal([1201, 1201, 0], Enumerable.Range(0, 3).Select(_ => emulator.Ret(Status, ("Param.s.channel_id", "a"))));
    }

    [Fact]
    public void A_mix_is_matched_by_the_action_in_its_body()
    {
        Set(LvbEmulatorFaultKind.SystemError, "mix_streamv2.cancel*");
        Assert.Equal(
            1201, emulator.Mix("""{"interface":{"para":{"interface":"mix_streamv2.cancel_mix_stream"}}}""").GetProperty("ret").GetInt32());
        Assert.Equal(
            -1,
            emulator.Mix("""{"interface":{"para":{"interface":"mix_streamv2.start_mix_stream_advanced"}}}""").GetProperty("code")
                .GetInt32());
    }

    [Fact]
    public void Equal_seeds_give_equal_faults_and_the_rate_is_kept()
    {
        var first = Struck(7);
        Assert.Equal(first, Struck(7));
        Assert.NotEqual(first, Struck(8));
        Assert.InRange(first.Count(struck => struck), 150, 250);
    }

    [Fact]
    public void Faults_can_be_cleared_by_pattern_and_kind()
    {
        Set(LvbEmulatorFaultKind.SystemError, Status);
        Set(LvbEmulatorFaultKind.SystemError, "Get_*");
        emulator.Engine.ClearFaults(Status, null);
        Assert.Equal(0, emulator.Ret(Status, ("Param.s.channel_id", "a")));
        emulator.Engine.ClearFaults(null, LvbEmulatorFaultKind.Http500);
        Assert.Equal(1201, emulator.Ret("Get_LiveStat"));
        emulator.Engine.ClearFaults(null, null);
        Assert.Equal(0, emulator.Ret("Get_LiveStat"));
    }

    [Fact]
    public void A_pattern_that_matches_no_interface_is_refused() =>
        Assert.Throws<ArgumentException>(() => Set(LvbEmulatorFaultKind.Http500, "Live_Chanel_*"));

    private void Set(LvbEmulatorFaultKind kind, string pattern = "*") => emulator.Engine.AddFault(new EmulatorFault(pattern, kind));

    private string StartQuery() => emulator.Query(Start, ("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"));

    private static bool[] Struck(int seed)
    {
        var faults = new FaultTable(seed);
        faults.Add(new EmulatorFault("*", LvbEmulatorFaultKind.Http500) { Rate = 0.1 });
        return [.. Enumerable.Range(0, 2000).Select(_ => faults.Strike(FaultStage.Request, LvbApi.V2, Status, () => true) is not null)];
    }
}
