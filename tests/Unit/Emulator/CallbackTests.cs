using TencentLvb.Emulator;
using System.Globalization;
using System.Text.Json;

namespace TencentLvb.Unit.Emulator;

[Collection(nameof(ClocksAndSockets))]
public sealed class CallbackTests
{
    [Fact]
    public async Task A_push_and_its_cut_are_notified_with_one_sequence()
    {
        using var listener = new CallbackListener();
        using var emulator = Emulator(listener);
        emulator.Push("a");
        emulator.Clock.Advance(TimeSpan.FromSeconds(90));
        emulator.Cut("a");
        var push = await listener.NextAsync();
        var cut = await listener.NextAsync();
        Assert.Equal(
            "app appid appname channel_id errcode errmsg event_time event_type height idc_id node sequence set_id sign "
                + "stream_id stream_param t user_ip width",
            Keys(push));
        Assert.Equal((1, 0), (Number(push, "event_type"), Number(cut, "event_type")));
        Assert.Equal(push.GetProperty("sequence").GetString(), cut.GetProperty("sequence").GetString());
        Assert.Equal("90000", cut.GetProperty("push_duration").GetString());
        Assert.Equal(Number(push, "event_time") + 600, Number(push, "t"));
        Assert.Equal(TestEmulator.Sign(push.GetProperty("t").GetRawText()), push.GetProperty("sign").GetString());
        Assert.Equal("a", push.GetProperty("channel_id").GetString());
    }

    [Fact]
    public async Task A_callback_key_signs_notifications()
    {
        using var listener = new CallbackListener();
        using var emulator = Emulator(listener, callbackKey: "other");
        emulator.Push("a");
        var push = await listener.NextAsync();
        Assert.Equal(TestEmulator.Sign(push.GetProperty("t").GetRawText(), "other"), push.GetProperty("sign").GetString());
    }

    [Fact]
    public async Task A_recording_and_a_screenshot_are_notified()
    {
        using var listener = new CallbackListener();
        using var emulator = Emulator(listener);
        emulator.Push("a");
        await listener.NextAsync();
        var task = emulator.Output("Live_Tape_Start", ("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"))
            .GetProperty("task_id")
            .GetRawText();
        emulator.Clock.Advance(TimeSpan.FromSeconds(60));
        emulator.Ret("Live_Tape_Stop", ("Param.s.channel_id", "a"), ("Param.n.task_id", task));
        var file = await listener.NextAsync();
        Assert.Equal(100, Number(file, "event_type"));
        Assert.True(ulong.Parse(file.GetProperty("file_id").GetString()!, CultureInfo.InvariantCulture) > long.MaxValue);
        Assert.Equal(task, file.GetProperty("task_id").GetString());
        Assert.NotEqual(Number(file, "end_time") - Number(file, "start_time"), Number(file, "duration"));

        emulator.Engine.SetStream(new EmulatorStreamChange("a") { Screenshots = 1 });
        var picture = await listener.NextAsync();
        Assert.Equal("channel_id create_time event_type file_size height pic_full_url pic_url sign stream_id t width", Keys(picture));
        Assert.Equal("/2026-03-01/a-screenshot-12-01-00-1280x720.jpg", picture.GetProperty("pic_url").GetString());
    }

    [Fact]
    public async Task Events_without_a_request_are_notified_too()
    {
        using var listener = new CallbackListener();
        using var emulator = Emulator(listener);
        emulator.Push("a");
        await listener.NextAsync();
        emulator.Output("Live_Tape_Start", ("Param.s.channel_id", "a"), ("Param.n.task_sub_type", "1"));
        emulator.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(100, Number(await listener.NextAsync(), "event_type"));
    }

    [Theory]
    [InlineData(200, "{\"code\":1}")]
    [InlineData(200, "ok")]
    [InlineData(500, "{\"code\":0}")]
    public async Task The_old_generation_tries_three_times_until_code_zero(int status, string body)
    {
        using var listener = new CallbackListener(_ => new HttpAnswer(status, body));
        using var emulator = Emulator(listener);
        emulator.Push("a");
        var first = await listener.NextAsync();
        for (var retry = 0; retry < 2; retry++)
        {
            Assert.Equal(first.GetRawText(), (await AfterAsync(emulator, listener, TimeSpan.FromSeconds(3))).GetRawText());
        }

        // There is no fourth attempt, however long the test waits: the next notification is another event.
        emulator.Clock.Advance(TimeSpan.FromMinutes(5));
        emulator.Cut("a");
        Assert.Equal(0, Number(await listener.NextAsync(), "event_type"));
    }

    [Fact]
    public async Task The_new_generation_requires_only_http_200()
    {
        using var listener = new CallbackListener(number => new HttpAnswer(number < 12 ? 204 : 200, "no json"));
        using var emulator = Emulator(listener, LvbEmulatorCallbackGeneration.New);
        emulator.Push("a");
        await listener.NextAsync();
        for (var retry = 0; retry < 11; retry++)
        {
            await AfterAsync(emulator, listener, TimeSpan.FromMinutes(1));
        }

        emulator.Cut("a");
        Assert.Equal(0, Number(await listener.NextAsync(), "event_type"));
    }

    [Theory]
    [InlineData(LvbEmulatorCallbackGeneration.Old, false, 3, 3)]
    [InlineData(LvbEmulatorCallbackGeneration.Old, true, 3, 3)]
    [InlineData(LvbEmulatorCallbackGeneration.New, false, 12, 60)]
    [InlineData(LvbEmulatorCallbackGeneration.New, true, 5, 120)]
    public void Each_generation_has_its_number_of_attempts_and_its_pause(
        LvbEmulatorCallbackGeneration generation, bool picture, int tries, int seconds)
    {
        var rule = new RetryRule(generation, null);
        Assert.Equal((tries, TimeSpan.FromSeconds(seconds)), (rule.Tries(picture), rule.Gap(picture)));
        Assert.Equal(TimeSpan.Zero, new RetryRule(generation, TimeSpan.Zero).Gap(picture));
    }

    [Fact]
    public async Task Faults_cause_duplicates_losses_and_disorder()
    {
        using var listener = new CallbackListener();
        using var emulator = Emulator(listener);
        emulator.Engine.AddFault(new EmulatorFault("Callback", LvbEmulatorFaultKind.DuplicateEvent) { Count = 1 });
        emulator.Push("a");
        var twice = await listener.NextAsync(2);
        Assert.Equal(twice[0].GetRawText(), twice[1].GetRawText());

        emulator.Engine.AddFault(new EmulatorFault("Callback", LvbEmulatorFaultKind.LostEvent) { Count = 1 });
        emulator.Cut("a");
        emulator.Push("a");
        Assert.Equal(1, Number(await listener.NextAsync(), "event_type"));

        emulator.Engine.AddFault(new EmulatorFault("Callback", LvbEmulatorFaultKind.DisorderEvent) { Count = 1 });
        emulator.Cut("a");
        emulator.Push("a");
        Assert.Equal([1, 0], (await listener.NextAsync(2)).Select(body => Number(body, "event_type")));
    }

    [Fact]
    public async Task A_delayed_event_is_sent_even_if_no_other_follows()
    {
        using var listener = new CallbackListener();
        using var emulator = Emulator(listener);
        emulator.Engine.AddFault(new EmulatorFault("Callback", LvbEmulatorFaultKind.DisorderEvent) { Count = 1 });
        emulator.Push("a");
        Assert.Equal(1, Number(await AfterAsync(emulator, listener, TimeSpan.FromSeconds(2)), "event_type"));
    }

    [Fact]
    public async Task Notifications_of_one_stream_arrive_in_order()
    {
        using var listener = new CallbackListener();
        using var emulator = Emulator(listener);
        for (var i = 0; i < 50; i++)
        {
            emulator.Push("a");
            emulator.Cut("a");
        }

        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => (i + 1L) % 2), (await listener.NextAsync(100)).Select(body => Number(body, "event_type")));
    }

    [Fact]
    public async Task By_switch_the_channel_differs_and_a_cut_has_no_duration()
    {
        using var listener = new CallbackListener();
        using var emulator = TestEmulator.With(usual => new EmulatorSettings
        {
            AppId = usual.AppId,
            Key = usual.Key,
            CallbackUri = listener.Uri,
            Shapes = [LvbEmulatorShape.ChannelIdDiffers, LvbEmulatorShape.CutWithoutDuration],
        });
        emulator.Push("a");
        emulator.Cut("a");
        var both = await listener.NextAsync(2);
        Assert.All(both, body => Assert.NotEqual("a", body.GetProperty("channel_id").GetString()));
        Assert.DoesNotContain("push_duration", Keys(both[1]), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> AfterAsync(TestEmulator emulator, CallbackListener listener, TimeSpan time)
    {
        Assert.True(listener.IsEmpty);
        await emulator.Clock.PassAsync(time);
        return await listener.NextAsync();
    }

    private static TestEmulator Emulator(
        CallbackListener listener,
        LvbEmulatorCallbackGeneration generation = LvbEmulatorCallbackGeneration.Old,
        string? callbackKey = null) =>
        TestEmulator.With(usual => new EmulatorSettings
        {
            AppId = usual.AppId, Key = usual.Key, CallbackUri = listener.Uri, CallbackGeneration = generation,
            CallbackKey = callbackKey is null ? null : TestEmulator.Secure(callbackKey),
        });

    private static long Number(JsonElement body, string name) => body.GetProperty(name).GetInt64();

    private static string Keys(JsonElement value) => string.Join(' ', value.EnumerateObject().Select(field => field.Name));
}
