using System.Text.Json;

namespace TencentLvb.Unit.Emulator.Api3;

[Collection(nameof(ClocksAndSockets))]
public sealed class CallbackRecordTests : IDisposable
{
    private const string Key = "callback-key";
    private readonly TestEmulator emulator = new();

    public void Dispose() => emulator.Dispose();

    [Fact]
    public async Task A_rule_makes_the_emulator_post_to_its_address()
    {
        using var listener = new CallbackListener();
        Register(listener.Uri, "StreamBeginNotifyUrl", "StreamEndNotifyUrl", "SnapshotNotifyUrl");
        emulator.Push("a");
        var push = await listener.NextAsync();
        Assert.Equal(
            (1, "a", "push.example.com", "live"),
            (push.GetProperty("event_type").GetInt32(), Text(push, "stream_id"), Text(push, "app"), Text(push, "appname")));
        Assert.Equal(TestEmulator.Sign(push.GetProperty("t").ToString(), Key), Text(push, "sign"));
        emulator.Engine.SetStream(new TencentLvb.Emulator.EmulatorStreamChange("a") { Screenshots = 1 });
        var picture = await listener.NextAsync();
        Assert.Equal((200, "push.example.com", "live"), (picture.GetProperty("event_type").GetInt32(), Text(picture, "app"), Text(
            picture, "appname")));
        emulator.Cut("a");
        Assert.Equal(0, (await listener.NextAsync()).GetProperty("event_type").GetInt32());
    }

    [Fact]
    public async Task Events_without_an_address_or_a_rule_are_not_posted()
    {
        using var listener = new CallbackListener();
        Register(listener.Uri, "StreamEndNotifyUrl");
        ChannelTests.PushOn(emulator, "b", "push2.example.com");
        emulator.Push("a");
        emulator.Cut("a");
        Assert.Equal(0, (await listener.NextAsync()).GetProperty("event_type").GetInt32());
        Assert.True(listener.IsEmpty);
        Assert.Empty(Records("b"));
    }

    [Fact]
    public async Task A_recording_that_ends_automatically_is_posted_with_the_text_of_its_task()
    {
        using var listener = new CallbackListener();
        Register(listener.Uri, "RecordNotifyUrl");
        emulator.Push("a");
        var body = TestEmulator.Stream("a", more: $"\"EndTime\":{emulator.Unix(60)}");
        var id = emulator.Do(new RawApi3Request("CreateRecordTask", body) { Region = "ap-guangzhou" }).GetProperty("TaskId").GetString();
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        await emulator.Clock.PassAsync(TimeSpan.FromMilliseconds(200));
        var file = await listener.NextAsync();
        Assert.Equal((100, id, "push.example.com"), (file.GetProperty("event_type").GetInt32(), Text(file, "task_id"), Text(file, "app")));
    }

    [Fact]
    public async Task Without_a_key_notifications_are_not_signed()
    {
        using var listener = new CallbackListener();
        RegisterWithKey("", listener.Uri, "StreamBeginNotifyUrl");
        emulator.Push("a");
        var push = await listener.NextAsync();
        Assert.False(push.TryGetProperty("sign", out _) || push.TryGetProperty("t", out _));
    }

    [Fact]
    public async Task A_delivery_is_recorded_with_the_posted_body_and_the_response()
    {
        using var listener = new CallbackListener(_ => new HttpAnswer(200, "heard"));
        Register(listener.Uri, "StreamBeginNotifyUrl");
        emulator.Push("a");
        var posted = await listener.NextAsync();
        var record = await OneRecordAsync("a");
        Assert.Equal(
            ["EventTime", "EventType", "Request", "Response", "ResponseTime", "ResultCode", "StreamId"],
            record.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            ("2026-03-01T04:00:00Z", 1, "heard", 0, "a"),
            (
                Text(record, "EventTime"),
                record.GetProperty("EventType").GetInt32(),
                Text(record, "Response"),
                record.GetProperty("ResultCode").GetInt32(),
                Text(record, "StreamId")));
        Assert.Equal(posted.ToString(), JsonElement.Parse(Text(record, "Request")).ToString());
        Assert.Equal("2026-03-01 12:00:00", Text(Records("a", "2026-03-01 00:00:00", "2026-03-01 13:00:00").Single(), "EventTime"));
    }

    [Fact]
    public async Task A_failure_is_recorded_until_a_later_attempt_succeeds()
    {
        using var listener = new CallbackListener(number => new HttpAnswer(number == 1 ? 503 : 200, "busy"));
        Register(listener.Uri, "StreamBeginNotifyUrl");
        emulator.Push("a");
        await listener.NextAsync();
        Assert.Equal(503, (await OneRecordAsync("a")).GetProperty("ResultCode").GetInt32());
        Assert.Single(Records("a", more: ",\"ResultCode\":1"));
        Assert.Empty(Records("a", more: ",\"ResultCode\":0"));
        await emulator.Clock.PassAsync(TimeSpan.FromMinutes(1));
        await listener.NextAsync();
        await UntilAsync(() => Records("a").Single().GetProperty("ResultCode").GetInt32() == 0);
    }

    [Fact]
    public async Task Without_a_receiver_every_notification_fails()
    {
        Register(new Uri("http://127.0.0.1:1/"), "StreamBeginNotifyUrl", "StreamEndNotifyUrl");
        emulator.Push("a");
        emulator.Cut("a");
        await UntilAsync(() => Records("a").Length == 2);

        Assert.All(Records("a"), record => Assert.Equal((-1, ""), (record.GetProperty("ResultCode").GetInt32(), Text(record, "Response"))));
        Assert.Equal([1, 0], Records("a").Select(record => record.GetProperty("EventType").GetInt32()));
        Assert.Single(Records("a", more: ",\"EventType\":0"));
    }

    [Theory]
    [InlineData("2026-02-27T00:00:00Z", "2026-02-28T00:00:01Z", "")]
    [InlineData("2026-02-10T00:00:00Z", "2026-02-10T01:00:00Z", "")]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T04:00:00Z", ",\"EventType\":317")]
    public void A_query_covers_one_of_the_last_fourteen_days_and_four_event_types(string start, string end, string more) =>
        Assert.Equal("InvalidParameterValue", emulator.Code("DescribeCallbackRecordsList", Body("a", start, end, more)));

    [Fact]
    public void The_international_site_has_no_records()
    {
        using var abroad = TestEmulator.International();
        Assert.Equal(
            "InvalidAction", abroad.Code("DescribeCallbackRecordsList", Body("a", "2026-03-01T00:00:00Z", "2026-03-01T04:00:00Z", "")));
    }

    private void Register(Uri receiver, params string[] names) => RegisterWithKey(Key, receiver, names);

    private void RegisterWithKey(string key, Uri receiver, params string[] names)
    {
        var urls = string.Concat(names.Select(name => $",\"{name}\":\"{receiver}\""));
        var id = emulator.Do("CreateLiveCallbackTemplate", $"{{\"TemplateName\":\"a\",\"CallbackKey\":\"{key}\"{urls}}}")
            .GetProperty("TemplateId")
            .GetInt64();
        emulator.Do("CreateLiveCallbackRule", CallbackSettingsTests.Rule(id));
    }

    private async Task<JsonElement> OneRecordAsync(string stream)
    {
        // The record is written when the response arrives, shortly after the listener sent it.
        await UntilAsync(() => Records(stream).Length > 0);
        return Assert.Single(Records(stream));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private JsonElement[] Records(
        string stream, string start = "2026-03-01T00:00:00Z", string end = "2026-03-01T05:00:00Z", string more = "") =>
        [.. emulator.Do("DescribeCallbackRecordsList", Body(stream, start, end, more)).GetProperty("DataInfoList").EnumerateArray()];

    private static string Body(string stream, string start, string end, string more) =>
        $"{{\"StreamName\":\"{stream}\",\"StartTime\":\"{start}\",\"EndTime\":\"{end}\",\"PageNum\":1,\"PageSize\":10{more}}}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
