namespace TencentLvb.Unit.Transport;

/// <summary>An error after several attempts shows their number and duration.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class AttemptsInErrorsTests
{
    [Fact]
    public async Task No_response_to_any_attempt()
    {
        await using var server = new WireServer(e => e.Silence());
        using var client = Make.Client(
            server.Uri, new ScriptedTime(), s => s with { Timeout = TimeSpan.FromSeconds(0.2), MaximumRetryCount = 1 });

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbTimeout", error.ErrorId);
        Assert.StartsWith("Live_Channel_GetStatus for 8888_a: 127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.Matches(@":\d+ did not respond in 2 attempts over \d(\.\d)? s\.$", error.Message);
    }

    [Theory]
    [InlineData("503", "returned HTTP status 503[^;]*; 4 attempts over 3\\d s.")]
    [InlineData("reset", "was lost (.+); 4 attempts over 3\\d s.")]
    public async Task The_same_fault_in_all_attempts(string fault, string text)
    {
        var time = new ScriptedTime();
        await using var server = new WireServer(async e =>
        {
            time.Advance(TimeSpan.FromSeconds(8));
            Assert.True(await e.Misbehave(fault, WireServer.Live));
        });
        using var client = Make.Client(server.Uri, time);

        Assert.Matches(text + "$", (await client.Fails(Make.Query())).Message);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_transient_code_of_the_service()
    {
        await using var server = WireServer.Answering("""{"message":"request frequency exceeds limit","ret":1202}""");
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbApi.1202", error.ErrorId);
        Assert.Matches(@"; 4 attempts over \d(\.\d)? s\.$", error.Message);
    }

    [Fact]
    public async Task One_attempt_is_not_counted()
    {
        await using var server = new WireServer(e => e.Answer("", e.Index == 0 ? 403 : 503));
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });

        Assert.DoesNotContain("attempt", (await client.Fails(Make.Query())).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("attempt", (await client.Fails(Make.Query())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_after_a_fault_does_not_count_attempts()
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Answer("", 503) : e.Answer("", 403));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var error = await client.Fails(Make.Query());

        Assert.Equal("LvbHttp.403", error.ErrorId);
        Assert.DoesNotContain("attempt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_at_most_once_call_that_was_never_sent()
    {
        using var client = Make.Client(Make.Refusing(), new ScriptedTime());

        Assert.Contains("; 4 attempts over ", (await client.Fails(Make.Once())).Message, StringComparison.Ordinal);
    }
}
