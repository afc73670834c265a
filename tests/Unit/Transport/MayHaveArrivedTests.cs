namespace TencentLvb.Unit.Transport;

/// <summary>What the error of a change reports about a change that may have been made.</summary>
[Collection(nameof(ClocksAndSockets))]
public sealed class MayHaveArrivedTests
{
    private const string MaySuspend = "The stream might have been suspended. It is safe to run the command again. "
        + "Run Get-LvbChannelStatus 8888_a.";

    [Theory]
    [InlineData("drop", "LvbNetwork")]
    [InlineData("garbage", "LvbBadReply")]
    [InlineData("500", "LvbHttp.500")]
    public async Task A_change_that_may_have_been_made_says_so_and_how_to_check(string fault, string id)
    {
        await using var server = Faulty(fault);

        var error = await Alone(server.Uri).Fails(Make.SameState());

        Assert.Equal(id, error.ErrorId);
        Assert.EndsWith(MaySuspend, error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("garbage")]
    [InlineData("500")]
    public async Task A_query_has_nothing_to_check(string fault)
    {
        await using var server = Faulty(fault);

        Assert.DoesNotContain("might", (await Alone(server.Uri).Fails(Make.Query())).RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_no_change_can_have_been_made()
    {
        var address = Make.Refusing();
        var error = await Alone(address).Fails(Make.SameState());

        Assert.Equal("LvbNetwork", error.ErrorId);
        Assert.Contains($"connecting to {address.Authority}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("suspended", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_attempt_counts_even_if_the_last_found_no_connection()
    {
        await using var server = new WireServer(e =>
        {
            e.Server.StopListening();
            return e.Close();
        });
        using var client = Make.Client(server.Uri, new ScriptedTime(), s => s with { MaximumRetryCount = 1 });

        Assert.EndsWith(MaySuspend, (await client.Fails(Make.SameState())).RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_earlier_attempt_counts_even_if_the_last_timed_out_while_connecting(bool repeated)
    {
        using var hole = new BlackHole();
        using var clients = new HttpClients();
        var message = new Lvb2Message<int>(Make.Account(hole.Uri), Make.SameState());
        var attempt = new Attempt<int>(Make.Settings with { Timeout = TimeSpan.FromSeconds(1) }, clients, message,
            () => DateTimeOffset.UtcNow);

        using var end = new CallEnd(TestContext.Current.CancellationToken, CancellationToken.None);
        var result = await attempt.RunAsync(TimeSpan.Zero, repeated, new CallLog(false), end);

        Assert.Equal("LvbTimeout", result.Failure!.Error.ErrorId);
        Assert.Equal((AttemptEffect.None, hole.Uri.Authority), (result.Failure.Effect, result.Failure.SilentHost));
        Assert.Equal(repeated, result.Failure.Error.RecommendedAction!.EndsWith(MaySuspend, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_internal_error_counts_as_an_earlier_attempt()
    {
        await using var server = new WireServer(e => e.Answer("", e.Index == 0 ? 500 : 403));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var change = await client.Fails(Make.SameState());
        Assert.Equal("LvbHttp.403", change.ErrorId);
        Assert.EndsWith(MaySuspend, change.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "")]
    [InlineData(200, """{"message":"sign invalid","ret":4003}""")]
    [InlineData(200, """{"message":"never pushed","ret":20601}""")]
    public async Task An_earlier_attempt_counts_though_the_last_was_refused(int status, string body)
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Close() : e.Answer(body, status));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var change = await client.Fails(Make.SameState());
        Assert.EndsWith(" An earlier attempt might have succeeded. " + MaySuspend, change.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_without_an_earlier_attempt_has_nothing_to_look_for()
    {
        await using var server = new WireServer(e => e.Index == 0 ? e.Answer("", 429, "Retry-After: 1\r\n") : e.Answer("", 403));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        Assert.DoesNotContain("might", (await client.Fails(Make.SameState())).RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502, "")]
    [InlineData(504, "")]
    [InlineData(200, """{"code":1201,"message":"busy"}""")]
    public async Task A_mix_ended_by_an_attempt_without_a_clear_response_is_ended(int status, string body)
    {
        var calls = 0;
        await using var server = new WireServer(e =>
            ++calls == 1 ? e.Answer(body, status) : e.Answer("""{"code":-30300,"message":"session does not exist"}"""));
        using var client = Make.Client(server.Uri, new ScriptedTime());

        var mix = await client.Send(MixStream.Cancel(new MixCall(4321, "room1", "out"), []));

        Assert.Equal("room1", mix.SessionId);
        Assert.Equal(2, calls);
    }

    private static Lvb2Client Alone(Uri address) => Make.Client(address, new ScriptedTime(), s => s with { MaximumRetryCount = 0 });

    private static WireServer Faulty(string fault) => new(e => fault switch
    {
        "drop" => e.Close(),
        "garbage" => e.Answer("<html>"),
        _ => e.Answer("", 500),
    });
}
