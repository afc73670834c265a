using System.Text.Json;
using TencentLvb.Emulator;

namespace TencentLvb.Unit.Emulator.Api3;

/// <summary>The request and response pairs of the wire contract: each request unchanged, and a response that has every field of the
/// published one with the same type. Values differ, and newer fields are allowed.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class PublishedPairTests : IDisposable
{
    private static readonly Dictionary<string, JsonElement> Pairs = JsonElement
        .Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Unit", "Emulator", "Api3", "PublishedPairs.json")))
        .EnumerateArray()
        .ToDictionary(pair => pair.GetProperty("name").GetString()!);

    private readonly TestEmulator emulator = new();
    private readonly CallbackListener listener = new();

    public static TheoryData<string> Names() => [.. Pairs.Keys];

    public void Dispose()
    {
        emulator.Dispose();
        listener.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_response_has_the_published_fields(string name)
    {
        var pair = Pairs[name];
        await PrepareAsync();
        var body = pair.GetProperty("request").ToString();
        if (name is "record task list" or "stop of record task")
        {
            // The ID in the sample does not exist here.
            var id = emulator.Do(Request(Pairs["record task"])).GetProperty("TaskId").GetString();
            body = body.Replace(
                Pairs["record task"].GetProperty("response").GetProperty("TaskId").GetString()!, id, StringComparison.Ordinal);
        }

        var answer = emulator.Response(Request(pair) with { Body = body });
        AssertSameShape(pair.GetProperty("response"), answer, name);
        if (pair.GetProperty("response").TryGetProperty("Error", out var error))
        {
            Assert.Equal(error.GetProperty("Code").GetString(), answer.GetProperty("Error").GetProperty("Code").GetString());
        }
    }

    /// <summary>Two live streams, a recording and a posted screenshot; then it is 04:30 of that day.</summary>
    private async Task PrepareAsync()
    {
        emulator.Clock.Advance(new DateTimeOffset(2026, 11, 28, 3, 50, 0, TimeSpan.Zero) - emulator.Clock.UtcNow);
        emulator.Push("stream1", online: 3);
        emulator.Push("stream2", online: 1);
        emulator.Output(
            "Live_Tape_Start", ("Param.s.channel_id", "stream1"), ("Param.n.task_sub_type", "1"), ("Param.s.end_time", emulator.Now(900)));
        var template = emulator.Do(
            "CreateLiveCallbackTemplate", $"{{\"TemplateName\":\"a\",\"SnapshotNotifyUrl\":\"{listener.Uri}\",\"CallbackKey\":\"k\"}}");
        emulator.Do("CreateLiveCallbackRule", CallbackSettingsTests.Rule(template.GetProperty("TemplateId").GetInt64()));
        emulator.Clock.Advance(TimeSpan.FromMinutes(10));
        emulator.Engine.SetStream(new EmulatorStreamChange("stream1") { Screenshots = 1 });
        await listener.NextAsync();
        await UntilRecordedAsync();
        emulator.Clock.Advance(TimeSpan.FromMinutes(30));
    }

    private async Task UntilRecordedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (emulator.Engine.Account.CallbackRecords.Of("stream1").Count == 0)
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private static RawApi3Request Request(JsonElement pair)
    {
        var service = pair.GetProperty("service").GetString()!;
        return new RawApi3Request(pair.GetProperty("action").GetString()!, pair.GetProperty("request").ToString())
        {
            Service = service, Version = ActionTable.VersionOf(service)!, Region = pair.GetProperty("region").GetString(),
        };
    }

    private static void AssertSameShape(JsonElement published, JsonElement actual, string path)
    {
        Assert.True(published.ValueKind == actual.ValueKind, $"{path} is {actual.ValueKind}, not {published.ValueKind}");
        if (published.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in published.EnumerateObject())
            {
                Assert.True(actual.TryGetProperty(field.Name, out var value), $"{path}.{field.Name} is missing");
                AssertSameShape(field.Value, value, $"{path}.{field.Name}");
            }
        }
        else if (published.ValueKind == JsonValueKind.Array && published.GetArrayLength() > 0)
        {
            Assert.True(actual.GetArrayLength() > 0, $"{path} is empty");
            AssertSameShape(published[0], actual[0], path + "[0]");
        }
    }
}
